import type { Effect } from '../procedure.ts'
import { suggest } from '../suggest.ts'
import { child, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { checkComplete, readFieldOf, readValues } from './effectFields.ts'
import type { ProcedurePlace } from './effectFields.ts'
import type { Reading } from './reading.ts'
import { optional } from './optional.ts'

/** `start`: another case. */
export function readStart(reading: Reading, tree: Tree, place: ProcedurePlace): Effect[] {
  const procedure = reading.reference(
    child(tree, 'start'),
    'unknown-procedure',
    reading.known.procedures,
  )
  if (procedure === undefined) return []
  const fields = readValues(
    reading,
    child(tree, 'with'),
    reading.known.procedures.get(procedure)?.fields,
    place,
  )
  return [{ kind: 'start', procedure, fields, about: reading.flag(tree, 'about') }]
}

/** `change`: the entries that the case is about, or those in the field `of`. */
export function readChange(reading: Reading, tree: Tree, place: ProcedurePlace): Effect[] {
  const change = child(tree, 'change')
  const ofTree = child(tree, 'of')
  const of =
    ofTree === undefined
      ? undefined
      : readFieldOf(reading, ofTree, ['line', 'lines'], '台帳の行', place)
  const about =
    of === undefined ? place.about : place.fields.find((field) => field.id === of)?.register
  if (of === undefined && place.about === undefined)
    reading.faults.add('nothing-about', tree.at, {})
  const register = about === undefined ? undefined : reading.known.registers.get(about)
  const fields = readValues(reading, child(change, 'fields'), register?.fields, place)
  return [
    {
      kind: 'change',
      fields,
      ...optional('of', of),
      ...optional('state', readState(reading, child(change, 'state'), register?.states)),
    },
  ]
}

/** `write`: a new line. */
export function readWrite(reading: Reading, tree: Tree, place: ProcedurePlace): Effect[] {
  const register = reading.reference(
    child(tree, 'write'),
    'unknown-register',
    reading.known.registers,
  )
  if (register === undefined) return []
  const known = reading.known.registers.get(register)
  const fields = readValues(reading, child(tree, 'with'), known?.fields, place)
  checkComplete(reading, child(tree, 'write') ?? tree, known?.fields ?? [], fields, register)
  return [
    {
      kind: 'write',
      register,
      fields,
      ...optional('state', readState(reading, child(tree, 'state'), known?.states)),
    },
  ]
}

function readState(
  reading: Reading,
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
    reading.faults.add('unknown-state', tree.at, { name: state, near: suggest(state, states) })
  }
  return state
}
