import { ProblemError } from '#kernel/problems/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { entriesBefore, lockEntries } from '#features/registers/server/public.ts'
import { deadlineOf, settleEntries } from '#kernel/procedures/index.ts'
import type { CaseContext, CaseResult } from '#kernel/procedures/index.ts'
import type { ActionOutcome } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { CaseReceipt } from '../contract/acts.ts'
import { caseContext, procedureOf } from './context.ts'
import { applyEffects } from './applyEffects.ts'
import { demandLocked } from './locks.ts'
import { redactForJournal } from './redactForJournal.ts'
import { recordReview } from './reviews.ts'
import { demandStillHere } from './stillHere.ts'
import { dismissReminders } from './dismissReminders.ts'
import { caseNumbers, updateCase } from './store.ts'
import type { StoredCase } from './store.ts'
import { syncTasks } from './tasks.ts'
import { tellEnd } from './tellEnd.ts'

/**
 * Writes a decision of the kernel: the case, its tasks and its effects. Throws the kernel's problem
 * where it refused.
 */
export async function persistTransition(
  tx: Transaction,
  stored: StoredCase,
  decided: CaseResult,
): Promise<ActionOutcome<CaseReceipt>> {
  if (!decided.ok) throw new ProblemError(decided.problem)
  await demandLocked(tx, stored.id, decided.effects)
  const transition = await settledTransition(tx, stored, decided)
  if (!transition.ok) throw new ProblemError(transition.problem)
  const procedure = procedureOf(tx, stored.state.procedure)
  const onPaper = procedure.steps.get(transition.state.step ?? '')?.paperBy.length ?? 0
  if (onPaper === 0)
    demandStillHere(
      tx,
      procedure,
      stored.creation === undefined ? stored.state.fields : {},
      transition.state,
    )
  const context = await caseContext(tx, procedure, transition.state.fields)
  const after = await updateCase(tx, procedure, stored, transition.state, context)
  await recordReview(tx, after, transition.event)
  const moved = transition.event.to !== undefined
  await syncTasks(tx, procedure, after, context, moved, stored.openTasks)
  if (transition.event.to !== undefined && wasLate(tx, procedure, stored, context))
    dismissReminders(tx, after.id)
  const outcome = await tellEnd(
    tx,
    procedure,
    after,
    transition.event,
    context,
    await applyEffects(tx, after, transition.effects, context),
  )
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
    left,
    reply,
  } = transition.event
  return {
    result: { ...toReceipt(after), opened: [...outcome.opened] },
    event: {
      subject: { kind: 'case', id: after.id },
      detail: redactForJournal(procedure, after.state, {
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
        left,
        reply,
        effects: outcome.detail,
        provisions: grounds.map((ground) => ground.provision),
        edition: tx.organization.editionHash.slice(0, 12),
      }),
    },
    outgoing: outcome.outgoing,
    ...(outcome.organizationChanged ? { organizationChanged: true } : {}),
  }
}

/** The decision with its effects as the present states of the entries allow them. */
async function settledTransition(
  tx: Transaction,
  stored: StoredCase,
  decided: Extract<CaseResult, { ok: true }>,
): Promise<CaseResult> {
  const ids = decided.effects.flatMap((effect) => (effect.kind === 'change' ? effect.entries : []))
  if (ids.length === 0) return decided
  const { pack } = tx.organization
  const locked = await lockEntries(tx, { ids: [...new Set(ids)] })
  // Where nothing is refused or left as it is, the history of the entries does not count.
  const unread = locked.map((entry) => ({ ...entry, changedHere: false, lastHere: false }))
  const likely = settleEntries(pack, decided, unread)
  if (likely.ok && likely.event.left === undefined) return likely
  const entries = await entriesBefore(tx, locked, stored.id)
  const settled = settleEntries(pack, decided, entries)
  if (settled.ok) return settled
  const numbers = await caseNumbers(
    tx,
    entries.flatMap(({ changedBy, lastHere }) => (changedBy && !lastHere ? [changedBy] : [])),
  )
  return settleEntries(
    pack,
    decided,
    entries.map(({ changedBy, ...entry }) => {
      const lastCase = entry.lastHere ? undefined : numbers.get(changedBy ?? '')
      return { ...entry, ...(lastCase === undefined ? {} : { lastCase }) }
    }),
  )
}

/** Whether the step was past its due date. Only then were reminders sent. */
function wasLate(
  tx: Transaction,
  procedure: Procedure,
  { state }: StoredCase,
  context: CaseContext,
): boolean {
  const step = procedure.steps.get(state.step ?? '')
  const due = step && deadlineOf(step, state, context.calendar)
  return due !== undefined && due !== null && new Date(due.due) < tx.now
}

/** The response to an act: the present state of the case. */
export function toReceipt(stored: StoredCase): CaseReceipt {
  return {
    id: stored.id,
    number: stored.number,
    status: stored.state.status,
    step: stored.state.step ?? null,
    version: stored.version,
    opened: [],
  }
}
