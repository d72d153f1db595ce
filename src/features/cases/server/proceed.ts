import { ProblemError } from '#kernel/problems/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { dueAt } from '#kernel/procedures/index.ts'
import type { CaseContext, CaseResult } from '#kernel/procedures/index.ts'
import type { Done } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import type { CaseReceipt } from '../contract.ts'
import { caseContext, procedureOf } from './context.ts'
import { carryOut } from './carryOut.ts'
import { demandLocked } from './locks.ts'
import { recorded } from './recorded.ts'
import { keepReview } from './reviews.ts'
import { settleReminders } from './settle.ts'
import { updateCase } from './store.ts'
import type { StoredCase } from './store.ts'
import { syncTasks } from './tasks.ts'

/** Keeps what the kernel decided: the case, its tasks and its effects. */
export async function proceed(
  handle: Handle,
  stored: StoredCase,
  decided: CaseResult,
): Promise<Done<CaseReceipt>> {
  if (!decided.ok) throw new ProblemError(decided.problem)
  await demandLocked(handle, stored.id, decided.effects)
  const procedure = procedureOf(handle, stored.state.procedure)
  const context = await caseContext(handle, procedure, decided.state.fields)
  const after = await updateCase(handle, procedure, stored, decided.state, context)
  await keepReview(handle, after, decided.happening)
  await syncTasks(handle, procedure, after, decided.happening.to !== undefined)
  if (decided.happening.to !== undefined && wasLate(handle, procedure, stored, context))
    settleReminders(handle, after.id)
  const carried = await carryOut(handle, after, decided.effects, context)
  const {
    step,
    decision,
    as,
    insteadOf,
    because,
    comment,
    changed,
    confirmed,
    late,
    grounds,
    to,
    proofs,
    paper,
  } = decided.happening
  return {
    result: { ...receipt(after), opened: [...carried.opened] },
    event: {
      subject: { kind: 'case', id: after.id },
      detail: recorded(procedure, after.state, {
        number: after.number,
        step,
        decision,
        as,
        insteadOf,
        because,
        comment,
        changed,
        confirmed,
        late,
        to,
        proofs,
        paper,
        effects: carried.detail,
        provisions: grounds.map((ground) => ground.provision),
        edition: handle.organization.editionHash.slice(0, 12),
      }),
    },
    outgoing: carried.outgoing,
    ...(carried.organizationChanged ? { organizationChanged: true } : {}),
  }
}

/** Whether the limit of the step that the case stood at had passed: nobody was reminded before. */
function wasLate(
  handle: Handle,
  procedure: Procedure,
  { state }: StoredCase,
  context: CaseContext,
): boolean {
  const step = procedure.steps.get(state.step ?? '')
  const due = step && dueAt(step, state, context.calendar)
  return due !== undefined && due !== null && new Date(due.due) < handle.now
}

/** What an act answers: where the case stands now. */
export function receipt(stored: StoredCase): CaseReceipt {
  return {
    id: stored.id,
    number: stored.number,
    status: stored.state.status,
    step: stored.state.step ?? null,
    version: stored.version,
    opened: [],
  }
}
