import type { GoldenBase, GoldenEntry, GoldenWorld } from '../golden/base.ts'
import type {
  AccountCase,
  ClassifyCase,
  ContactsCase,
  EditionCase,
  EntryCase,
  GrantsCase,
  HoldersCase,
} from '../golden/forms.ts'
import type { ClassValue } from '../classification.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, flagOf, itemsOf, numberOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { optional } from './optional.ts'
import type { PackReader } from './packReader.ts'
import { readClass, toFieldValues } from './world.ts'

/** What the readers of cases need of the cases' organisation. */
interface FormContext {
  readonly world: GoldenWorld | undefined
  readonly persons: ReadonlySet<string>
  readonly units: ReadonlySet<string>
}

type Form =
  | EntryCase
  | ClassifyCase
  | HoldersCase
  | AccountCase
  | ContactsCase
  | GrantsCase
  | EditionCase

/** The kinds of cases besides ask and play. */
export const formKinds = [
  'entry',
  'classify',
  'holders',
  'account',
  'contacts',
  'grants',
  'edition',
] as const satisfies readonly Form['kind'][]

/** A case of one of these kinds. */
export function readForm(
  reader: PackReader,
  kind: Form['kind'],
  tree: Tree,
  base: GoldenBase & { readonly clock: string },
  context: FormContext,
): Form {
  const expect = child(tree, 'expect')
  switch (kind) {
    case 'entry':
      return readEntryCase(reader, tree, expect, base, context)
    case 'classify':
      return readClassify(reader, tree, expect, base, context)
    case 'holders':
      return readHolders(reader, tree, expect, base, context)
    case 'account':
      return {
        kind,
        ...base,
        ...readPerson(reader, child(tree, kind), context),
        ...optional('password', textOf(child(tree, 'password'))),
        ...optional('code', textOf(child(tree, 'code'))),
        expect: {
          ...optionalFlag(expect, 'accepted'),
          ...optionalFlag(expect, 'totp'),
          ...optional('lockedAfter', numberOf(child(expect, 'lockedAfter'))),
          ...optional('lockedMinutes', numberOf(child(expect, 'lockedMinutes'))),
          ...optional('history', numberOf(child(expect, 'history'))),
          ...optional('maxAgeDays', numberOf(child(expect, 'maxAgeDays'))),
          ...optional('idleMinutes', numberOf(child(expect, 'idleMinutes'))),
          ...optional('sessionHours', numberOf(child(expect, 'sessionHours'))),
        },
      }
    case 'contacts':
      return {
        kind,
        ...base,
        ...readPerson(reader, child(tree, kind), context),
        expect: {
          ...optional('tells', persons(reader, expect, 'tells', context)),
          ...optionalFlag(expect, 'keeps'),
        },
      }
    case 'grants':
      return {
        kind,
        ...base,
        ...readPerson(reader, child(tree, kind), context),
        expect: {
          ...optionalFlag(expect, 'administers'),
          ...optionalFlag(expect, 'readsJournal'),
        },
      }
    case 'edition':
      return {
        kind,
        ...base,
        path: textOf(child(tree, kind)) ?? '',
        expect: {
          ...optional('title', textOf(child(expect, 'title'))),
          ...optional('says', texts(reader, expect, 'says')),
        },
      }
  }
}

