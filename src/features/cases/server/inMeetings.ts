import type { FieldValues } from '#kernel/fields/types.ts'
import type { Procedure, Step } from '#kernel/packs/procedure.ts'
import type { Seat } from '#kernel/packs/who.ts'
import { act } from '#kernel/procedures/index.ts'
import type { SafeguardAnswers } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { demandOwnFiles } from '#features/files/server/public.ts'
import type { Done } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { holdSeries } from '#platform/numbers/next.ts'
import type { CaseReceipt } from '../contract.ts'
import { caseContext, procedureOf } from './context.ts'
import { demandUsable } from './decide.ts'
import { lockedCases } from './locks.ts'
import { proceed } from './proceed.ts'
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
  /** What is filled in so far; nothing where the case cannot be read. */
  readonly known: FieldValues
}

/** What waits for a body, the oldest first. */
export async function waitingForBody(handle: Handle, seat: Seat): Promise<WaitingForBody[]> {
  const rows = await handle.db
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
    ])
    .where('t.organization_id', '=', handle.organization.id)
    .where('t.kind', '=', 'meeting')
    .where('t.done_at', 'is', null)
    .where('t.role', '=', seat.role)
    .where('t.scope', '=', seat.scope)
    .where('t.scope_id', '=', seat.id)
    .orderBy('t.created_at')
    .orderBy('t.id')
    .execute()
  return rows.flatMap((row) => {
    const procedure = handle.organization.pack.procedures.get(row.procedure)
    const step = procedure?.steps.get(row.step ?? '')
    if (procedure === undefined || step === undefined) return []
    const applicant = handle.organization.view.persons.get(row.applicant_id)?.name ?? ''
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
      },
    ]
  })
}

/** What a meeting decided about one case. */
export interface MeetingDecision {
  readonly case: string
  readonly decision: string
  readonly comment?: string
  readonly confirmed?: readonly string[]
  readonly fields?: FieldValues
  readonly safeguards?: SafeguardAnswers
}

/** Locks what the decisions of a meeting change, before the first of them. */
export async function lockDecided(
  handle: Handle,
  decisions: readonly MeetingDecision[],
): Promise<void> {
  const cases = await lockedCases(
    handle,
    decisions.map((one) => one.case),
  )
  const series = cases.flatMap(({ state }) =>
    seriesIn(effectsAt(procedureOf(handle, state.procedure), state.step ?? '')),
  )
  await holdSeries(handle, series)
}

/** Decides a case, locked before, as the body did in the meeting; the person who records it must be one who may. The meeting's own event tells of it. */
export async function decideInMeeting(
  handle: Handle,
  body: string,
  meeting: string,
  recorder: string,
  { case: id, decision, comment, confirmed, fields = {}, safeguards = {} }: MeetingDecision,
): Promise<Done<CaseReceipt> & { readonly subject: string; readonly title: string }> {
  const stored = await loadCase(handle, id)
  const { step, waitingFor } = stored.state
  const awaited = waitingFor.some(
    ({ party, meeting: inMeeting, decided }) =>
      inMeeting === true &&
      !decided &&
      party !== 'anyone' &&
      'seat' in party &&
      party.seat.role === body,
  )
  if (!awaited) refuse('not-on-agenda', { case: `${stored.number} ${stored.subject}` })
  const procedure = procedureOf(handle, stored.state.procedure)
  await demandUsable(handle, procedure, stored, decision)
  await demandOwnFiles(handle, procedure.fields, fields, stored.state.fields)
  const context = await caseContext(handle, procedure, { ...stored.state.fields, ...fields })
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
    procedure.steps.get(step ?? '')?.decisions.find((each) => each.id === decision)?.title ?? ''
  return { ...(await proceed(handle, stored, result)), subject: stored.subject, title }
}
