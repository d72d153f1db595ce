import type { FieldValues } from '../fields/types.ts'
import type { Procedure } from '../packs/procedure.ts'
import { unbegun } from './begin.ts'
import type { CaseStart } from './begin.ts'
import { evaluateDoor, pendingFields } from './door.ts'
import type { Door } from './door.ts'
import { fieldsOf, fillFields } from './fillStep.ts'
import type { CaseContext, CaseState } from './state.ts'

/** A case as it would be with what is written on a form now, and what the handling rules say of it. */
export interface DoorPreview {
  readonly state: CaseState
  readonly door: Door
}

/**
 * The door of a case that is to begin. Wrong values on the form count as not filled in yet, and so
 * does a missing entry, which is not refused here.
 */
export function previewBeginning(
  procedure: Procedure,
  start: CaseStart,
  context: CaseContext,
): DoorPreview {
  const initial = unbegun(procedure, start, context)
  const input = { fields: { ...known(procedure, start.fields), ...procedure.settled }, answers: {} }
  const { fields } = fillFields(procedure, procedure.fields, [], initial, input, context, true)
  const state = { ...initial, fields }
  const door = evaluateDoor(procedure, state, context, pendingFields(procedure))
  const isOpen = procedure.about !== undefined && state.about.length === 0
  return isOpen && door.refusal?.code === 'class-needed'
    ? { state, door: { ...door, refusal: null } }
    : { state, door }
}

/** The door of an open case with what is written at its present step now. */
export function previewDoor(
  procedure: Procedure,
  before: CaseState,
  fields: FieldValues,
  context: CaseContext,
): DoorPreview {
  const step = procedure.steps.get(before.step ?? '')
  const written = step === undefined ? [] : fieldsOf(procedure, step)
  const own = Object.fromEntries(
    written.flatMap(({ id }) => (Object.hasOwn(fields, id) ? [[id, fields[id]]] : [])),
  )
  const filled = fillFields(
    procedure,
    written,
    [],
    before,
    { fields: own, answers: {} },
    context,
    true,
  )
  const state = { ...before, fields: filled.fields }
  const pending = new Set([...pendingFields(procedure, before), ...(step?.fill ?? [])])
  return { state, door: evaluateDoor(procedure, state, context, pending) }
}

function known(procedure: Procedure, fields: FieldValues = {}): FieldValues {
  return Object.fromEntries(
    Object.entries(fields).filter(([id]) => procedure.fields.some((field) => field.id === id)),
  )
}
