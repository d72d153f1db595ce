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
  return [{ kind: 'start', procedure, fields, about: reader.flag(tree, 'about') }]
}

/** `change`: the entries that the case is about, or those in the field `of`. */
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
