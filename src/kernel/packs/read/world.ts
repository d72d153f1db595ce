import type { FieldValues } from '../../fields/types.ts'
import type { AbsenceView, AssignmentView, OrganizationView, PersonView, PostView, SystemView, UnitView } from '../../organization/types.ts'
import type { CaseEntry, CaseWorld } from '../golden/types.ts'
import { scopeKinds } from '../schema/policy.ts'
import { child, entriesOf, itemsOf, plain, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { ClassValue } from '../types.ts'
import { optional } from './fields.ts'
import type { Reading } from './reading.ts'

/** Dates of the fictional organisation that are not written: it has always been so. */
const always = '2000-01-01'

/** cases/organization.yaml */
export function readWorld(reading: Reading, tree: Tree | undefined): CaseWorld | undefined {
  if (tree === undefined) return undefined
  const ids = { units: keys(tree, 'units'), posts: keys(tree, 'posts'), persons: keys(tree, 'persons'), systems: keys(tree, 'systems') }
  const unit = (from: Tree, key: string) => reading.reference(child(from, key), 'unknown-unit', ids.units)
  const organization: OrganizationView = {
    units: mapOf(tree, 'units', (id, each): UnitView => ({
      id, title: reading.text(each, 'title'), ...optional('parent', unit(each, 'parent')),
    })),
    posts: mapOf(tree, 'posts', (id, each): PostView => ({
      id, title: reading.text(each, 'title'), unit: unit(each, 'unit') ?? '',
      leads: (textOf(child(each, 'leads')) ?? 'none') as PostView['leads'],
      ...optional('key', reading.reference(child(each, 'key'), 'unknown-post', reading.known.posts)),
    })),
    persons: mapOf(tree, 'persons', (id, each): PersonView => ({
      id, name: reading.text(each, 'name'), unit: unit(each, 'unit') ?? '', employment: textOf(child(each, 'employment')) ?? '',
      posts: reading.references(child(each, 'posts'), 'unknown-post', ids.posts).map(post => ({ post, from: always })),
      ...optional('from', reading.day(each, 'from')), ...optional('to', reading.day(each, 'to')),
    })),
    systems: mapOf(tree, 'systems', (id, each): SystemView => ({ id, title: reading.text(each, 'title'), unit: unit(each, 'unit') ?? '' })),
    assignments: itemsOf(child(tree, 'assignments')).map(each => readAssignment(reading, each, ids)),
    absences: readAbsences(reading, child(tree, 'absences'), ids.persons),
  }
  return { organization, entries: mapOf(tree, 'entries', (id, each) => readEntry(reading, id, each, ids.units)) }
}

function keys(tree: Tree, key: string): ReadonlySet<string> {
  return new Set(entriesOf(child(tree, key)).map(([id]) => id))
}

function mapOf<Value>(tree: Tree, key: string, read: (id: string, tree: Tree) => Value): Map<string, Value> {
  return new Map(entriesOf(child(tree, key)).map(([id, each]) => [id, read(id, each)]))
}

interface WorldIds {
  readonly units: ReadonlySet<string>
  readonly systems: ReadonlySet<string>
  readonly posts: ReadonlySet<string>
  readonly persons: ReadonlySet<string>
}

function readAssignment(reading: Reading, tree: Tree, ids: WorldIds): AssignmentView {
  const scope = scopeKinds.find(kind => child(tree, kind) !== undefined) ?? 'organization'
  reading.reference(child(tree, 'unit'), 'unknown-unit', ids.units)
  reading.reference(child(tree, 'system'), 'unknown-system', ids.systems)
  return {
    role: reading.reference(child(tree, 'role'), 'unknown-role', reading.known.roles) ?? '', scope,
    scopeId: textOf(child(tree, scope)) ?? '',
    from: reading.day(tree, 'from') ?? always, ...optional('to', reading.day(tree, 'to')),
    ...optional('person', reading.reference(child(tree, 'person'), 'unknown-person', ids.persons)),
    ...optional('post', reading.reference(child(tree, 'post'), 'unknown-post', ids.posts)),
  }
}

export function readAbsences(reading: Reading, tree: Tree | undefined, persons: ReadonlySet<string>): AbsenceView[] {
  return itemsOf(tree).map(each => ({
    person: reading.reference(child(each, 'person'), 'unknown-person', persons) ?? '', from: reading.day(each, 'from') ?? '',
    to: reading.day(each, 'to') ?? '',
  }))
}

/** A line that a case is about. Its class is written apart or as the field of that type. */
export function readEntry(reading: Reading, id: string, tree: Tree, units: ReadonlySet<string>): CaseEntry {
  const register = reading.reference(child(tree, 'register'), 'unknown-register', reading.known.registers)
  const fields = plainMap(child(tree, 'fields'))
  return {
    id, fields, ...optional('register', register), ...optional('unit', reading.reference(child(tree, 'unit'), 'unknown-unit', units)),
    ...optional('class', readClass(child(tree, 'class') ?? child(tree, 'fields', 'class'))),
  }
}

export function readClass(tree: Tree | undefined): ClassValue | undefined {
  return tree?.kind === 'map' ? plain(tree) as ClassValue : undefined
}

export function plainMap(tree: Tree | undefined): FieldValues {
  return tree?.kind === 'map' ? plain(tree) as FieldValues : {}
}
