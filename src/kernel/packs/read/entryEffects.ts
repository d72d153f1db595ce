import type { Effect } from '../procedure.ts'
import { suggest } from '../suggest.ts'
import { child, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { checkComplete, readFieldOf, readValues, valuesOf } from './effectFields.ts'
import type { ProcedureContext } from './effectFields.ts'
import type { PackReader } from './packReader.ts'
import { optional } from './optional.ts'

/** `start`: another case. */
export function readStart(reader: PackReader, tree: Tree, context: ProcedureContext): Effect[] {
  const procedure = reader.reference(
    child(tree, 'start'),
    'unknown-procedure',
    reader.symbols.procedures,
  )
  if (procedure === undefined) return []
  const fields = readValues(
    reader,
    valuesOf(reader, child(tree, 'with')),
    reader.symbols.procedures.get(procedure)?.fields,
    context,
  )
  const about = reader.flag(tree, 'about')
  const ofTree = child(tree, 'of')
  if (!about && (ofTree ?? child(tree, 'notIn')) !== undefined)
    reader.faults.add('missing-key', tree.at, { name: 'about' })
  return [
    {
      kind: 'start',
      procedure,
      fields,
      about,
      ...optional('of', readTicked(reader, ofTree, context)),
      ...optional('notIn', readNotIn(reader, tree, context)),
    },
  ]
}

/** The field in which the others of the entries are ticked; beside `of` it would say nothing. */
function readNotIn(reader: PackReader, tree: Tree, context: ProcedureContext): string | undefined {
  const notIn = child(tree, 'notIn')
  if (notIn !== undefined && child(tree, 'of') !== undefined)
    reader.faults.add('of-and-not', notIn.at, {}, { key: true })
  return readTicked(reader, notIn, context)
}

/** A field in which entries that the case is about are ticked. */
function readTicked(
  reader: PackReader,
  tree: Tree | undefined,
  context: ProcedureContext,
): string | undefined {
  if (tree === undefined) return undefined
  const id = readFieldOf(reader, tree, ['lines'], 'この手続の対象に印を付けるもの', context)
  const field = context.fields.find((each) => each.id === id)
  if (field?.type === 'lines' && field.among === undefined)
    reader.faults.add('not-ticked', tree.at, { field: field.id })
  return id
}

/** `change`: the entries that the case is about, those in the field `of`, or those not in `notIn`. */
export function readChange(reader: PackReader, tree: Tree, context: ProcedureContext): Effect[] {
  const change = child(tree, 'change')
  const ofTree = child(tree, 'of')
  const of =
    ofTree === undefined
      ? undefined
      : readFieldOf(reader, ofTree, ['line', 'lines'], '台帳の行', context)
  const registerId =
    of === undefined ? context.about : context.fields.find((field) => field.id === of)?.register
  if (of === undefined && context.about === undefined)
    reader.faults.add('nothing-about', tree.at, {})
  const register = registerId === undefined ? undefined : reader.symbols.registers.get(registerId)
  const fields = readValues(
    reader,
    valuesOf(reader, child(change, 'fields')),
    register?.fields,
    context,
  )
  const state = child(change, 'state')
  const stateName = textOf(state)
  if (
    state !== undefined &&
    stateName !== undefined &&
    register?.states.includes(stateName) === true &&
    !register.openStates.includes(stateName)
  )
    reader.faults.add('state-from-anywhere', state.at, {
      register: registerId ?? '',
      state: stateName,
    })
  return [
    {
      kind: 'change',
      fields,
      ...optional('of', of),
      ...optional('notIn', readNotIn(reader, tree, context)),
      ...optional('state', readState(reader, child(change, 'state'), register?.states)),
    },
  ]
}

/** `write`: a new entry. */
export function readWrite(reader: PackReader, tree: Tree, context: ProcedureContext): Effect[] {
  const register = reader.reference(
    child(tree, 'write'),
    'unknown-register',
    reader.symbols.registers,
  )
  if (register === undefined) return []
  const registerSymbols = reader.symbols.registers.get(register)
  const fields = readValues(
    reader,
    valuesOf(reader, child(tree, 'with')),
    registerSymbols?.fields,
    context,
  )
  checkComplete(
    reader,
    child(tree, 'write') ?? tree,
    registerSymbols?.fields ?? [],
    fields,
    register,
  )
  return [
    {
      kind: 'write',
      register,
      fields,
      ...optional('state', readState(reader, child(tree, 'state'), registerSymbols?.states)),
    },
  ]
}

function readState(
  reader: PackReader,
  tree: Tree | undefined,
  states: readonly string[] | undefined,
): string | undefined {
  const state = textOf(tree)
  if (
    tree !== undefined &&
    state !== undefined &&
    states !== undefined &&
    !states.includes(state)
  ) {
    reader.faults.add('unknown-state', tree.at, { name: state, near: suggest(state, states) })
  }
  return state
}
