import type { Expression } from '../expression.ts'
import type { AccountAction, Effect, ExceptionTarget } from '../procedure.ts'
import { child, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { ScopeKind } from '../who.ts'
import { readFieldOf } from './effectFields.ts'
import type { ProcedureContext } from './effectFields.ts'
import type { PackReader } from './packReader.ts'
import { optional } from './optional.ts'

const personTypes = ['person', 'persons'] as const

/** `account`: suspends, gives back or ends an account. */
export function readAccount(reader: PackReader, tree: Tree, context: ProcedureContext): Effect[] {
  const action = textOf(child(tree, 'account'))
  const ofTree = requireKey(reader, tree, 'of')
  const of =
    ofTree === undefined || textOf(ofTree) === 'applicant'
      ? 'applicant'
      : readFieldOf(reader, ofTree, personTypes, '人', context)
  return action === undefined || of === undefined
    ? []
    : [{ kind: 'account', action: action as AccountAction, of }]
}

/** `appoint`: a role for the persons in a field. */
export function readAppoint(reader: PackReader, tree: Tree, context: ProcedureContext): Effect[] {
  return readSeat(reader, tree, 'appoint', context).map((seat) => ({
    kind: 'appoint',
    ...seat,
    ...optional('from', readDay(reader, child(tree, 'from'), context)),
    ...optional('until', readDay(reader, child(tree, 'until'), context)),
  }))
}

/** `dismiss`: the end of their appointment. */
export function readDismiss(reader: PackReader, tree: Tree, context: ProcedureContext): Effect[] {
  return readSeat(reader, tree, 'dismiss', context).map((seat) => ({ kind: 'dismiss', ...seat }))
}

/** `except`: an exception of the provisions in a field. */
export function readExcept(reader: PackReader, tree: Tree, context: ProcedureContext): Effect[] {
  const field = child(tree, 'except')
  const provisions =
    field === undefined
      ? undefined
      : readFieldOf(reader, field, ['provisions'], '条項（provisions）', context)
  const forTree = requireKey(reader, tree, 'for')
  const untilTree = requireKey(reader, tree, 'until')
  const until = readDay(reader, untilTree, context, true)
  const target = forTree === undefined ? undefined : readExceptionTarget(reader, forTree, context)
  if (provisions === undefined || target === undefined || until === undefined) return []
  return [
    {
      kind: 'except',
      provisions,
      for: target,
      until,
      ...optional('from', readDay(reader, child(tree, 'from'), context)),
    },
  ]
}

/** `applicant`, `unit`, `organization`, `about`, or a field with persons, a unit or entries. */
function readExceptionTarget(
  reader: PackReader,
  tree: Tree,
  context: ProcedureContext,
): ExceptionTarget | undefined {
  const text = textOf(tree) ?? ''
  if (text === 'about' && context.about === undefined)
    reader.faults.add('except-about', tree.at, {})
  if (text === 'applicant' || text === 'unit' || text === 'organization' || text === 'about')
    return text
  const type = context.fields.find((field) => field.id === text)?.type
  if (type === 'person' || type === 'persons') return { field: text, holds: 'person' }
  if (type === 'unit' || type === 'units') return { field: text, holds: 'unit' }
  if (type === 'line' || type === 'lines') return { field: text, holds: 'entry' }
  reader.faults.add('except-for', tree.at, { text })
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
  reader: PackReader,
  tree: Tree,
  kind: 'appoint' | 'dismiss',
  context: ProcedureContext,
): SeatFields[] {
  const role = reader.reference(child(tree, kind), 'unknown-role', reader.symbols.roles)
  const scope = reader.symbols.roles.get(role ?? '')
  const personTree = requireKey(reader, tree, 'person')
  const person =
    personTree === undefined
      ? undefined
      : readFieldOf(reader, personTree, personTypes, '人', context)
  const atTree = child(tree, 'at')
  if (role === undefined || scope === undefined || person === undefined) return []
  if (scope === 'organization') {
    if (atTree !== undefined) reader.faults.add('who-nowhere', atTree.at, { role }, { key: true })
    return [{ role, scope, person }]
  }
  if (atTree === undefined) {
    reader.faults.add('missing-key', tree.at, { name: 'at' })
    return []
  }
  const at =
    scope === 'unit'
      ? readFieldOf(reader, atTree, ['unit', 'units'], '所属', context)
      : readFieldOf(reader, atTree, ['line', 'lines'], '台帳の行', context)
  return at === undefined ? [] : [{ role, scope, person, at }]
}

/**
 * The day on which an appointment or an exception begins or ends. Unless it is `compulsory`, an
 * empty field that is only copied is a day that is left out: the beginning is today, an appointment
 * has no end.
 */
function readDay(
  reader: PackReader,
  tree: Tree | undefined,
  context: ProcedureContext,
  compulsory = false,
): Expression | undefined {
  return tree === undefined
    ? undefined
    : reader.value(tree, context.scope(), {
        safe: undefined,
        value: !compulsory,
        emptiness: context.emptiness(context.filled),
        since: 3,
      })
}

function requireKey(reader: PackReader, tree: Tree, key: string): Tree | undefined {
  const value = child(tree, key)
  if (value === undefined) reader.faults.add('missing-key', tree.at, { name: key })
  return value
}
