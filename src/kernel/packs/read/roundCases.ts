import { checklistOf, itemsAsked, keyOfItem } from '../../rounds/index.ts'
import { carriesPart } from '../carriers.ts'
import type { AskedItem } from '../checklist.ts'
import type { GoldenBase } from '../golden/base.ts'
import type { RoundAct, RoundCase } from '../golden/forms.ts'
import type { GoldenRoundDay } from '../golden/types.ts'
import type { Field, FieldValues } from '../../fields/types.ts'
import { itemsAhead, roundStage } from '../golden/roundStage.ts'
import { provisionOfPart } from '../parts.ts'
import type { Occasion, Round } from '../round.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, flagOf, itemsOf, numberOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Pack } from '../types.ts'
import type { StandingState } from '../../status/states.ts'
import type { GoldenContext } from './goldenContext.ts'
import { optional } from './optional.ts'
import type { PackReader } from './packReader.ts'
import { toFieldValues } from './world.ts'

/** A case of a round; `proves: items of X` becomes the provisions of the items that it asks. */
export function readRoundCase(
  reader: PackReader,
  tree: Tree,
  base: GoldenBase,
  context: GoldenContext,
): RoundCase {
  const { act, items, values } = readRoundAct(reader, tree, context)
  const expect = child(tree, 'expect')
  const who = (key: string): readonly string[] | undefined => {
    const list = child(expect, key)
    return list && reader.references(list, 'unknown-person', context.persons)
  }
  const golden: RoundCase = {
    kind: 'round',
    ...base,
    ...act,
    eachItem: textOf(child(tree, 'eachItem')) === 'wrong',
    items: [],
    values: values('values'),
    wrong: values('wrong'),
    refused: flagOf(child(tree, 'refused')),
    ...optional('on', reader.day(tree, 'on')),
    expect: {
      ...optional('actors', who('actors')),
      ...optional('mend', who('mend')),
      ...optional('verify', who('verify')),
      ...optional('waivedBy', who('waivedBy')),
      ...optional('reminded', who('reminded')),
      ...optional('late', reader.day(expect, 'late')),
      ...optional('due', textOf(child(expect, 'due'))?.replace(' ', 'T')),
      ...optional('mendBy', reader.day(expect, 'mendBy')),
      ...optional('next', reader.day(expect, 'next')),
      ...optional('asked', flagIn(expect, 'asked')),
      ...optional('count', numberOf(child(expect, 'count'))),
      ...optional('items', items(expect, 'items')),
      ...optional('lacks', items(expect, 'lacks')),
      ...optional('findings', items(expect, 'findings')),
      ...optional('closed', flagIn(expect, 'closed')),
      ...optional('state', textOf(child(expect, 'state')) as StandingState | undefined),
    },
  }
  return withItems(reader, golden, child(tree, 'proves'), context)
}

/** What happens in a round on a day of a case of days. */
export function readRoundDay(
  reader: PackReader,
  tree: Tree,
  context: GoldenContext,
): GoldenRoundDay {
  const { act, items, values } = readRoundAct(reader, tree, context)
  return {
    ...act,
    allRight: textOf(child(tree, 'eachItem')) === 'right',
    values: values('values'),
    waived: items(tree, 'waived') ?? [],
    proof: flagOf(child(tree, 'proof')),
    machine: flagOf(child(tree, 'machine')),
  }
}

/** What is done, and how the items that the round asks are named. */
function readRoundAct(reader: PackReader, tree: Tree, context: GoldenContext) {
  const { pack, persons } = context
  const id = reader.reference(child(tree, 'round'), 'unknown-round', pack.rounds) ?? ''
  const round = pack.rounds.get(id)
  const names = namesOf(pack, round)
  const items = (from: Tree | undefined, key: string): readonly string[] | undefined => {
    const list = child(from, key)
    return list && reader.references(list, 'unknown-item', names)
  }
  const values = (key: string): FieldValues => {
    const given = child(tree, key)
    for (const [name, value] of entriesOf(given))
      if (!names.has(name))
        reader.faults.add(
          'unknown-item',
          value.at,
          { name, near: suggest(name, names.keys()) },
          { key: true },
        )
    return toFieldValues(given)
  }
  const by = reader.reference(child(tree, 'by'), 'unknown-person', persons)
  const act: RoundAct = {
    round: id,
    of: readSubject(reader, child(tree, 'of'), round, by, context),
    answers: values('answers'),
    met: flagOf(child(tree, 'met')),
    read: flagOf(child(tree, 'read')),
    course: flagOf(child(tree, 'course')),
    ...optional('by', by),
    ...optional('occasion', readOccasion(reader, child(tree, 'occasion'), pack)),
    ...optional('written', readLine(reader, child(tree, 'line'), context)),
    ...optional('ended', readEnd(reader, child(tree, 'ended'), round, pack)),
  }
  return { act, items, values }
}

function flagIn(tree: Tree | undefined, key: string): boolean | undefined {
  const value = child(tree, key)
  return value && flagOf(value)
}

/** The names of all items of a round, by their ids and by their keys. */
function namesOf(pack: GoldenContext['pack'], round: Round | undefined): ReadonlySet<string> {
  const checklist = round && checklistOf(round)
  const asked = checklist === undefined ? [] : itemsAsked(pack.checklists, checklist)
  return new Set(asked.flatMap((one) => [one.item.id, keyOfItem(one)]))
}

