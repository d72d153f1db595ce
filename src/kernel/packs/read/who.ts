import type { FieldSymbol } from '../expressions/names.ts'
import { suggest } from '../suggest.ts'
import { itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { placeKinds, scopeWords } from '../who.ts'
import type { PlaceKind, ScopeKind, ScopePath, Who } from '../who.ts'
import type { PackReader } from './packReader.ts'

/**
 * Where a who is written. A `line` is a line of a register or an appointment; the `program` knows
 * neither case nor line.
 */
export type WhoPlace =
  | { readonly kind: 'case'; readonly fields: readonly FieldSymbol[]; readonly about: boolean }
  | { readonly kind: 'line'; readonly fields?: readonly FieldSymbol[] }
  | { readonly kind: 'program' }

/** One or several, as `by`, `remind` and `tell` write them. */
export function readWhos(reader: PackReader, tree: Tree | undefined, place: WhoPlace): Who[] {
  return itemsOf(tree).flatMap((item) => readWho(reader, item, place) ?? [])
}

/** Reads who acts; undefined where it makes no sense, which is then reported. */
export function readWho(
  reader: PackReader,
  tree: Tree | undefined,
  place: WhoPlace,
): Who | undefined {
  const text = textOf(tree)?.trim().replaceAll(/\s+/g, ' ')
  if (tree === undefined || text === undefined) return undefined
  if (text === 'anyone') return { kind: 'anyone' }
  if (text === 'applicant')
    return place.kind === 'case' ? { kind: 'applicant' } : reportNotAllowed(reader, tree, text)
  const person = /^person in (\S+)$/.exec(text)?.[1]
  if (person !== undefined) return readPerson(reader, tree, person, place)
  const [, role, path] = /^([a-z][a-z0-9-]*)(?: of (\S+))?$/.exec(text) ?? []
  if (role === undefined) {
    reader.faults.add('bad-who', tree.at, { text })
    return undefined
  }
  const scope = reader.symbols.roles.get(role)
  if (scope === undefined) {
    reader.faults.add('unknown-role', tree.at, {
      name: role,
      near: suggest(role, reader.symbols.roles.keys()),
    })
    return undefined
  }
  if (path === undefined) return readOrganizationRole(reader, tree, role, scope)
  if (scope === 'organization') {
    reader.faults.add('who-nowhere', tree.at, { role })
    return undefined
  }
  const of = readPath(reader, tree, path, place)
  if (of === undefined) return undefined
  if (!fitsScope(of, scope) || !pointsTo(reader, of, scope, place)) {
    reader.faults.add('who-scope', tree.at, {
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

/**
 * Whether the register that a line field points to holds the places of the scope; a register that
 * is not there has been reported.
 */
function pointsTo(reader: PackReader, path: ScopePath, scope: ScopeKind, place: WhoPlace): boolean {
  if (path.from !== 'field' || path.to !== 'line' || place.kind !== 'case') return true
  const register = reader.symbols.registers.get(
    place.fields.find((field) => field.id === path.field)?.register ?? '',
  )
  return register === undefined || register.scope === scope
}

function readOrganizationRole(
  reader: PackReader,
  tree: Tree,
  role: string,
  scope: ScopeKind,
): Who | undefined {
  if (scope === 'organization') return { kind: 'role', role, of: { from: 'organization' } }
  reader.faults.add('who-scope', tree.at, {
    role,
    scope: scopeWords[scope].ja,
    example: `${role} of ${example(scope)}`,
  })
  return undefined
}

function readPerson(
  reader: PackReader,
  tree: Tree,
  field: string,
  place: WhoPlace,
): Who | undefined {
  const { fields } = place.kind === 'program' ? { fields: undefined } : place
  if (fields === undefined) return reportNotAllowed(reader, tree, `person in ${field}`)
  const fieldSymbol = findField(reader, tree, field, fields)
  if (fieldSymbol === undefined) return undefined
  if (fieldSymbol.type === 'person' || fieldSymbol.type === 'persons')
    return { kind: 'person', field }
  reader.faults.add('who-field', tree.at, { field, wanted: '人' })
  return undefined
}

function readPath(
  reader: PackReader,
  tree: Tree,
  path: string,
  place: WhoPlace,
): ScopePath | undefined {
  const [head = '', ...rest] = path.split('.')
  const reportBad = (): undefined => {
    reader.faults.add('bad-who', tree.at, { text: textOf(tree) ?? '' })
    return undefined
  }
  if (place.kind === 'program') return reportNotAllowed(reader, tree, textOf(tree) ?? '')
  if (place.kind === 'line') {
    if (head === 'about') return aboutPath(rest, reportBad)
    const own = place.fields?.some((field) => field.id === head) === true && !isScopeWord(head)
    if (own) return fieldPath(reader, tree, head, rest, place.fields ?? [], reportBad)
    return isScopeWord(head)
      ? aboutPath([head, ...rest], reportBad)
      : reportNotAllowed(reader, tree, textOf(tree) ?? '')
  }
  if (head === 'applicant') {
    const up = countParents(rest.slice(1))
    return rest[0] === 'unit' && up !== undefined
      ? { from: 'applicant', to: 'unit', up }
      : reportBad()
  }
  if (head === 'about') {
    const scopePath = aboutPath(rest, reportBad)
    if (scopePath !== undefined && !place.about)
      reader.faults.add('who-about', tree.at, { to: rest[0] ?? '' })
    return scopePath
  }
  return fieldPath(reader, tree, head, rest, place.fields, reportBad)
}

function aboutPath(rest: readonly string[], reportBad: () => undefined): ScopePath | undefined {
  const [to, ...parents] = rest
  const up = countParents(parents)
  return isScopeWord(to) && up !== undefined ? { from: 'about', to, up } : reportBad()
}

function isScopeWord(word: string | undefined): word is 'unit' | PlaceKind {
  return word === 'unit' || placeKinds.some((kind) => kind === word)
}

function fieldPath(
  reader: PackReader,
  tree: Tree,
  head: string,
  rest: readonly string[],
  fields: readonly FieldSymbol[],
  reportBad: () => undefined,
): ScopePath | undefined {
  const field = findField(reader, tree, head, fields)
  if (field === undefined) return undefined
  const steps =
    (field.type === 'unit' || field.type === 'units') && rest[0] !== 'unit'
      ? ['unit', ...rest]
      : rest
  const [to = 'line', ...parents] = steps
  const up = countParents(parents)
  if (up === undefined || (to !== 'line' && !isScopeWord(to))) return reportBad()
  const allowedTypes =
    to === 'unit' ? ['unit', 'units', 'person', 'persons', 'line', 'lines'] : ['line', 'lines']
  if (allowedTypes.includes(field.type)) return { from: 'field', field: head, to, up }
  reader.faults.add('who-field', tree.at, {
    field: head,
    wanted: to === 'unit' ? '所属、人、台帳の行' : '台帳の行',
  })
  return undefined
}

/** How many `.parent`s; undefined where something else is written. */
function countParents(parts: readonly string[]): number | undefined {
  return parts.every((part) => part === 'parent') ? parts.length : undefined
}

function findField(
  reader: PackReader,
  tree: Tree,
  id: string,
  fields: readonly FieldSymbol[],
): FieldSymbol | undefined {
  const fieldSymbol = fields.find((field) => field.id === id)
  if (fieldSymbol === undefined)
    reader.faults.add('unknown-field', tree.at, {
      name: id,
      near: suggest(
        id,
        fields.map((field) => field.id),
      ),
    })
  return fieldSymbol
}

function reportNotAllowed(reader: PackReader, tree: Tree, text: string): undefined {
  reader.faults.add('who-not-here', tree.at, { text })
  return undefined
}
