import type { Field, FieldValues } from '../fields/types.ts'
import type { Undecided } from '../packs/expression.ts'
import type { Who } from '../packs/who.ts'
import type { Ground } from '../problems/problem.ts'
import type { ClassValue } from '../packs/classification.ts'
import type { VerdictKind, HandlingRule } from '../packs/handling.ts'
import type { GrantedException } from './grantedException.ts'

/** "May I?": an act, what it is about, and the answers to the act's questions. */
export interface Question {
  readonly act: string
  /** Needed where the rules of the act look at the class. */
  readonly class?: ClassValue
  /**
   * The fields of the entry that it is about; `unit` and `state` of the entry may stand among them.
   */
  readonly asset?: FieldValues
  readonly fields?: FieldValues
  readonly applicant?: Requester
  /** YYYY-MM-DD */
  readonly today?: string
  /** Granted exceptions; those count that run today for the applicant, their unit, or the entry. */
  readonly exceptions?: readonly GrantedException[]
  /** The id of the entry that it is about. */
  readonly entry?: string
  /** The places where that entry stands. */
  readonly places?: readonly string[]
}

/** The person who asks, as conditions see them. */
export interface Requester {
  readonly id: string
  readonly unit: string
  readonly employment: string
  /** How many people belong to the unit. */
  readonly unitPeople?: number
  readonly roles: readonly string[]
}

/** The one answer to a question, with everything that it comes from. */
export interface Verdict {
  readonly act: string
  readonly verdict: VerdictKind
  /** The rule that decided; missing where no rule did and the act's `otherwise` holds. */
  readonly rule?: string
  /** The procedure that gives the permit or, where forbidden, asks for the exception. */
  readonly procedure?: string
  readonly safeguards: readonly RequiredSafeguard[]
  readonly instead?: string
  /** Provisions of the rule that decided and of the rules that added safeguards. */
  readonly grounds: readonly Ground[]
  /** Rules that do not count because of exceptions. */
  readonly excepted: readonly ExceptedRule[]
  /** Who would have to approve, in the order of the procedure. */
  readonly steps: readonly ApprovalStep[]
  readonly trace: readonly RuleTrace[]
  /**
   * Conditions that could not be evaluated; the answer is the strictest of those that they may lead
   * to.
   */
  readonly undecided: readonly Undecided[]
}

/** A rule that is set aside, by which exceptions, and until when all of them run. */
export interface ExceptedRule {
  readonly rule: string
  readonly title: string
  readonly provisions: readonly string[]
  readonly by: readonly { readonly case: string; readonly number: string; readonly until: string }[]
  readonly until: string
}

export interface RequiredSafeguard {
  readonly id: string
  readonly title: string
  readonly asks: readonly Field[]
  /** The provisions that ask for it. */
  readonly because: readonly string[]
}

export interface ApprovalStep {
  readonly id: string
  readonly title: string
  readonly by: readonly Who[]
  readonly all: boolean
  /** What its good decision is called: 許可, 承認. */
  readonly word: string
}

/** What became of a rule of the act. */
export interface RuleTrace {
  readonly rule: string
  readonly title: string
  readonly verdict: HandlingRule['verdict']
  readonly when?: string
  readonly matched: boolean
  /** The matching rule that took its place. */
  readonly overriddenBy?: string
  /** An exception sets it aside until this day. */
  readonly exceptedUntil?: string
  /** It made the answer, or added to it. */
  readonly counts: boolean
}
