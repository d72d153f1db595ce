import type {
  AskCase,
  GoldenEntry,
  GoldenWorld,
  GoldenCase,
  PlayAct,
  PlayCase,
  PlayExpectation,
} from '../golden/types.ts'
import type { Procedure } from '../procedure.ts'
import type { Pack } from '../types.ts'
import { provisionOfPart } from '../parts.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, flagOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { readDays } from './days.ts'
import { checklistNamed, readRoundCase } from './roundCases.ts'
import type { GoldenContext } from './goldenContext.ts'
import type { PackReader } from './packReader.ts'
import {
  toFieldValues,
  readAbsences,
  readClass,
  readEntry,
  readEntryState,
  readExceptions,
} from './world.ts'
import type { VerdictKind } from '../handling.ts'
import { formKinds, readForm } from './forms.ts'
import { optional } from './optional.ts'

/** Where cases without a clock begin: a working Monday. */
const defaultClock = '2026-11-02T09:00'

/** The golden cases of all files. */
export function readCases(
  reader: PackReader,
  files: readonly Tree[],
  world: GoldenWorld | undefined,
  pack: Pack,
): GoldenCase[] {
  const context: GoldenContext = {
    world,
    pack,
    procedures: pack.procedures,
    safeguards: pack.handling.safeguards,
    persons: new Set(world?.organization.persons.keys()),
    units: new Set(world?.organization.units.keys()),
  }
  const names = new Set<string>()
  return files
    .flatMap((file) => itemsOf(file))
    .flatMap((item) => entriesOf(item))
    .flatMap(([name, tree]): GoldenCase[] => {
      if (names.has(name))
        reader.faults.add('duplicate', tree.at, { what: '事例', name }, { key: true })
      names.add(name)
      const ask = child(tree, 'ask')
      const play = child(tree, 'play')
      const days = child(tree, 'days')
      const round = child(tree, 'round')
      const forms = formKinds.filter((kind) => child(tree, kind) !== undefined)
      if (
        days !== undefined &&
        [ask, play, round].every((kind) => kind === undefined) &&
        forms.length === 0
      )
        return [readDays(reader, readBase(reader, name, tree, context), days, context, readPlay)]
      if (child(tree, 'expect') === undefined)
        reader.faults.add('missing-key', tree.at, { name: 'expect' }, { key: true })
      if ([ask, play, days, round, ...forms].filter((kind) => kind !== undefined).length !== 1) {
        reader.faults.add('case-kind', tree.at, {}, { key: true })
        return []
      }
      if (round !== undefined)
        return [readRoundCase(reader, tree, readBase(reader, name, tree, context), context)]
      const [form] = forms
      if (form !== undefined) {
        const clock = normalizeMoment(textOf(child(tree, 'clock'))) ?? defaultClock
        const base = { ...readBase(reader, name, tree, context), clock }
        return [readForm(reader, form, tree, base, context)]
      }
      return [
        ask === undefined
          ? readPlay(reader, name, tree, context)
          : readAsk(reader, name, tree, ask, context),
      ]
    })
}

function readBase(reader: PackReader, name: string, tree: Tree, context: GoldenContext) {
  return {
    name,
    file: tree.at.file.path,
    line: tree.at.file.locateKey(tree.at.path).line,
    absences: readAbsences(reader, child(tree, 'given', 'absences'), context.persons),
    exceptions: readExceptions(reader, child(tree, 'given', 'exceptions'), context),
    proves: readProves(reader, tree),
  }
}

/**
 * The provisions, or parts of provisions, that a case proves. A case of a round may name the items
 * of a checklist, too.
 */
function readProves(reader: PackReader, tree: Tree): string[] {
  const { provisions } = reader.symbols
  const proves = child(tree, 'proves')
  const named = itemsOf(proves).filter(
    (item) => child(tree, 'round') === undefined || checklistNamed(item) === undefined,
  )
  if (proves === undefined) return []
  return reader.references({ kind: 'list', at: proves.at, items: named }, 'unknown-provision', {
    has: (ref) => provisions.has(ref) || provisions.has(provisionOfPart(ref)),
    keys: () => provisions.keys(),
  })
}

