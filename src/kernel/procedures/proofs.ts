import type { Decision, Procedure, Step } from '../packs/procedure.ts'
import type { Problem } from '../problems/index.ts'
import { problem } from '../problems/index.ts'
import { stepGrounds } from './grounds.ts'

/**
 * What a step may demand besides fields and confirmations. The platform passes in what was done;
 * without it the step does not move on.
 */
export interface Proofs {
  /** The meeting in which it was decided. */
  readonly meeting?: string
  /** The sealed text that the actor signed. */
  readonly signature?: string
  /** Every entry that the person held, given back or explained. */
  readonly holdings?: readonly HoldingReturn[]
}

/** An entry that was in somebody's hands: given back, or why it is not. */
export interface HoldingReturn {
  readonly register: string
  readonly number: string
  readonly name: string
  readonly returned: boolean
  readonly why?: string
}

/** A step that somebody wrote on paper, and that another recorded. */
export interface Paper {
  readonly recorder: string
  /** The day that stands on the paper. */
  readonly on: string
  /** Who handed it in. */
  readonly from: string
  /** Ids of the scanned files. */
  readonly files: readonly string[]
}

/**
 * Why a decision cannot be made yet: a meeting has no record, a text is not signed, things are not
 * given back. On paper no signature is asked for: it was signed by hand.
 */
export function missingProofProblem(
  procedure: Procedure,
  step: Step,
  decision: Decision,
  onward: boolean,
  proofs: Proofs = {},
  paper?: Paper,
): Problem | null {
  const grounds = stepGrounds(procedure, step)
  if (step.meeting && proofs.meeting === undefined) {
    return problem(
      'meeting-not-recorded',
      { step: step.title, decision: decision.title },
      { grounds },
    )
  }
  if (!onward) return null
  if (step.sign !== undefined && proofs.signature === undefined && paper === undefined) {
    return problem('not-signed', { step: step.title, text: step.sign.title }, { grounds })
  }
  if (step.holdings !== undefined && proofs.holdings === undefined)
    return problem('holdings-open', { step: step.title }, { grounds })
  return null
}

/** Whether a step demands anything of the kind. */
export function demandsProof(step: Step): boolean {
  return step.meeting || step.sign !== undefined || step.holdings !== undefined
}

/** Everything that a step demands, for walks and golden cases that play without a platform. */
export const allProofs: Required<Proofs> = { meeting: 'played', signature: 'played', holdings: [] }
