import type { Field } from '../fields/types.ts'
import type { Decision, Procedure } from '../packs/procedure.ts'
import type { Problem } from '../problems/index.ts'
import { caseEndedProblem, isOnward, turnProblem, confirmationsFor, turnOf } from './act.ts'
import { conditionsOf } from './conditions.ts'
import { visibleFields } from '../fields/check.ts'
import { fieldsOf, safeguardsOf } from './fillStep.ts'
import { deadlineOf } from './deadlines.ts'
import { withBarred } from './deciders.ts'
import type { Deadline } from './deadlines.ts'
import { paperActors } from './paper.ts'
import { actingTitle, actorsOf, partyTitle } from './parties.ts'
import type { ActingCapacity } from './parties.ts'
import type { CaseContext, CaseState } from './state.ts'
import { withdrawalProblem } from './withdraw.ts'
import type { Safeguard } from '../packs/handling.ts'
import { same } from '../words/words.ts'
import type { Words } from '../words/words.ts'

/** A decision open to a person, with what it asks. */
interface OpenDecision {
  readonly decision: Decision
  /** Fields must be complete for it, and it leads on. */
  readonly onward: boolean
  readonly confirm: readonly {
    readonly id: string
    readonly title: string
    readonly carries: readonly string[]
  }[]
}

/**
 * What one person may do with a case now, and the reason where it is not more, as the screen shows
 * it.
 */
export interface Abilities {
  readonly mayAct: boolean
  /** Persons whose paper the person may record at this step. */
  readonly mayRecord: readonly string[]
  readonly step?: string
  readonly standing?: ActingCapacity
  /** The fields to write at this step, all of them and those that show under the present values. */
  readonly fields: readonly Field[]
  readonly shown: readonly string[]
  readonly safeguards: readonly Safeguard[]
  readonly decisions: readonly OpenDecision[]
  readonly mayWithdraw: boolean
  /** Why the person may not act; missing where they may. */
  readonly why?: Problem
  readonly due: Deadline | null
  /** Who the case waits for, in words, and the persons whose turn it is. */
  readonly waitsFor: Words
  readonly waiting: readonly {
    readonly title: Words
    readonly persons: readonly string[] | 'anyone'
    readonly done: boolean
  }[]
}

/** The decisions open to a person, with the fields and confirmations that they ask. */
export function abilitiesOf(
  procedure: Procedure,
  stored: CaseState,
  person: string,
  context: CaseContext,
): Abilities {
  const state = withBarred(procedure, stored)
  const step = state.status === 'open' ? procedure.steps.get(state.step ?? '') : undefined
  const noAbilities = {
    mayAct: false,
    mayRecord: [],
    fields: [],
    shown: [],
    safeguards: [],
    decisions: [],
    due: null,
    waitsFor: same(''),
    waiting: [],
  }
  if (step === undefined)
    return { ...noAbilities, mayWithdraw: false, why: caseEndedProblem(procedure, state) }
  const turn = turnOf(state, person, context)
  const base = {
    step: step.id,
    due: deadlineOf(step, state, context.calendar),
    waitsFor: actingTitle(state.waitingFor, context),
    mayWithdraw: withdrawalProblem(procedure, state, person) === null,
    waiting: state.waitingFor.map((waiting) => ({
      title: partyTitle(waiting.party, context),
      persons: waiting.decided ? [waiting.decided.person] : actorsOf(waiting, context),
      done: waiting.decided !== undefined,
    })),
  }
  const mayRecord = turn === null ? paperActors(step, state, person, context) : []
  if (turn === null && mayRecord.length === 0)
    return { ...noAbilities, ...base, why: turnProblem(procedure, step, state, person, context) }
  const fields = fieldsOf(procedure, step)
  const shown = new Set(
    visibleFields(procedure.fields, state.fields, conditionsOf(procedure, state, context)).map(
      (field) => field.id,
    ),
  )
  return {
    ...base,
    mayAct: turn !== null,
    mayRecord,
    ...(turn ? { standing: turn.capacity } : {}),
    fields,
    shown: fields.map((field) => field.id).filter((id) => shown.has(id)),
    safeguards: safeguardsOf(step, state, context),
    decisions: step.decisions.map((decision) => ({
      decision,
      onward: isOnward(step, decision),
      confirm: confirmationsFor(step, decision, state, context),
    })),
  }
}
