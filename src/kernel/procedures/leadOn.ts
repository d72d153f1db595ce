import { toTokyoTime } from '../calendar/days.ts'
import type { Procedure } from '../packs/procedure.ts'
import { arrive } from './arrive.ts'
import type { CaseResult } from './begin.ts'
import { evaluateDoor, pendingFields } from './door.ts'
import { withWords } from './eventWords.ts'
import { groundsOf } from './grounds.ts'
import type { CaseContext, CaseEvent, CaseState } from './state.ts'

/** A procedure and the edition that it belongs to, as a context. */
interface Under {
  readonly procedure: Procedure
  readonly context: CaseContext
}

/**
 * Leads an open case on to a step of a procedure of the next edition. Its history keeps the words
 * of the edition before; what was filled in stays.
 */
export function leadOn(
  state: CaseState,
  before: Under,
  after: Under,
  {
    actor,
    step,
    edition,
  }: { readonly actor: string; readonly step: string; readonly edition: string },
): CaseResult {
  const event: CaseEvent = {
    at: toTokyoTime(after.context.now),
    kind: 'led-on',
    person: actor,
    as: 'person',
    ...(state.step !== undefined && { step: state.step }),
    comment: edition,
    grounds: groundsOf(after.procedure),
  }
  const told = withWords(
    before.procedure,
    { ...state, history: [...state.history, event] },
    before.context,
  )
  const moved: CaseState = {
    ...told,
    procedure: after.procedure.id,
    fields: { ...state.fields, ...after.procedure.settled },
  }
  const door = evaluateDoor(
    after.procedure,
    moved,
    after.context,
    pendingFields(after.procedure, moved),
  )
  if (door.refusal) return { ok: false, problem: door.refusal }
  const arrival = arrive(
    after.procedure,
    { ...moved, safeguards: door.safeguards },
    { step },
    after.context,
  )
  if (!arrival.ok) return arrival
  const last = told.history.at(-1) ?? event
  const ledOn: CaseEvent = {
    ...last,
    to: arrival.to,
    ...(arrival.passedOver.length > 0 && { passedOver: arrival.passedOver }),
  }
  return {
    ok: true,
    state: { ...arrival.state, history: [...told.history.slice(0, -1), ledOn] },
    effects: [],
    event: ledOn,
  }
}
