import { dayOf } from '#kernel/calendar/index.ts'
import type { Step } from '#kernel/packs/procedure.ts'
import type { Who } from '#kernel/packs/who.ts'
import { applicableActors, timelineOf } from '#kernel/procedures/index.ts'
import type { CaseContext, CaseEvent } from '#kernel/procedures/index.ts'
import type { Seal } from '#platform/documents/print/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { procedureOf } from './context.ts'
import { nameOf } from './nameOf.ts'
import type { StoredCase } from './store.ts'

/** A seal box of a form: the step that it stands for, and the roles in its heading. */
export interface StepSeal {
  readonly step: Step
  readonly signers: readonly Who[]
  readonly seal: Seal
}

/**
 * Seal boxes of a case: one for each step that decides, or one for each signer of a step that all
 * must decide. A box is empty until somebody has decided, and again after the case was sent back.
 */
export function sealsOf(tx: Transaction, stored: StoredCase, context: CaseContext): StepSeal[] {
  const { state } = stored
  const procedure = procedureOf(tx, state.procedure)
  const activeStops = timelineOf(procedure, state, context).stops.filter(
    (stop) => !stop.undone && stop.state !== 'future',
  )
  const passed = new Set(
    [...state.history.slice(0, 1), ...activeStops.flatMap((stop) => stop.happenings)].flatMap(
      (event) => event.passedOver ?? [],
    ),
  )
  return [...procedure.steps.values()]
    .filter((step) => step.decides)
    .flatMap((step): StepSeal[] => {
      const events = activeStops.findLast((stop) => stop.step === step.id)?.happenings
      if (events === undefined && passed.has(step.id)) return []
      const allSigners = applicableActors(procedure, step, state, context)
      const boxes = step.all ? allSigners.map((who) => [who]) : [allSigners]
      return boxes.map((signers) => ({
        step,
        signers,
        seal: sealOf(
          tx,
          step,
          signers,
          events?.findLast(
            (event) =>
              event.kind === 'decided' &&
              (boxes.length === 1 || signers.some((who) => actedAs(event, who))),
          ),
        ),
      }))
    })
}

function sealOf(
  tx: Transaction,
  step: Step,
  signers: readonly Who[],
  event: CaseEvent | undefined,
): Seal {
  const role = signers
    .map((who) =>
      who.kind === 'role'
        ? (tx.organization.pack.roles.get(who.role)?.title ?? who.role)
        : step.title,
    )
    .join('・')
  if (!event || step.decisions.find((decision) => decision.id === event.decision)?.tone !== 'good')
    return { role }
  return {
    role,
    name: nameOf(tx, event.person),
    date: dayOf(event.at),
    decision: event.insteadOf ? '代行' : '許可',
  }
}

/** Whether the actor of an event acted as one of those that `who` names. */
function actedAs({ party }: CaseEvent, who: Who): boolean {
  if (party === undefined || party === 'anyone') return who.kind === 'anyone'
  return 'seat' in party
    ? who.kind === 'role' && who.role === party.seat.role
    : who.kind === 'person' || who.kind === 'applicant'
}
