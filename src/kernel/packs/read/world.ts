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
import type { CaseEntry, CaseWorld } from '../golden/types.ts'
import { scopeKinds } from '../schema/policy.ts'
import { child, entriesOf, itemsOf, plain, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { suggest } from '../suggest.ts'
import { placeKinds, scopeWords } from '../who.ts'
import type { ScopeKind } from '../who.ts'
import type { Reading } from './reading.ts'
import type { ClassValue } from '../classification.ts'
import type { GrantedException } from '../../decide/grantedException.ts'
import { optional } from './optional.ts'

/** Dates of the fictional organisation that are not written: it has always been so. */
const always = '2000-01-01'

/** cases/organization.yaml */
export function readWorld(reading: Reading, tree: Tree | undefined): CaseWorld | undefined {
  if (tree === undefined) return undefined
  const ids = {
    units: keys(tree, 'units'),
    posts: keys(tree, 'posts'),
    persons: keys(tree, 'persons'),
  }
  const unit = (from: Tree, key: string) =>
    reading.reference(child(from, key), 'unknown-unit', ids.units)
  const entries = mapOf(tree, 'entries', (id, each) => readEntry(reading, id, each, ids.units))
  const places = readPlaces(reading, tree, entries, ids.units)
  const organization: OrganizationView = {
    units: mapOf(tree, 'units', (id, each): UnitView => ({
      id,
      title: reading.text(each, 'title'),
      ...optional('parent', unit(each, 'parent')),
    })),
    posts: mapOf(tree, 'posts', (id, each): PostView => ({
      id,
      title: reading.text(each, 'title'),
      unit: unit(each, 'unit') ?? '',
      leads: (textOf(child(each, 'leads')) ?? 'none') as PostView['leads'],
      ...optional(
        'key',
        reading.reference(child(each, 'key'), 'unknown-post', reading.known.posts),
      ),
    })),
    persons: mapOf(tree, 'persons', (id, each): PersonView => ({
      id,
      name: reading.text(each, 'name'),
      unit: unit(each, 'unit') ?? '',
      employment: textOf(child(each, 'employment')) ?? '',
      posts: reading
        .references(child(each, 'posts'), 'unknown-post', ids.posts)
        .map((post) => ({ post, from: always })),
      ...optional('from', reading.day(each, 'from')),
      ...optional('to', reading.day(each, 'to')),
    })),
    places,
    assignments: itemsOf(child(tree, 'assignments')).map((each) =>
      readAssignment(reading, each, { ...ids, places }),
    ),
    absences: readAbsences(reading, child(tree, 'absences'), ids.persons),
  }
  return { organization, entries }
}

const placeKeys = {
  system: 'systems',
  service: 'services',
  area: 'areas',
  engagement: 'engagements',
} as const

/** Places written as such, and the entries of registers whose lines are places. */
function readPlaces(
  reading: Reading,
  tree: Tree,
  entries: ReadonlyMap<string, CaseEntry>,
  units: ReadonlySet<string>,
): Map<string, PlaceView> {
  const places = new Map<string, PlaceView>()
  for (const [id, { register, fields, unit }] of entries) {
    const scope = reading.known.registers.get(register ?? '')?.scope
    if (scope !== undefined)
      places.set(id, {
        id,
        scope,
        title: typeof fields['name'] === 'string' ? fields['name'] : id,
        ...optional('unit', unit),
      })
  }
  for (const scope of placeKinds) {
    for (const [id, each] of entriesOf(child(tree, placeKeys[scope]))) {
      const other = places.get(id)
      if (other !== undefined && other.scope !== scope)
        reading.faults.add('duplicate', each.at, { what: '場所', name: id }, { key: true })
      const unit = reading.reference(child(each, 'unit'), 'unknown-unit', units)
      places.set(id, { id, scope, title: reading.text(each, 'title'), ...optional('unit', unit) })
    }
  }
  return places
}

function keys(tree: Tree, key: string): ReadonlySet<string> {
  return new Set(entriesOf(child(tree, key)).map(([id]) => id))
}

function mapOf<Value>(
  tree: Tree,
  key: string,
  read: (id: string, tree: Tree) => Value,
): Map<string, Value> {
  return new Map(entriesOf(child(tree, key)).map(([id, each]) => [id, read(id, each)]))
}

interface WorldIds {
  readonly units: ReadonlySet<string>
  readonly places: ReadonlyMap<string, PlaceView>
  readonly posts: ReadonlySet<string>
  readonly persons: ReadonlySet<string>
}

function readAssignment(reading: Reading, tree: Tree, ids: WorldIds): AssignmentView {
  const scope = scopeKinds.find((kind) => child(tree, kind) !== undefined) ?? 'organization'
  reading.reference(child(tree, 'unit'), 'unknown-unit', ids.units)
  checkPlace(reading, child(tree, scope), scope, ids.places)
  return {
    role: reading.reference(child(tree, 'role'), 'unknown-role', reading.known.roles) ?? '',
    scope,
    scopeId: textOf(child(tree, scope)) ?? '',
    from: reading.day(tree, 'from') ?? always,
    ...optional('to', reading.day(tree, 'to')),
    ...optional('person', reading.reference(child(tree, 'person'), 'unknown-person', ids.persons)),
    ...optional('post', reading.reference(child(tree, 'post'), 'unknown-post', ids.posts)),
  }
}

/** A place must be known, unless no register of the pack holds places of that kind. */
function checkPlace(
  reading: Reading,
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
  if (![...reading.known.registers.values()].some((register) => register.scope === scope)) return
  const near = suggest(
    name,
    [...places.values()].filter((place) => place.scope === scope).map((place) => place.id),
  )
  reading.faults.add('unknown-place', tree.at, { what: scopeWords[scope].ja, name, near })
}

export function readAbsences(
  reading: Reading,
  tree: Tree | undefined,
  persons: ReadonlySet<string>,
): AbsenceView[] {
  return itemsOf(tree).map((each) => ({
    person: reading.reference(child(each, 'person'), 'unknown-person', persons) ?? '',
    from: reading.day(each, 'from') ?? '',
    to: reading.day(each, 'to') ?? '',
  }))
}

/** Exceptions that run already, each for a person, a unit, an entry of the world, or everyone. */
export function readExceptions(
  reading: Reading,
  tree: Tree | undefined,
  { persons, units, world }: ExceptionPlace,
): GrantedException[] {
  return itemsOf(tree).map((each, index) => ({
    id: String(index),
    case: '',
    number: `例外${index + 1}`,
    from: reading.day(each, 'from') ?? always,
    until: reading.day(each, 'until') ?? '',
    provisions: reading.references(
      child(each, 'provisions'),
      'unknown-provision',
      reading.known.provisions,
    ),
    ...optional('person', reading.reference(child(each, 'person'), 'unknown-person', persons)),
    ...optional('unit', reading.reference(child(each, 'unit'), 'unknown-unit', units)),
    ...optional(
      'entry',
      reading.reference(
        child(each, 'entry'),
        'unknown-entry',
        world?.entries ?? new Map<string, CaseEntry>(),
      ),
    ),
  }))
}

interface ExceptionPlace {
  readonly persons: ReadonlySet<string>
  readonly units: ReadonlySet<string>
  readonly world: CaseWorld | undefined
}

/** A line that a case is about. Its class is written apart or as the field of that type. */
export function readEntry(
  reading: Reading,
  id: string,
  tree: Tree,
  units: ReadonlySet<string>,
): CaseEntry {
  const register = reading.reference(
    child(tree, 'register'),
    'unknown-register',
    reading.known.registers,
  )
  const fields = plainMap(child(tree, 'fields'))
  return {
    id,
    fields,
    ...optional('register', register),
    ...optional('unit', reading.reference(child(tree, 'unit'), 'unknown-unit', units)),
    ...optional('class', readClass(child(tree, 'class') ?? child(tree, 'fields', 'class'))),
  }
}

export function readClass(tree: Tree | undefined): ClassValue | undefined {
  return tree?.kind === 'map' ? (plain(tree) as ClassValue) : undefined
}

export function plainMap(tree: Tree | undefined): FieldValues {
  return tree?.kind === 'map' ? (plain(tree) as FieldValues) : {}
}
