import type { Expression } from '../expression.ts'
import type { AccountAction, Effect, ExceptedFor } from '../procedure.ts'
import { child, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { ScopeKind } from '../who.ts'
import { readFieldOf } from './effectFields.ts'
import type { ProcedurePlace } from './effectFields.ts'
import type { Reading } from './reading.ts'
import { optional } from './optional.ts'

const personTypes = ['person', 'persons'] as const

/** `account`: suspends, gives back or ends an account. */
export function readAccount(reading: Reading, tree: Tree, place: ProcedurePlace): Effect[] {
  const action = textOf(child(tree, 'account'))
  const ofTree = needed(reading, tree, 'of')
  const of =
    ofTree === undefined || textOf(ofTree) === 'applicant'
      ? 'applicant'
      : readFieldOf(reading, ofTree, personTypes, '人', place)
  return action === undefined || of === undefined
    ? []
    : [{ kind: 'account', action: action as AccountAction, of }]
}

/** `appoint`: a role for the persons in a field. */
export function readAppoint(reading: Reading, tree: Tree, place: ProcedurePlace): Effect[] {
  return readSeat(reading, tree, 'appoint', place).map((seat) => ({
    kind: 'appoint',
    ...seat,
    ...optional('from', expression(reading, child(tree, 'from'), place)),
    ...optional('until', expression(reading, child(tree, 'until'), place)),
  }))
}

/** `dismiss`: the end of their appointment. */
export function readDismiss(reading: Reading, tree: Tree, place: ProcedurePlace): Effect[] {
  return readSeat(reading, tree, 'dismiss', place).map((seat) => ({ kind: 'dismiss', ...seat }))
}

/** `except`: an exception of the provisions in a field. */
export function readExcept(reading: Reading, tree: Tree, place: ProcedurePlace): Effect[] {
  const field = child(tree, 'except')
  const provisions =
    field === undefined
      ? undefined
      : readFieldOf(reading, field, ['provisions'], '条項（provisions）', place)
  const forTree = needed(reading, tree, 'for')
  const untilTree = needed(reading, tree, 'until')
  const until = expression(reading, untilTree, place)
  const whom = forTree === undefined ? undefined : readExcepted(reading, forTree, place)
  if (provisions === undefined || whom === undefined || until === undefined) return []
  return [
    {
      kind: 'except',
      provisions,
      for: whom,
      until,
      ...optional('from', expression(reading, child(tree, 'from'), place)),
    },
  ]
}

/** `applicant`, `unit`, `organization`, `about`, or a field with persons, a unit or lines. */
function readExcepted(
  reading: Reading,
  tree: Tree,
  place: ProcedurePlace,
): ExceptedFor | undefined {
  const text = textOf(tree) ?? ''
  if (text === 'about' && place.about === undefined) reading.faults.add('except-about', tree.at, {})
  if (text === 'applicant' || text === 'unit' || text === 'organization' || text === 'about')
    return text
  const type = place.fields.find((field) => field.id === text)?.type
  if (type === 'person' || type === 'persons') return { field: text, holds: 'person' }
  if (type === 'unit' || type === 'units') return { field: text, holds: 'unit' }
  if (type === 'line' || type === 'lines') return { field: text, holds: 'entry' }
  reading.faults.add('except-for', tree.at, { text })
  return undefined
}

interface SeatFields {
  readonly role: string
  readonly scope: ScopeKind
  readonly person: string
  readonly at?: string
}

/** The role with the fields that hold the person and, where the role has a place, the place. */
function readSeat(
  reading: Reading,
  tree: Tree,
  kind: 'appoint' | 'dismiss',
  place: ProcedurePlace,
): SeatFields[] {
  const role = reading.reference(child(tree, kind), 'unknown-role', reading.known.roles)
  const scope = reading.known.roles.get(role ?? '')
  const personTree = needed(reading, tree, 'person')
  const person =
    personTree === undefined
      ? undefined
      : readFieldOf(reading, personTree, personTypes, '人', place)
  const atTree = child(tree, 'at')
  if (role === undefined || scope === undefined || person === undefined) return []
  if (scope === 'organization') {
    if (atTree !== undefined) reading.faults.add('who-nowhere', atTree.at, { role }, { key: true })
    return [{ role, scope, person }]
  }
  if (atTree === undefined) {
    reading.faults.add('missing-key', tree.at, { name: 'at' })
    return []
  }
  const at =
    scope === 'unit'
      ? readFieldOf(reading, atTree, ['unit', 'units'], '所属', place)
      : readFieldOf(reading, atTree, ['line', 'lines'], '台帳の行', place)
  return at === undefined ? [] : [{ role, scope, person, at }]
}

function expression(
  reading: Reading,
  tree: Tree | undefined,
  place: ProcedurePlace,
): Expression | undefined {
  return tree === undefined ? undefined : reading.value(tree, place.scope())
}

function needed(reading: Reading, tree: Tree, key: string): Tree | undefined {
  const found = child(tree, key)
  if (found === undefined) reading.faults.add('missing-key', tree.at, { name: key })
  return found
}
