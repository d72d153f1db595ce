import type { Static } from 'typebox'
import { demandActiveEntries, returnEntries, causeOf } from '#features/registers/server/public.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { act, decisionOf, groundsOf } from '#kernel/procedures/index.ts'
import type { CaseResult } from '#kernel/procedures/index.ts'
import { problem, ProblemError, withFaults } from '#kernel/problems/index.ts'
import type { ActionOutcome } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { ActOnCaseBody, CaseReceipt } from '../contract/acts.ts'
import { withChecks } from './checks.ts'
import { caseContext, procedureOf } from './context.ts'
import { demandOwnFiles } from '#features/files/server/public.ts'
import { checkHoldings } from './holdings.ts'
import type { HoldingsCheck } from './holdings.ts'
import { demandEntriesLocked } from './locks.ts'
import { checkPaper } from './paper.ts'
import { persistTransition } from './persistTransition.ts'
import type { StoredCase } from './store.ts'

/** Result of the kernel for an act, and the entries that the act returns. */
export interface ActEvaluation {
  readonly result: CaseResult
  readonly returned: HoldingsCheck['returned']
}

/**
 * Evaluates an act at the present step without writing anything. `signature`: id of the sealed text
 * that belongs to it.
 */
export async function evaluateAct(
  tx: Transaction,
  stored: StoredCase,
  person: string,
  input: Static<typeof ActOnCaseBody>,
  signature?: string,
): Promise<ActEvaluation> {
  const procedure = procedureOf(tx, stored.state.procedure)
  demandSeen(procedure, stored, input.version)
  await demandActiveSubjects(tx, procedure, stored, input.decision)
  await demandOwnFiles(tx, procedure.fields, input.fields ?? {}, stored.state.fields)
  const fields = { ...stored.state.fields, ...input.fields }
  const context = await withChecks(
    tx,
    procedure,
    stored,
    { ...stored.state, fields },
    await caseContext(tx, procedure, fields, stored.state.about),
  )
  const holdings = await checkHoldings(tx, procedure, stored.state, input)
  const paper = input.paper === undefined ? undefined : await checkPaper(tx, person, input.paper)
  const proofs = {
    ...(signature === undefined ? {} : { signature }),
    ...(holdings.proof === undefined ? {} : { holdings: holdings.proof }),
  }
  const result = act(
    procedure,
    stored.state,
    {
      actor: input.paper?.for ?? person,
      step: input.step,
      ...(input.decision ? { decision: input.decision } : {}),
      fields: input.fields ?? {},
      answers: input.safeguards ?? {},
      confirmed: input.confirmed ?? [],
      ...(input.comment ? { comment: input.comment } : {}),
      ...(input.datesMeant ? { datesMeant: true } : {}),
      ...(input.reply ? { reply: input.reply } : {}),
      ...(Object.keys(proofs).length > 0 ? { proofs } : {}),
      ...(paper ? { paper } : {}),
    },
    context,
  )
  if (!result.ok && result.problem.code === 'holdings-open')
    throw new ProblemError(withFaults(result.problem, holdings.faults))
  return { result, returned: holdings.returned }
}

/** Writes an evaluated act. Returned entries get the state that their registers name for that. */
export async function commitAct(
  tx: Transaction,
  stored: StoredCase,
  { result, returned }: ActEvaluation,
): Promise<ActionOutcome<CaseReceipt>> {
  demandEntriesLocked(
    tx,
    returned.map((event) => event.id),
  )
  const transition = await persistTransition(tx, stored, result)
  await returnEntries(tx, returned, causeOf(stored))
  return transition
}

/** Refuses to permit anything about entries that are no longer in use. */
export async function demandActiveSubjects(
  tx: Transaction,
  procedure: Procedure,
  { id, state }: StoredCase,
  decision: string | undefined,
): Promise<void> {
  const step = procedure.steps.get(state.step ?? '')
  const chosen = step && decisionOf(step, decision)
  if (!step?.decides || !procedure.about || chosen?.tone !== 'good') return
  await demandActiveEntries(
    tx,
    procedure.about.register,
    state.about.map((entry) => entry.id),
    id,
  )
}

/**
 * Refuses an act on a case that has changed since it was read, or with a version that it never had.
 * Each version adds one event to the history, so that the events after `version` are those not read.
 */
export function demandSeen(
  procedure: Procedure,
  { state, version: current }: StoredCase,
  version: number,
): void {
  const unseen = state.history.slice(version)
  const isSeen =
    version <= current &&
    !unseen.some((event) => event.to !== undefined || (event.changed?.length ?? 0) > 0)
  if (state.status === 'ended' || isSeen) return
  const step = procedure.steps.get(state.step ?? '')
  throw new ProblemError(
    problem(
      'step-passed',
      { step: step?.title ?? '' },
      { grounds: groundsOf(step?.carries.length ? step : procedure) },
    ),
  )
}
