import type { Expression } from '../expression.ts'
import type { Scope } from '../expressions/environment.ts'
import type { FieldName } from '../expressions/names.ts'
import type { Effect } from '../procedure.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { optional } from './fields.ts'
import type { Reading } from './reading.ts'
import { readWhos } from './who.ts'
import type { WhoPlace } from './who.ts'

/** What a procedure's parts need to know of the whole. */
export interface ProcedurePlace {
  readonly who: WhoPlace
  readonly fields: readonly FieldName[]
  readonly scope: () => Scope
  /** The register that the case is about. */
  readonly about?: string
  readonly steps: ReadonlySet<string>
  readonly ends: ReadonlySet<string>
}

/** Reads the effects of a branch. */
export function readEffects(reading: Reading, tree: Tree | undefined, place: ProcedurePlace): Effect[] {
  return itemsOf(tree).flatMap((item): Effect[] => {
    if (item.kind !== 'map') return []
    const kinds = ['start', 'change', 'write', 'tell'].filter(kind => item.entries.has(kind))
    if (kinds.length !== 1) {
      reading.faults.add('wrong-shape', item.at, { wanted: 'start、change、write、tell のどれか一つ' })
      return []
    }
    switch (kinds[0]) {
      case 'start': return readStart(reading, item, place)
      case 'change': return readChange(reading, item, place)
      case 'write': return readWrite(reading, item, place)
      default: return [{ kind: 'tell', to: readWhos(reading, child(item, 'tell'), place.who), message: readMessage(reading, item) }]
    }
  })
}

function readMessage(reading: Reading, tree: Tree): string {
  if (child(tree, 'message') === undefined) reading.faults.add('missing-key', tree.at, { name: 'message' })
  return reading.text(tree, 'message')
}

function readStart(reading: Reading, tree: Tree, place: ProcedurePlace): Effect[] {
  const procedure = reading.reference(child(tree, 'start'), 'unknown-procedure', reading.known.procedures)
  if (procedure === undefined) return []
  const fields = readValues(reading, child(tree, 'with'), reading.known.procedures.get(procedure)?.fields, place)
  return [{ kind: 'start', procedure, fields, about: reading.flag(tree, 'about') }]
}

function readChange(reading: Reading, tree: Tree, place: ProcedurePlace): Effect[] {
  const change = child(tree, 'change')
  const register = place.about === undefined ? undefined : reading.known.registers.get(place.about)
  if (place.about === undefined) reading.faults.add('nothing-about', tree.at, {})
  const stated = child(change, 'state')
  const state = textOf(stated)
  if (stated !== undefined && state !== undefined && register !== undefined && !register.states.includes(state)) {
    reading.faults.add('unknown-state', stated.at, { name: state, near: suggest(state, register.states) })
  }
  return [{ kind: 'change', fields: readValues(reading, child(change, 'fields'), register?.fields, place), ...optional('state', state) }]
}

function readWrite(reading: Reading, tree: Tree, place: ProcedurePlace): Effect[] {
  const register = reading.reference(child(tree, 'write'), 'unknown-register', reading.known.registers)
  if (register === undefined) return []
  return [{ kind: 'write', register, fields: readValues(reading, child(tree, 'with'), reading.known.registers.get(register)?.fields,
    place) }]
}

/** Fields of the target, each from an expression over the case. */
function readValues(reading: Reading, tree: Tree | undefined, target: readonly FieldName[] | undefined, place: ProcedurePlace): Map<string,
Expression> {
  const values = new Map<string, Expression>()
  for (const [id, value] of entriesOf(tree)) {
    if (target !== undefined && !target.some(field => field.id === id)) {
      reading.faults.add('unknown-field', value.at, { name: id, near: suggest(id, target.map(field => field.id)) }, { key: true })
    }
    const expression = reading.value(value, place.scope())
    if (expression !== undefined) values.set(id, expression)
  }
  return values
}
