import type { FieldName } from '../expressions/names.ts'
import { suggest } from '../suggest.ts'
import { itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { placeKinds, scopeWords } from '../who.ts'
import type { PlaceKind, ScopeKind, ScopePath, Who } from '../who.ts'
import type { Reading } from './reading.ts'

/** Where a who is written. A `line` is a line of a register or an appointment; the `program` knows neither case nor line. */
export type WhoPlace =
  | { readonly kind: 'case'; readonly fields: readonly FieldName[]; readonly about: boolean }
  | { readonly kind: 'line'; readonly fields?: readonly FieldName[] }
  | { readonly kind: 'program' }

/** One or several, as `by`, `remind` and `tell` write them. */
export function readWhos(reading: Reading, tree: Tree | undefined, place: WhoPlace): Who[] {
  return itemsOf(tree).flatMap((item) => readWho(reading, item, place) ?? [])
}

/** Reads who acts; undefined where it makes no sense, which is then reported. */
export function readWho(
  reading: Reading,
  tree: Tree | undefined,
  place: WhoPlace,
): Who | undefined {
  const text = textOf(tree)?.trim().replaceAll(/\s+/g, ' ')
  if (tree === undefined || text === undefined) return undefined
  if (text === 'anyone') return { kind: 'anyone' }
  if (text === 'applicant')
    return place.kind === 'case' ? { kind: 'applicant' } : notHere(reading, tree, text)
  const person = /^person in (\S+)$/.exec(text)?.[1]
  if (person !== undefined) return readPerson(reading, tree, person, place)
  const [, role, path] = /^([a-z][a-z0-9-]*)(?: of (\S+))?$/.exec(text) ?? []
  if (role === undefined) {
    reading.faults.add('bad-who', tree.at, { text })
    return undefined
  }
  const scope = reading.known.roles.get(role)
  if (scope === undefined) {
    reading.faults.add('unknown-role', tree.at, {
      name: role,
      near: suggest(role, reading.known.roles.keys()),
    })
    return undefined
  }
  if (path === undefined) return readOrganizationRole(reading, tree, role, scope)
  if (scope === 'organization') {
    reading.faults.add('who-nowhere', tree.at, { role })
    return undefined
  }
  const of = readPath(reading, tree, path, place)
  if (of === undefined) return undefined
  if (!fitsScope(of, scope) || !pointsTo(reading, of, scope, place)) {
    reading.faults.add('who-scope', tree.at, {
      role,
      // What stands under `scope` may be no scope at all, which is a fault of its own.
      scope: scopeWords[scope]?.ja ?? scope,
      example: `${role} of ${example(scope)}`,
    })
    return undefined
  }
  return { kind: 'role', role, of }
}

function example(scope: ScopeKind): string {
  return scope === 'unit' ? 'applicant.unit' : `about.${scope}`
}

/** A line field stands for the place itself where its register is the one of the scope. */
function fitsScope(path: ScopePath, scope: ScopeKind): boolean {
  if (path.from === 'organization') return scope === 'organization'
  return path.to === scope || (scope !== 'unit' && path.to === 'line')
}

/** Whether the register that a line field points to holds the places of the scope; a register that is not there has been reported. */
function pointsTo(reading: Reading, path: ScopePath, scope: ScopeKind, place: WhoPlace): boolean {
  if (path.from !== 'field' || path.to !== 'line' || place.kind !== 'case') return true
  const register = reading.known.registers.get(
    place.fields.find((field) => field.id === path.field)?.register ?? '',
  )
  return register === undefined || register.scope === scope
}

function readOrganizationRole(
  reading: Reading,
  tree: Tree,
  role: string,
  scope: ScopeKind,
): Who | undefined {
  if (scope === 'organization') return { kind: 'role', role, of: { from: 'organization' } }
  reading.faults.add('who-scope', tree.at, {
    role,
    scope: scopeWords[scope].ja,
    example: `${role} of ${example(scope)}`,
  })
  return undefined
}

function readPerson(reading: Reading, tree: Tree, field: string, place: WhoPlace): Who | undefined {
  const { fields } = place.kind === 'program' ? { fields: undefined } : place
  if (fields === undefined) return notHere(reading, tree, `person in ${field}`)
  const found = findField(reading, tree, field, fields)
  if (found === undefined) return undefined
  if (found.type === 'person' || found.type === 'persons') return { kind: 'person', field }
  reading.faults.add('who-field', tree.at, { field, wanted: '人' })
  return undefined
}

function readPath(
  reading: Reading,
  tree: Tree,
  path: string,
  place: WhoPlace,
): ScopePath | undefined {
  const [head = '', ...rest] = path.split('.')
  const bad = (): undefined => {
    reading.faults.add('bad-who', tree.at, { text: textOf(tree) ?? '' })
    return undefined
  }
  if (place.kind === 'program') return notHere(reading, tree, textOf(tree) ?? '')
  if (place.kind === 'line') {
    if (head === 'about') return aboutPath(rest, bad)
    const own = place.fields?.some((field) => field.id === head) === true && !isPlace(head)
    if (own) return fieldPath(reading, tree, head, rest, place.fields ?? [], bad)
    return isPlace(head)
      ? aboutPath([head, ...rest], bad)
      : notHere(reading, tree, textOf(tree) ?? '')
  }
  if (head === 'applicant') {
    const up = climbs(rest.slice(1))
    return rest[0] === 'unit' && up !== undefined ? { from: 'applicant', to: 'unit', up } : bad()
  }
  if (head === 'about') {
    const found = aboutPath(rest, bad)
    if (found !== undefined && !place.about)
      reading.faults.add('who-about', tree.at, { to: rest[0] ?? '' })
    return found
  }
  return fieldPath(reading, tree, head, rest, place.fields, bad)
}

function aboutPath(rest: readonly string[], bad: () => undefined): ScopePath | undefined {
  const [to, ...parents] = rest
  const up = climbs(parents)
  return isPlace(to) && up !== undefined ? { from: 'about', to, up } : bad()
}

function isPlace(word: string | undefined): word is 'unit' | PlaceKind {
  return word === 'unit' || placeKinds.some((kind) => kind === word)
}

function fieldPath(
  reading: Reading,
  tree: Tree,
  head: string,
  rest: readonly string[],
  fields: readonly FieldName[],
  bad: () => undefined,
): ScopePath | undefined {
  const field = findField(reading, tree, head, fields)
  if (field === undefined) return undefined
  const steps =
    (field.type === 'unit' || field.type === 'units') && rest[0] !== 'unit'
      ? ['unit', ...rest]
      : rest
  const [to = 'line', ...parents] = steps
  const up = climbs(parents)
  if (up === undefined || (to !== 'line' && !isPlace(to))) return bad()
  const wanted =
    to === 'unit' ? ['unit', 'units', 'person', 'persons', 'line', 'lines'] : ['line', 'lines']
  if (wanted.includes(field.type)) return { from: 'field', field: head, to, up }
  reading.faults.add('who-field', tree.at, {
    field: head,
    wanted: to === 'unit' ? '所属、人、台帳の行' : '台帳の行',
  })
  return undefined
}

/** How many `.parent`s; undefined where something else is written. */
function climbs(parts: readonly string[]): number | undefined {
  return parts.every((part) => part === 'parent') ? parts.length : undefined
}

function findField(
  reading: Reading,
  tree: Tree,
  id: string,
  fields: readonly FieldName[],
): FieldName | undefined {
  const found = fields.find((field) => field.id === id)
  if (found === undefined)
    reading.faults.add('unknown-field', tree.at, {
      name: id,
      near: suggest(
        id,
        fields.map((field) => field.id),
      ),
    })
  return found
}

function notHere(reading: Reading, tree: Tree, text: string): undefined {
  reading.faults.add('who-not-here', tree.at, { text })
  return undefined
}