function readAsk(
  reader: PackReader,
  name: string,
  tree: Tree,
  ask: Tree,
  context: GoldenContext,
): AskCase {
  const act = reader.reference(child(ask, 'act'), 'unknown-act', reader.symbols.acts) ?? ''
  const fields = child(ask, 'fields')
  checkFields(
    reader,
    fields,
    (reader.symbols.acts.get(act) ?? []).map((field) => field.id),
  )
  const asset = child(ask, 'asset')
  const entry = asset?.kind === 'scalar' ? entryOf(reader, asset, context) : undefined
  const expect = child(tree, 'expect')
  const rule = child(expect, 'rule')
  return {
    kind: 'ask',
    ...readBase(reader, name, tree, context),
    act,
    fields: toFieldValues(fields),
    ...optional('class', readClass(child(ask, 'class')) ?? entry?.class),
    ...optional(
      'asset',
      asset?.kind === 'map'
        ? toFieldValues(asset)
        : entry && { ...entry.fields, ...optional('unit', entry.unit) },
    ),
    ...optional('entry', entry?.id),
    ...optional('by', reader.reference(child(ask, 'by'), 'unknown-person', context.persons)),
    expect: {
      ...optional('verdict', textOf(child(expect, 'verdict')) as VerdictKind | undefined),
      ...optional(
        'rule',
        textOf(rule) === 'otherwise'
          ? 'otherwise'
          : reader.reference(rule, 'unknown-rule', reader.symbols.rules),
      ),
      ...optional(
        'procedure',
        reader.reference(
          child(expect, 'procedure'),
          'unknown-procedure',
          reader.symbols.procedures,
        ),
      ),
      ...optionalReferences(
        reader,
        expect,
        'safeguards',
        'unknown-safeguard',
        reader.symbols.safeguards,
      ),
      ...optionalReferences(reader, expect, 'approvers', 'unknown-role', reader.symbols.roles),
      ...optionalReferences(
        reader,
        expect,
        'provisions',
        'unknown-provision',
        reader.symbols.provisions,
      ),
      ...optionalReferences(reader, expect, 'excepted', 'unknown-rule', reader.symbols.rules),
      ...optional('instead', textOf(child(expect, 'instead'))),
    },
  }
}

type ReferenceListCode =
  | 'unknown-safeguard'
  | 'unknown-rule'
  | 'unknown-role'
  | 'unknown-provision'
  | 'unknown-person'

function optionalReferences<Key extends string>(
  reader: PackReader,
  tree: Tree | undefined,
  key: Key,
  code: ReferenceListCode,
  validNames: Pick<ReadonlySet<string>, 'has'> & { keys(): Iterable<string> },
): { readonly [K in Key]?: readonly string[] } {
  const list = child(tree, key)
  return optional(key, list === undefined ? undefined : reader.references(list, code, validNames))
}

function readPlay(reader: PackReader, name: string, tree: Tree, context: GoldenContext): PlayCase {
  const id =
    reader.reference(child(tree, 'play'), 'unknown-procedure', reader.symbols.procedures) ?? ''
  const procedure = context.procedures.get(id)
  const fieldIds = [
    ...(procedure?.fields ?? []),
    ...[...context.safeguards.values()].flatMap((safeguard) => safeguard.asks),
  ].map((field) => field.id)
  const fields = child(tree, 'fields')
  if (procedure !== undefined) checkFields(reader, fields, fieldIds)
  const decisions = new Set(
    [...(procedure?.steps.values() ?? [])].flatMap((step) =>
      step.decisions.map((decision) => decision.id),
    ),
  )
  return {
    kind: 'play',
    ...readBase(reader, name, tree, context),
    procedure: id,
    fields: toFieldValues(fields),
    about: itemsOf(child(tree, 'about')).flatMap(
      (item, index) => readAbout(reader, item, index, procedure?.about?.register, context) ?? [],
    ),
    clock: normalizeMoment(textOf(child(tree, 'clock'))) ?? defaultClock,
    acts: itemsOf(child(tree, 'acts')).map((act) => {
      if (procedure !== undefined) checkFields(reader, child(act, 'fill'), fieldIds)
      return readAct(reader, act, decisions, context)
    }),
    expect: readExpectation(reader, child(tree, 'expect'), procedure, context),
    ...optional('by', reader.reference(child(tree, 'by'), 'unknown-person', context.persons)),
  }
}

function readAct(
  reader: PackReader,
  tree: Tree,
  decisions: ReadonlySet<string>,
  context: GoldenContext,
): PlayAct {
  return {
    by: reader.reference(child(tree, 'by'), 'unknown-person', context.persons) ?? '',
    fill: toFieldValues(child(tree, 'fill')),
    confirm: flagOf(child(tree, 'confirm'), true),
    unproved: flagOf(child(tree, 'unproved')),
    ...readChecked(child(tree, 'answers')),
    ...optional(
      'kept',
      child(tree, 'kept') === undefined ? undefined : flagOf(child(tree, 'kept')),
    ),
    ...optional('lacks', listOf(reader, tree, 'lacks')),
    ...optionalReferences(reader, tree, 'grounds', 'unknown-provision', reader.symbols.provisions),
    reply: flagOf(child(tree, 'reply'), true),
    ...optional('paper', reader.reference(child(tree, 'paper'), 'unknown-person', context.persons)),
    ...optional('choose', reader.reference(child(tree, 'choose'), 'unknown-decision', decisions)),
    ...optional('comment', textOf(child(tree, 'comment'))),
    ...optional('meanwhile', readMeanwhile(reader, child(tree, 'meanwhile'), context)),
    ...optional('at', normalizeMoment(textOf(child(tree, 'at')))),
    ...optional('refused', textOf(child(tree, 'refused'))),
  }
}

