import type { FieldValues } from '#kernel/fields/types.ts'
import type { Procedure, Step } from '#kernel/packs/procedure.ts'
import type { Seat } from '#kernel/packs/who.ts'
import { act } from '#kernel/procedures/index.ts'
import type { SafeguardAnswers } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { demandOwnFiles } from '#features/files/server/public.ts'
import type { ActionOutcome } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { holdSeries } from '#platform/numbers/next.ts'
import type { CaseReceipt } from '../contract/acts.ts'
import { withChecks } from './checks.ts'
import { caseContext, procedureOf } from './context.ts'
import { demandActiveSubjects, demandSeen } from './evaluateAct.ts'
import { lockedCases } from './locks.ts'
import { persistTransition } from './persistTransition.ts'
import { effectsAt, seriesIn } from './series.ts'
import { readableState } from './state.ts'
import { loadCase } from './store.ts'

/** A case that waits for a body to decide in a meeting. */
export interface WaitingForBody {
  readonly id: string
  readonly number: string
  readonly subject: string
  readonly applicant: string
  readonly procedure: Procedure
  readonly step: Step
  readonly since: Date
  readonly due: Date | null
  /** Field values so far; empty where the case cannot be read. */
  readonly known: FieldValues
  readonly version: number
}

/** Cases that wait for a body, oldest first. */
export async function waitingForBody(tx: Transaction, seat: Seat): Promise<WaitingForBody[]> {
  const rows = await tx.db
    .selectFrom('tasks as t')
    .innerJoin('cases as c', (join) =>
      join.onRef('c.organization_id', '=', 't.organization_id').onRef('c.id', '=', 't.case_id'),
    )
    .select([
      'c.id',
      'c.number',
      'c.subject',
      'c.applicant_id',
      'c.procedure',
      't.step',
      't.created_at',
      't.due_at',
      'c.state',
      'c.version',
    ])
    .where('t.organization_id', '=', tx.organization.id)
    .where('t.kind', '=', 'meeting')
    .where('t.done_at', 'is', null)
    .where('t.role', '=', seat.role)
    .where('t.scope', '=', seat.scope)
    .where('t.scope_id', '=', seat.id)
    .orderBy('t.created_at')
    .orderBy('t.id')
    .execute()
  return rows.flatMap((row) => {
    const procedure = tx.organization.pack.procedures.get(row.procedure)
    const step = procedure?.steps.get(row.step ?? '')
    if (procedure === undefined || step === undefined) return []
    const applicant = tx.organization.view.persons.get(row.applicant_id)?.name ?? ''
    return [
      {
        id: row.id,
        number: row.number,
        subject: row.subject,
        applicant,
        procedure,
        step,
        since: row.created_at,
        due: row.due_at,
        known: readableState(row)?.fields ?? {},
        version: row.version,
      },
    ]
  })
}

/** Decision of a meeting about one case. */
export interface MeetingDecision {
  readonly case: string
  /** The version of the case that the body saw. */
  readonly version: number
  readonly decision: string
  readonly comment?: string
  readonly confirmed?: readonly string[]
  readonly fields?: FieldValues
  readonly safeguards?: SafeguardAnswers
}

/**
 * Locks the rows that the decisions of a meeting change, and refuses where a case has changed since
 * the body saw it. Called before the first decision, because one may change the next case.
 */
export async function lockDecided(
  tx: Transaction,
  decisions: readonly MeetingDecision[],
): Promise<void> {
  const cases = await lockedCases(
    tx,
    decisions.map((decision) => decision.case),
  )
  const seen = new Map(decisions.map((decision) => [decision.case, decision.version]))
  for (const stored of cases) {
    const version = seen.get(stored.id)
    if (version !== undefined) demandSeen(procedureOf(tx, stored.state.procedure), stored, version)
  }
  const series = cases.flatMap(({ state }) =>
    seriesIn(effectsAt(procedureOf(tx, state.procedure), state.step ?? '')),
  )
  await holdSeries(tx, series)
}

/**
 * Decides a case, locked before, as the body did in the meeting. The person who records the
 * decision must have the right to. The event of the meeting names the decision in the journal.
 */
export async function decideInMeeting(
  tx: Transaction,
  body: string,
  meeting: string,
  recorder: string,
  { case: id, decision, comment, confirmed, fields = {}, safeguards = {} }: MeetingDecision,
): Promise<ActionOutcome<CaseReceipt> & { readonly subject: string; readonly title: string }> {
  const stored = await loadCase(tx, id)
  const { step, waitingFor } = stored.state
  const isAwaited = waitingFor.some(
    ({ party, meeting: inMeeting, decided }) =>
      inMeeting === true &&
      !decided &&
      party !== 'anyone' &&
      'seat' in party &&
      party.seat.role === body,
  )
  if (!isAwaited) refuse('not-on-agenda', { case: `${stored.number} ${stored.subject}` })
  const procedure = procedureOf(tx, stored.state.procedure)
  await demandActiveSubjects(tx, procedure, stored, decision)
  await demandOwnFiles(tx, procedure.fields, fields, stored.state.fields)
  const written = { ...stored.state.fields, ...fields }
  const context = await withChecks(
    tx,
    procedure,
    stored,
    { ...stored.state, fields: written },
    await caseContext(tx, procedure, written, stored.state.about),
  )
  const result = act(
    procedure,
    stored.state,
    {
      actor: recorder,
      ...(step ? { step } : {}),
      decision,
      fields,
      answers: safeguards,
      proofs: { meeting },
      ...(comment ? { comment } : {}),
      confirmed: confirmed ?? [],
    },
    context,
  )
  const title =
    procedure.steps.get(step ?? '')?.decisions.find((candidate) => candidate.id === decision)
      ?.title ?? ''
  return { ...(await persistTransition(tx, stored, result)), subject: stored.subject, title }
}
