import type {
  AskCase,
  CaseEntry,
  CaseWorld,
  GoldenCase,
  PlayAct,
  PlayCase,
  PlayExpectation,
} from '../golden/types.ts'
import type { Procedure } from '../procedure.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, flagOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Reading } from './reading.ts'
import { plainMap, readAbsences, readClass, readEntry, readExceptions } from './world.ts'
import type { VerdictKind, Safeguard } from '../handling.ts'
import { optional } from './optional.ts'

interface CasePlace {
  readonly world: CaseWorld | undefined
  readonly persons: ReadonlySet<string>
  readonly units: ReadonlySet<string>
  readonly procedures: ReadonlyMap<string, Procedure>
  readonly safeguards: ReadonlyMap<string, Safeguard>
}

/** Where cases without a clock begin: a working Monday. */
const usualClock = '2026-11-02T09:00'

/** The golden cases of all files. */
export function readCases(
  reading: Reading,
  files: readonly Tree[],
  world: CaseWorld | undefined,
  { procedures, safeguards }: Pick<CasePlace, 'procedures' | 'safeguards'>,
): GoldenCase[] {
  const place: CasePlace = {
    world,
    procedures,
    safeguards,
    persons: new Set(world?.organization.persons.keys()),
    units: new Set(world?.organization.units.keys()),
  }
  const names = new Set<string>()
  return files
    .flatMap((file) => itemsOf(file))
    .flatMap((item) => entriesOf(item))
    .flatMap(([name, tree]): GoldenCase[] => {
      if (names.has(name))
        reading.faults.add('duplicate', tree.at, { what: '事例', name }, { key: true })
      names.add(name)
      const ask = child(tree, 'ask')
      const play = child(tree, 'play')
      if ((ask === undefined) === (play === undefined)) {
        reading.faults.add('case-kind', tree.at, {}, { key: true })
        return []
      }
      return [
        ask === undefined
          ? readPlay(reading, name, tree, place)
          : readAsk(reading, name, tree, ask, place),
      ]
    })
}

function baseOf(reading: Reading, name: string, tree: Tree, place: CasePlace) {
  return {
    name,
    file: tree.at.file.path,
    line: tree.at.file.locateKey(tree.at.path).line,
    absences: readAbsences(reading, child(tree, 'given', 'absences'), place.persons),
    exceptions: readExceptions(reading, child(tree, 'given', 'exceptions'), place),
  }
}

function readAsk(reading: Reading, name: string, tree: Tree, ask: Tree, place: CasePlace): AskCase {
  const act = reading.reference(child(ask, 'act'), 'unknown-act', reading.known.acts) ?? ''
  const fields = child(ask, 'fields')
  checkFields(
    reading,
    fields,
    (reading.known.acts.get(act) ?? []).map((field) => field.id),
  )
  const asset = child(ask, 'asset')
  const entry = asset?.kind === 'scalar' ? entryOf(reading, asset, place) : undefined
  const expect = child(tree, 'expect')
  const rule = child(expect, 'rule')
  return {
    kind: 'ask',
    ...baseOf(reading, name, tree, place),
    act,
    fields: plainMap(fields),
    ...optional('class', readClass(child(ask, 'class')) ?? entry?.class),
    ...optional(
      'asset',
      asset?.kind === 'map'
        ? plainMap(asset)
        : entry && { ...entry.fields, ...optional('unit', entry.unit) },
    ),
    ...optional('entry', entry?.id),
    ...optional('by', reading.reference(child(ask, 'by'), 'unknown-person', place.persons)),
    expect: {
      ...optional('verdict', textOf(child(expect, 'verdict')) as VerdictKind | undefined),
      ...optional(
        'rule',
        textOf(rule) === 'otherwise'
          ? 'otherwise'
          : reading.reference(rule, 'unknown-rule', reading.known.rules),
      ),
      ...optional(
        'procedure',
        reading.reference(
          child(expect, 'procedure'),
          'unknown-procedure',
          reading.known.procedures,
        ),
      ),
      ...listed(reading, expect, 'safeguards', 'unknown-safeguard', reading.known.safeguards),
      ...listed(reading, expect, 'approvers', 'unknown-role', reading.known.roles),
      ...listed(reading, expect, 'provisions', 'unknown-provision', reading.known.provisions),
      ...listed(reading, expect, 'excepted', 'unknown-rule', reading.known.rules),
      ...optional('instead', textOf(child(expect, 'instead'))),
    },
  }
}

type ListedCode =
  | 'unknown-safeguard'
  | 'unknown-rule'
  | 'unknown-role'
  | 'unknown-provision'
  | 'unknown-person'