/** What is answered of what the step checks: nothing, all wrong, or some so and the others right. */
function readChecked(tree: Tree | undefined): Pick<PlayAct, 'answers'> {
  if (tree === undefined) return {}
  const word = textOf(tree)
  return { answers: word === 'none' || word === 'wrong' ? word : toFieldValues(tree) }
}

/** States of entries of the world, by their ids; `about-1` is what the case writes out itself. */
function readMeanwhile(
  reader: PackReader,
  tree: Tree | undefined,
  { world }: GoldenContext,
): PlayAct['meanwhile'] {
  if (tree === undefined) return undefined
  return Object.fromEntries(
    entriesOf(tree).map(([id, item]) => {
      const entry = world?.entries.get(id)
      if (entry === undefined && !/^about-\d+$/.test(id))
        reader.faults.add(
          'unknown-entry',
          item.at,
          { name: id, near: suggest(id, [...(world?.entries.keys() ?? [])]) },
          { key: true },
        )
      return [id, readEntryState(reader, item, entry?.register) ?? '']
    }),
  )
}

function readExpectation(
  reader: PackReader,
  tree: Tree | undefined,
  procedure: Procedure | undefined,
  context: GoldenContext,
): PlayExpectation {
  const step = child(tree, 'at')
  const end = child(tree, 'end')
  return {
    ...optional(
      'at',
      procedure === undefined
        ? textOf(step)
        : reader.reference(step, 'unknown-step', procedure.steps),
    ),
    ...optional(
      'end',
      procedure === undefined ? textOf(end) : reader.reference(end, 'unknown-end', procedure.ends),
    ),
    ...optionalReferences(reader, tree, 'actors', 'unknown-person', context.persons),
    ...optionalReferences(reader, tree, 'deputy', 'unknown-person', context.persons),
    ...optionalReferences(reader, tree, 'reminded', 'unknown-person', context.persons),
    ...optional('on', normalizeMoment(textOf(child(tree, 'on')))),
    ...optional('refused', textOf(child(tree, 'refused'))),
    ...optional(
      'effects',
      child(tree, 'effects') === undefined ? undefined : reader.texts(tree, 'effects'),
    ),
    ...optional('lacks', listOf(reader, tree, 'lacks')),
    ...optional('due', textOf(child(tree, 'due'))?.replace(' ', 'T')),
    ...optionalReferences(
      reader,
      tree,
      'safeguards',
      'unknown-safeguard',
      reader.symbols.safeguards,
    ),
    ...optional('findings', listOf(reader, tree, 'findings')),
    ...optionalReferences(reader, tree, 'readers', 'unknown-person', context.persons),
    ...optionalReferences(reader, tree, 'told', 'unknown-person', context.persons),
    ...optional('states', readMeanwhile(reader, child(tree, 'states'), context)),
  }
}

/** The texts of a list; undefined where the key is not there. */
function listOf(reader: PackReader, tree: Tree | undefined, key: string): string[] | undefined {
  return child(tree, key) === undefined ? undefined : reader.texts(tree, key)
}

function readAbout(
  reader: PackReader,
  tree: Tree,
  index: number,
  register: string | undefined,
  context: GoldenContext,
): GoldenEntry | undefined {
  if (tree.kind === 'scalar') return entryOf(reader, tree, context)
  return {
    ...optional('register', register),
    ...readEntry(reader, `about-${index + 1}`, tree, context.units),
  }
}

function entryOf(reader: PackReader, tree: Tree, context: GoldenContext): GoldenEntry | undefined {
  const id = reader.reference(
    tree,
    'unknown-entry',
    context.world?.entries ?? new Map<string, GoldenEntry>(),
  )
  return context.world?.entries.get(id ?? '')
}

function checkFields(
  reader: PackReader,
  tree: Tree | undefined,
  validNames: readonly string[],
): void {
  for (const [id, value] of entriesOf(tree)) {
    if (!validNames.includes(id))
      reader.faults.add(
        'unknown-field',
        value.at,
        { name: id, near: suggest(id, validNames) },
        { key: true },
      )
  }
}

/** `2026-11-02 09:00` or a date alone (then nine in the morning). */
function normalizeMoment(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  return text.length === 10 ? `${text}T09:00` : text.replace(' ', 'T')
}