function readEntryCase(
  reader: PackReader,
  tree: Tree,
  expect: Tree | undefined,
  base: GoldenBase & { readonly clock: string },
  context: FormContext,
): EntryCase {
  const register =
    reader.reference(child(tree, 'entry'), 'unknown-register', reader.symbols.registers) ?? ''
  const fields = child(tree, 'fields')
  const known = (reader.symbols.registers.get(register)?.fields ?? []).map(({ id }) => id)
  for (const [id, value] of entriesOf(fields))
    if (register !== '' && !known.includes(id))
      reader.faults.add(
        'unknown-field',
        value.at,
        { name: id, near: suggest(id, known) },
        { key: true },
      )
  return {
    kind: 'entry',
    ...base,
    register,
    fields: toFieldValues(fields),
    mixtureOf: entries(reader, child(tree, 'mixtureOf'), context),
    ...optional('by', reader.reference(child(tree, 'by'), 'unknown-person', context.persons)),
    ...optional('unit', reader.reference(child(tree, 'unit'), 'unknown-unit', context.units)),
    ...optional('change', entries(reader, child(tree, 'change'), context)[0]),
    ...optional('copyOf', entries(reader, child(tree, 'copyOf'), context)[0]),
    ...optional('class', readClass(child(tree, 'class'))),
    expect: {
      ...optional('refused', textOf(child(expect, 'refused'))),
      ...optional('lacks', texts(reader, expect, 'lacks')),
      ...optional('class', readClass(child(expect, 'class'))),
      ...optional('number', textOf(child(expect, 'number'))),
      ...optional('keepUntil', textOf(child(expect, 'keepUntil'))),
      ...optional(
        'disposal',
        reader.reference(child(expect, 'disposal'), 'unknown-procedure', reader.symbols.procedures),
      ),
      ...optional('readers', persons(reader, expect, 'readers', context)),
      ...optional('writers', persons(reader, expect, 'writers', context)),
      ...optional('on', textOf(child(expect, 'on'))?.slice(0, 10)),
      ...optional('warned', persons(reader, expect, 'warned', context)),
      ...optional('stocktake', textOf(child(expect, 'stocktake'))),
      ...optional('counters', persons(reader, expect, 'counters', context)),
      ...optional('left', numberOf(child(expect, 'left'))),
      ...optional('reaches', persons(reader, expect, 'reaches', context)),
    },
  }
}

function readClassify(
  reader: PackReader,
  tree: Tree,
  expect: Tree | undefined,
  base: GoldenBase,
  context: FormContext,
): ClassifyCase {
  const from = child(tree, 'classify')
  const classes = (key: string): ClassValue[] =>
    itemsOf(child(from, key))
      .map((item) =>
        item.kind === 'scalar' ? entries(reader, item, context)[0]?.class : readClass(item),
      )
      .filter((each) => each !== undefined)
  return {
    kind: 'classify',
    ...base,
    grounds: reader.texts(from, 'grounds'),
    mixtureOf: classes('mixtureOf'),
    ...optional('own', readClass(child(from, 'own'))),
    ...optional('copyOf', classes('copyOf')[0]),
    expect: { ...optional('class', readClass(child(expect, 'class'))) },
  }
}

function readHolders(
  reader: PackReader,
  tree: Tree,
  expect: Tree | undefined,
  base: GoldenBase & { readonly clock: string },
  context: FormContext,
): HoldersCase {
  const role = (key: string): string | undefined =>
    reader.reference(child(expect, key), 'unknown-role', reader.symbols.roles)
  return {
    kind: 'holders',
    ...base,
    role: reader.reference(child(tree, 'holders'), 'unknown-role', reader.symbols.roles) ?? '',
    at: textOf(child(tree, 'at')) ?? '',
    ...optional(
      'appoint',
      reader.reference(child(tree, 'appoint'), 'unknown-person', context.persons),
    ),
    expect: {
      ...optional('holders', persons(reader, expect, 'holders', context)),
      ...optional('acting', persons(reader, expect, 'acting', context)),
      ...optional('appointers', persons(reader, expect, 'appointers', context)),
      ...optional('chair', role('chair')),
      ...optional('secretary', role('secretary')),
      ...optional('meets', textOf(child(expect, 'meets'))),
      ...optional('powers', texts(reader, expect, 'powers')),
      ...optional('tasks', texts(reader, expect, 'tasks')),
      ...optional('also', texts(reader, expect, 'also')),
      ...optional('apart', texts(reader, expect, 'apart')),
    },
  }
}

function readPerson(
  reader: PackReader,
  tree: Tree | undefined,
  { persons: known }: FormContext,
): { readonly person: string } {
  return { person: reader.reference(tree, 'unknown-person', known) ?? '' }
}

function entries(
  reader: PackReader,
  tree: Tree | undefined,
  { world }: FormContext,
): GoldenEntry[] {
  const known = world?.entries ?? new Map<string, GoldenEntry>()
  return reader.references(tree, 'unknown-entry', known).flatMap((id) => known.get(id) ?? [])
}

function persons(
  reader: PackReader,
  tree: Tree | undefined,
  key: string,
  context: FormContext,
): string[] | undefined {
  const list = child(tree, key)
  return list && reader.references(list, 'unknown-person', context.persons)
}

function texts(reader: PackReader, tree: Tree | undefined, key: string): string[] | undefined {
  return child(tree, key) && reader.texts(tree, key)
}

function optionalFlag<Key extends string>(
  tree: Tree | undefined,
  key: Key,
): { readonly [K in Key]?: boolean } {
  const value = child(tree, key)
  return optional(key, value && flagOf(value))
}