function listed<Key extends string>(
  reading: Reading,
  tree: Tree | undefined,
  key: Key,
  code: ListedCode,
  known: Pick<ReadonlySet<string>, 'has'> & { keys(): Iterable<string> },
): { readonly [K in Key]?: readonly string[] } {
  const list = child(tree, key)
  return optional(key, list === undefined ? undefined : reading.references(list, code, known))
}

function readPlay(reading: Reading, name: string, tree: Tree, place: CasePlace): PlayCase {
  const id =
    reading.reference(child(tree, 'play'), 'unknown-procedure', reading.known.procedures) ?? ''
  const procedure = place.procedures.get(id)
  const known = [
    ...(procedure?.fields ?? []),
    ...[...place.safeguards.values()].flatMap((safeguard) => safeguard.asks),
  ].map((field) => field.id)
  const fields = child(tree, 'fields')
  if (procedure !== undefined) checkFields(reading, fields, known)
  const decisions = new Set(
    [...(procedure?.steps.values() ?? [])].flatMap((step) =>
      step.decisions.map((decision) => decision.id),
    ),
  )
  return {
    kind: 'play',
    ...baseOf(reading, name, tree, place),
    procedure: id,
    fields: plainMap(fields),
    about: itemsOf(child(tree, 'about')).flatMap(
      (item, index) => readAbout(reading, item, index, procedure?.about?.register, place) ?? [],
    ),
    clock: momentOf(textOf(child(tree, 'clock'))) ?? usualClock,
    acts: itemsOf(child(tree, 'acts')).map((act) => {
      if (procedure !== undefined) checkFields(reading, child(act, 'fill'), known)
      return readAct(reading, act, decisions, place)
    }),
    expect: readExpectation(reading, child(tree, 'expect'), procedure, place),
    ...optional('by', reading.reference(child(tree, 'by'), 'unknown-person', place.persons)),
  }
}

function readAct(
  reading: Reading,
  tree: Tree,
  decisions: ReadonlySet<string>,
  place: CasePlace,
): PlayAct {
  return {
    by: reading.reference(child(tree, 'by'), 'unknown-person', place.persons) ?? '',
    fill: plainMap(child(tree, 'fill')),
    confirm: flagOf(child(tree, 'confirm'), true),
    ...optional('paper', reading.reference(child(tree, 'paper'), 'unknown-person', place.persons)),
    ...optional('choose', reading.reference(child(tree, 'choose'), 'unknown-decision', decisions)),
    ...optional('comment', textOf(child(tree, 'comment'))),
    ...optional('at', momentOf(textOf(child(tree, 'at')))),
    ...optional('refused', textOf(child(tree, 'refused'))),
  }
}

function readExpectation(
  reading: Reading,
  tree: Tree | undefined,
  procedure: Procedure | undefined,
  place: CasePlace,
): PlayExpectation {
  const step = child(tree, 'at')
  const end = child(tree, 'end')
  return {
    ...optional(
      'at',
      procedure === undefined
        ? textOf(step)
        : reading.reference(step, 'unknown-step', procedure.steps),
    ),
    ...optional(
      'end',
      procedure === undefined ? textOf(end) : reading.reference(end, 'unknown-end', procedure.ends),
    ),
    ...listed(reading, tree, 'actors', 'unknown-person', place.persons),
    ...listed(reading, tree, 'deputy', 'unknown-person', place.persons),
    ...listed(reading, tree, 'reminded', 'unknown-person', place.persons),
    ...optional('on', momentOf(textOf(child(tree, 'on')))),
    ...optional('refused', textOf(child(tree, 'refused'))),
    ...optional(
      'effects',
      child(tree, 'effects') === undefined ? undefined : reading.texts(tree, 'effects'),
    ),
  }
}

function readAbout(
  reading: Reading,
  tree: Tree,
  index: number,
  register: string | undefined,
  place: CasePlace,
): CaseEntry | undefined {
  if (tree.kind === 'scalar') return entryOf(reading, tree, place)
  return {
    ...optional('register', register),
    ...readEntry(reading, `about-${index + 1}`, tree, place.units),
  }
}

function entryOf(reading: Reading, tree: Tree, place: CasePlace): CaseEntry | undefined {
  const id = reading.reference(
    tree,
    'unknown-entry',
    place.world?.entries ?? new Map<string, CaseEntry>(),
  )
  return place.world?.entries.get(id ?? '')
}

function checkFields(reading: Reading, tree: Tree | undefined, known: readonly string[]): void {
  for (const [id, value] of entriesOf(tree)) {
    if (!known.includes(id))
      reading.faults.add(
        'unknown-field',
        value.at,
        { name: id, near: suggest(id, known) },
        { key: true },
      )
  }
}

/** `2026-11-02 09:00` or a date alone (then nine in the morning). */
function momentOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  return text.length === 10 ? `${text}T09:00` : text.replace(' ', 'T')
}
