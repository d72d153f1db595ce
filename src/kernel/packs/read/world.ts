import type { FieldValues } from '../../fields/types.ts'
import type {
  AbsenceView,
  AssignmentView,
  OrganizationView,
  PersonView,
  PlaceView,
  PostView,
  UnitView,
} from '../../organization/types.ts'
import type { GoldenEntry, GoldenWorld } from '../golden/types.ts'
import { scopeKinds } from '../schema/policy.ts'
import { child, entriesOf, itemsOf, toPlain, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { suggest } from '../suggest.ts'
import { placeKinds, scopeWords } from '../who.ts'
import type { ScopeKind } from '../who.ts'
import type { PackReader } from './packReader.ts'
import type { ClassValue } from '../classification.ts'
import type { GrantedException } from '../../handling/grantedException.ts'
import { optional } from './optional.ts'

/** Dates of the fictional organisation that are not written: it has always been so. */
const distantPast = '2000-01-01'

/** cases/organization.yaml */
export function readWorld(reader: PackReader, tree: Tree | undefined): GoldenWorld | undefined {
  if (tree === undefined) return undefined
  const ids = {
    units: idsUnder(tree, 'units'),
    posts: idsUnder(tree, 'posts'),
    persons: idsUnder(tree, 'persons'),
  }
  const unit = (from: Tree, key: string) =>
    reader.reference(child(from, key), 'unknown-unit', ids.units)
  const entries = mapOf(tree, 'entries', (id, item) => readEntry(reader, id, item, ids.units))
  const places = readPlaces(reader, tree, entries, ids.units)
  const organization: OrganizationView = {
    units: mapOf(tree, 'units', (id, item): UnitView => ({
      id,
      title: reader.text(item, 'title'),
      ...optional('parent', unit(item, 'parent')),
    })),
    posts: mapOf(tree, 'posts', (id, item): PostView => ({
      id,
      title: reader.text(item, 'title'),
      unit: unit(item, 'unit') ?? '',
      leads: (textOf(child(item, 'leads')) ?? 'none') as PostView['leads'],
      ...optional(
        'key',
        reader.reference(child(item, 'key'), 'unknown-post', reader.symbols.posts),
      ),
    })),
    persons: mapOf(tree, 'persons', (id, item): PersonView => ({
      id,
      name: reader.text(item, 'name'),
      unit: unit(item, 'unit') ?? '',
      employment: textOf(child(item, 'employment')) ?? '',
      posts: reader
        .references(child(item, 'posts'), 'unknown-post', ids.posts)
        .map((post) => ({ post, from: distantPast })),
      ...optional('from', reader.day(item, 'from')),
      ...optional('to', reader.day(item, 'to')),
    })),
    places,
    assignments: itemsOf(child(tree, 'assignments')).map((item) =>
      readAssignment(reader, item, { ...ids, places }),
    ),
    absences: readAbsences(reader, child(tree, 'absences'), ids.persons),
  }
  return { organization, entries }
}

const placeKeys = {
  system: 'systems',
  service: 'services',
  area: 'areas',
  engagement: 'engagements',
} as const

/** Places written as such, and the entries of registers whose entries are places. */
function readPlaces(
  reader: PackReader,
  tree: Tree,
  entries: ReadonlyMap<string, GoldenEntry>,
  units: ReadonlySet<string>,
): Map<string, PlaceView> {
  const places = new Map<string, PlaceView>()
  for (const [id, { register, fields, unit }] of entries) {
    const scope = reader.symbols.registers.get(register ?? '')?.scope
    if (scope !== undefined)
      places.set(id, {
        id,
        scope,
        title: typeof fields['name'] === 'string' ? fields['name'] : id,
        ...optional('unit', unit),
      })
  }
  for (const scope of placeKinds) {
    for (const [id, item] of entriesOf(child(tree, placeKeys[scope]))) {
      const other = places.get(id)
      if (other !== undefined && other.scope !== scope)
        reader.faults.add('duplicate', item.at, { what: '場所', name: id }, { key: true })
      const unit = reader.reference(child(item, 'unit'), 'unknown-unit', units)
      places.set(id, { id, scope, title: reader.text(item, 'title'), ...optional('unit', unit) })
    }
  }
  return places
}

function idsUnder(tree: Tree, key: string): ReadonlySet<string> {
  return new Set(entriesOf(child(tree, key)).map(([id]) => id))
}

function mapOf<Value>(
  tree: Tree,
  key: string,
  read: (id: string, tree: Tree) => Value,
): Map<string, Value> {
  return new Map(entriesOf(child(tree, key)).map(([id, item]) => [id, read(id, item)]))
}

export interface WorldIds {
  readonly units: ReadonlySet<string>
  readonly places: ReadonlyMap<string, PlaceView>
  readonly posts: ReadonlySet<string>
  readonly persons: ReadonlySet<string>
}

export function readAssignment(reader: PackReader, tree: Tree, ids: WorldIds): AssignmentView {
  const scope = scopeKinds.find((kind) => child(tree, kind) !== undefined) ?? 'organization'
  reader.reference(child(tree, 'unit'), 'unknown-unit', ids.units)
  checkPlace(reader, child(tree, scope), scope, ids.places)
  return {
    role: reader.reference(child(tree, 'role'), 'unknown-role', reader.symbols.roles) ?? '',
    scope,
    scopeId: textOf(child(tree, scope)) ?? '',
    from: reader.day(tree, 'from') ?? distantPast,
    ...optional('to', reader.day(tree, 'to')),
    ...optional('person', reader.reference(child(tree, 'person'), 'unknown-person', ids.persons)),
    ...optional('post', reader.reference(child(tree, 'post'), 'unknown-post', ids.posts)),
  }
}

/** A place must be known, unless no register of the pack holds places of that kind. */
function checkPlace(
  reader: PackReader,
  tree: Tree | undefined,
  scope: ScopeKind,
  places: ReadonlyMap<string, PlaceView>,
): void {
  const name = textOf(tree)
  if (
    tree === undefined ||
    name === undefined ||
    scope === 'unit' ||
    places.get(name)?.scope === scope
  )
    return
  if (![...reader.symbols.registers.values()].some((register) => register.scope === scope)) return
  const near = suggest(
    name,
    [...places.values()].filter((place) => place.scope === scope).map((place) => place.id),
  )
  reader.faults.add('unknown-place', tree.at, { what: scopeWords[scope].ja, name, near })
}

export function readAbsences(
  reader: PackReader,
  tree: Tree | undefined,
  persons: ReadonlySet<string>,
): AbsenceView[] {
  return itemsOf(tree).map((item) => ({
    person: reader.reference(child(item, 'person'), 'unknown-person', persons) ?? '',
    from: reader.day(item, 'from') ?? '',
    to: reader.day(item, 'to') ?? '',
  }))
}

/** Exceptions that run already, each for a person, a unit, an entry of the world, or everyone. */
export function readExceptions(
  reader: PackReader,
  tree: Tree | undefined,
  { persons, units, world }: ExceptionPlace,
): GrantedException[] {
  return itemsOf(tree).map((item, index) => ({
    id: String(index),
    case: '',
    number: `例外${index + 1}`,
    from: reader.day(item, 'from') ?? distantPast,
    until: reader.day(item, 'until') ?? '',
    provisions: reader.references(
      child(item, 'provisions'),
      'unknown-provision',
      reader.symbols.provisions,
    ),
    ...optional('person', reader.reference(child(item, 'person'), 'unknown-person', persons)),
    ...optional('unit', reader.reference(child(item, 'unit'), 'unknown-unit', units)),
    ...optional(
      'entry',
      reader.reference(
        child(item, 'entry'),
        'unknown-entry',
        world?.entries ?? new Map<string, GoldenEntry>(),
      ),
    ),
  }))
}

interface ExceptionPlace {
  readonly persons: ReadonlySet<string>
  readonly units: ReadonlySet<string>
  readonly world: GoldenWorld | undefined
}

/** An entry that a case is about. Its class is written apart or as the field of that type. */
export function readEntry(
  reader: PackReader,
  id: string,
  tree: Tree,
  units: ReadonlySet<string>,
): GoldenEntry {
  const register = reader.reference(
    child(tree, 'register'),
    'unknown-register',
    reader.symbols.registers,
  )
  const fields = toFieldValues(child(tree, 'fields'))
  return {
    id,
    fields,
    ...optional('register', register),
    ...optional('unit', reader.reference(child(tree, 'unit'), 'unknown-unit', units)),
    ...optional('class', readClass(child(tree, 'class') ?? child(tree, 'fields', 'class'))),
    ...optional('state', readEntryState(reader, child(tree, 'state'), register)),
  }
}

/** A state of an entry; where its register is known, one of those. */
export function readEntryState(
  reader: PackReader,
  tree: Tree | undefined,
  register: string | undefined,
): string | undefined {
  const state = textOf(tree)
  const states = reader.symbols.registers.get(register ?? '')?.states
  if (tree !== undefined && state !== undefined && states?.includes(state) === false)
    reader.faults.add('unknown-state', tree.at, { name: state, near: suggest(state, states) })
  return state
}

export function readClass(tree: Tree | undefined): ClassValue | undefined {
  return tree?.kind === 'map' ? (toPlain(tree) as ClassValue) : undefined
}

export function toFieldValues(tree: Tree | undefined): FieldValues {
  return tree?.kind === 'map' ? (toPlain(tree) as FieldValues) : {}
}