/** The subject: whoever answers for persons, the organisation where the round goes through it. */
function readSubject(
  reader: PackReader,
  tree: Tree | undefined,
  round: Round | undefined,
  by: string | undefined,
  { persons, units, world }: GoldenContext,
): string {
  switch (round?.each.kind) {
    case 'organization':
      return ''
    case 'unit':
      return reader.reference(tree, 'unknown-unit', units) ?? ''
    case 'line':
      return reader.reference(tree, 'unknown-entry', world?.entries ?? new Map()) ?? ''
    case 'person':
    case 'holder':
      return reader.reference(tree, 'unknown-person', persons) ?? by ?? ''
    default:
      return textOf(tree) ?? ''
  }
}

const simpleOccasions = new Set(['new', 'left', 'moved', 'edition', 'hand'])

function readOccasion(
  reader: PackReader,
  tree: Tree | undefined,
  pack: GoldenContext['pack'],
): Occasion | undefined {
  const text = textOf(tree)
  if (tree === undefined || text === undefined) return undefined
  if (simpleOccasions.has(text)) return { kind: text as Exclude<Occasion['kind'], 'ended'> }
  const [, end, procedure] = /^end(?: (\S+))? of (\S+)$/.exec(text) ?? []
  if (procedure === undefined) {
    reader.faults.add('bad-occasion', tree.at, { text })
    return undefined
  }
  checkEnd(reader, tree, procedure, end, pack)
  return { kind: 'ended', procedure, ...optional('end', end) }
}

/**
 * `done`, or `done of drill` where several procedures close the round; with what the case had in its
 * fields `{ end: done, fields: … }`.
 */
function readEnd(
  reader: PackReader,
  written: Tree | undefined,
  round: Round | undefined,
  pack: GoldenContext['pack'],
): RoundCase['ended'] {
  const tree = child(written, 'end') ?? written
  const text = textOf(tree)
  if (tree === undefined || text === undefined) return undefined
  const [, end = text, procedure] = /^(\S+) of (\S+)$/.exec(text) ?? []
  const closing = round?.closedBy.find(({ kind }) => kind === 'ended')
  const meant = procedure ?? (closing?.kind === 'ended' ? closing.procedure : undefined)
  if (meant !== undefined) checkEnd(reader, tree, meant, end, pack)
  const fields = child(written, 'fields')
  if (meant !== undefined) checkFields(reader, fields, pack.procedures.get(meant)?.fields)
  return { end, fields: toFieldValues(fields), ...optional('procedure', procedure) }
}

function checkEnd(
  reader: PackReader,
  tree: Tree,
  procedure: string,
  end: string | undefined,
  { procedures }: GoldenContext['pack'],
): void {
  const known = procedures.get(procedure)
  if (known === undefined)
    reader.faults.add('unknown-procedure', tree.at, {
      name: procedure,
      near: suggest(procedure, procedures.keys()),
    })
  else if (end !== undefined && !known.ends.has(end))
    reader.faults.add('unknown-end', tree.at, { name: end, near: suggest(end, known.ends.keys()) })
}

function readLine(
  reader: PackReader,
  tree: Tree | undefined,
  { pack, units }: GoldenContext,
): RoundCase['written'] {
  if (tree === undefined) return undefined
  const register = reader.reference(child(tree, 'register'), 'unknown-register', pack.registers)
  const fields = child(tree, 'fields')
  checkFields(reader, fields, pack.registers.get(register ?? '')?.fields)
  return {
    register: register ?? '',
    fields: toFieldValues(fields),
    ...optional('unit', reader.reference(child(tree, 'unit'), 'unknown-unit', units)),
  }
}

/** Reports values of fields that a register or a procedure does not have. */
function checkFields(
  reader: PackReader,
  values: Tree | undefined,
  fields: readonly Field[] = [],
): void {
  const known = fields.map(({ id }) => id)
  for (const [id, value] of entriesOf(values))
    if (known.length > 0 && !known.includes(id))
      reader.faults.add(
        'unknown-field',
        value.at,
        { name: id, near: suggest(id, known) },
        { key: true },
      )
}

/** The X of `items of X` among what a case proves. */
export function checklistNamed(item: Tree): string | undefined {
  return /^items of (\S+)$/.exec(textOf(item)?.trim() ?? '')?.[1]
}

/** The case with the provisions, and the items of `eachItem`, that it proves. */
function withItems(
  reader: PackReader,
  golden: RoundCase,
  tree: Tree | undefined,
  { pack }: GoldenContext,
): RoundCase {
  const named = itemsOf(tree).flatMap((item): AskedItem[] => {
    const checklist = checklistNamed(item)
    if (checklist === undefined) return []
    reader.reference(
      { ...item, kind: 'scalar', value: checklist },
      'unknown-checklist',
      pack.checklists,
    )
    const own = new Set(itemsAsked(pack.checklists, checklist).map(({ path }) => path))
    return askedIn(pack, golden).filter(
      (asked) => asked.checklist === checklist || own.has(asked.path),
    )
  })
  const proves = new Set([
    ...golden.proves,
    ...named.flatMap(({ item: { carries, parts = [] } }) => [
      ...carries.filter((ref) => !parts.some((part) => provisionOfPart(part) === ref)),
      ...parts,
    ]),
  ])
  const items = golden.eachItem
    ? askedIn(pack, golden).filter(({ item }) =>
        [...proves].some(
          (ref) => item.carries.includes(ref) || carriesPart(item, provisionOfPart(ref), ref),
        ),
      )
    : []
  return { ...golden, proves: [...proves], items: items.map(({ path }) => path) }
}

function askedIn(pack: Pack, golden: RoundCase): readonly AskedItem[] {
  const stage = roundStage(pack, golden)
  return stage?.subject === undefined ? [] : itemsAhead(pack, stage.round, stage.subject, stage.day)
}
