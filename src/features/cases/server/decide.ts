import type { Static } from 'typebox'
import { safeguardsOfCase } from '#features/handling/server/public.ts'
import { demandLiving, giveBack, causeOf } from '#features/registers/server/public.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { act, groundsOf } from '#kernel/procedures/index.ts'
import type { CaseResult, CaseState } from '#kernel/procedures/index.ts'
import { problem, ProblemError, withFaults } from '#kernel/problems/index.ts'
import type { Done } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import type { ActOnCaseBody, CaseReceipt } from '../contract.ts'
import { caseContext, procedureOf } from './context.ts'
import { demandOwnFiles } from '#features/files/server/public.ts'
import { settle } from './holdings.ts'
import type { Settled } from './holdings.ts'
import { demandLinesLocked } from './locks.ts'
import { checkedPaper } from './paper.ts'
import { proceed } from './proceed.ts'
import type { StoredCase } from './store.ts'

/** What the kernel says to an act, and the lines that it gives back. */
export interface Decided {
  readonly result: CaseResult
  readonly given: Settled['given']
}

/** Asks the kernel about an act at the present step; nothing is kept yet. `signature`: the sealed text that goes with it. */
export async function decide(
  handle: Handle,
  stored: StoredCase,
  person: string,
  input: Static<typeof ActOnCaseBody>,
  signature?: string,
): Promise<Decided> {
  const procedure = procedureOf(handle, stored.state.procedure)
  if (input.version !== undefined) demandSeen(procedure, stored.state, input.version)
  await demandUsable(handle, procedure, stored, input.decision)
  await demandOwnFiles(handle, procedure.fields, input.fields ?? {}, stored.state.fields)
  const context = await caseContext(handle, procedure, { ...stored.state.fields, ...input.fields })
  const held = await settle(handle, procedure, stored.state, input)
  const paper =
    input.paper === undefined ? undefined : await checkedPaper(handle, person, input.paper)
  const proofs = {
    ...(signature === undefined ? {} : { signature }),
    ...(held.proof === undefined ? {} : { holdings: held.proof }),
  }
  const result = act(
    procedure,
    asked(handle, procedure, stored.state, input.fields ?? {}),
    {
      actor: input.paper?.for ?? person,
      step: input.step,
      ...(input.decision ? { decision: input.decision } : {}),
      fields: input.fields ?? {},
      answers: input.safeguards ?? {},
      confirmed: input.confirmed ?? [],
      ...(input.comment ? { comment: input.comment } : {}),
      ...(Object.keys(proofs).length > 0 ? { proofs } : {}),
      ...(paper ? { paper } : {}),
    },
    context,
  )
  if (!result.ok && result.problem.code === 'holdings-open')
    throw new ProblemError(withFaults(result.problem, held.faults))
  return { result, given: held.given }
}

/** Keeps what was decided; lines that were given back take the state of their ledgers for that. */
export async function carryThrough(
  handle: Handle,
  stored: StoredCase,
  { result, given }: Decided,
): Promise<Done<CaseReceipt>> {
  demandLinesLocked(
    handle,
    given.map((line) => line.id),
  )
  const done = await proceed(handle, stored, result)
  await giveBack(handle, given, causeOf(stored))
  return done
}

/** Nothing is permitted any more about what was thrown away meanwhile. */
export async function demandUsable(
  handle: Handle,
  procedure: Procedure,
  { id, state }: StoredCase,
  decision: string | undefined,
): Promise<void> {
  const step = procedure.steps.get(state.step ?? '')
  const chosen = step?.decisions.find((one) =>
    decision === undefined ? step.decisions.length === 1 : one.id === decision,
  )
  if (!step?.decides || !procedure.about || chosen?.tone !== 'good') return
  await demandLiving(
    handle,
    procedure.about.register,
    state.about.map((entry) => entry.id),
    id,
  )
}

/** Refuses an act on what has changed since it was read: each version adds one line to the history, so that the lines after `version` are those not seen. */
function demandSeen(procedure: Procedure, state: CaseState, version: number): void {
  const unseen = state.history.slice(version)
  if (
    state.status === 'ended' ||
    !unseen.some((line) => line.to !== undefined || (line.changed?.length ?? 0) > 0)
  )
    return
  const step = procedure.steps.get(state.step ?? '')
  throw new ProblemError(
    problem(
      'step-passed',
      { step: step?.title ?? '' },
      { grounds: groundsOf(step?.carries.length ? step : procedure) },
    ),
  )
}

/** Until somebody has granted something, what the applicant writes may change which safeguards are asked. */
function asked(
  handle: Handle,
  procedure: Procedure,
  state: CaseState,
  fields: FieldValues,
): CaseState {
  const granted = state.history.some(
    (line) => line.kind === 'decided' && procedure.steps.get(line.step ?? '')?.decides,
  )
  return granted
    ? state
    : {
        ...state,
        safeguards: safeguardsOfCase(handle, procedure.id, state.about, {
          ...state.fields,
          ...fields,
        }),
      }
}
