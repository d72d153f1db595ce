import type { Field, FieldValues } from '../fields/types.ts'
import type { Span } from '../calendar/spans.ts'
import type { Expression } from './expression.ts'
import type { ScopeKind, Who } from './who.ts'
import type { Mechanism } from './mechanism.ts'

/** A route as data: a graph of steps. One run of it is a case. */
export interface Procedure extends Mechanism {
  /** Name of the official form, e.g. 様式2. */
  readonly form?: string
  /** The section under which people find it: 持ち出し・提供. */
  readonly group?: string
  /** When it is the right one, in one line. */
  readonly use?: string
  /** Other words by which people look for it. */
  readonly words?: readonly string[]
  /** e.g. 持出{年度}-{0000} */
  readonly number: string
  /** The subject of a case, with {field} places: 「{about}を{destination}へ」. */
  readonly subject: string
  /** The entries of a register that the case is about. */
  readonly about?: {
    readonly register: string
    readonly many: boolean
    readonly required: boolean
    readonly title: string
  }
  /** Acts whose questions came in as fields of the same ids. */
  readonly asks?: readonly string[]
  /**
   * Answers to their questions that this procedure settles by itself: a case has them from the
   * beginning, and nobody fills them in.
   */
  readonly settled?: FieldValues
  readonly fields: readonly Field[]
  /** Fields that nobody writes: the program puts in what it knows where a step has them. */
  readonly fixed?: ReadonlyMap<string, Expression>
  readonly steps: ReadonlyMap<string, Step>
  readonly start: string
  readonly ends: ReadonlyMap<string, End>
  /**
   * Who may begin a case, any of them; default anyone of the organization. What hangs on a field of
   * the first step is asked when that step is done.
   */
  readonly opens: readonly Who[]
  /**
   * Only these, and whoever acts in the case, see it. Without it, everyone of the applicant's unit
   * and above does.
   */
  readonly readBy?: readonly Who[]
  /**
   * Procedures of earlier editions whose open cases go on here, each with the steps that have
   * another id now (old to new).
   */
  readonly succeeds?: ReadonlyMap<string, ReadonlyMap<string, string>>
}

export interface End {
  readonly id: string
  readonly title: string
  readonly tone: 'good' | 'bad' | 'neutral'
}

/** Who acts at a step, always or only where a condition holds. */
export type Actor = Who & { readonly when?: Expression }

/** A text that the actor of a step agrees to and signs; it is sealed with the case. */
interface SignatureRequest extends Mechanism {
  readonly text: string
}

export interface Step extends Mechanism {
  /** Who must act. Several: `all` asks each of them, else the first who acts decides. */
  readonly by: readonly Actor[]
  readonly all: boolean
  /** The step is passed over where this does not hold. */
  readonly when?: Expression
  /** Where to go when passed over; the first go of the first decision by default. */
  readonly skipTo?: Destination
  /** Fields written at this step. */
  readonly fill: readonly string[]
  /** Sentences the actor must confirm before a decision that needs them. */
  readonly confirm: readonly Mechanism[]
  /** What is looked at here before the case goes on, about what the case is about. */
  readonly checks?: readonly StepCheck[]
  /** The case goes on only where all of it is right, not only answered. */
  readonly mustBeRight?: boolean
  /** Every safeguard that the case requires is confirmed here, and its questions are answered. */
  readonly safeguards?: boolean
  readonly decisions: readonly Decision[]
  readonly within?: TimeLimit
  readonly late?: LateReminders
  /** A step that decides on an application: the applicant may never act here. */
  readonly decides: boolean
  /** Whoever gave the permit of another role before may give this one, too. */
  readonly samePerson?: boolean
  /**
   * Decided in a meeting of the body that `by` names: its secretary or chair records the decision
   * with the meeting.
   */
  readonly meeting: boolean
  /**
   * A field of type person: every entry that this person holds is ticked as given back, or
   * explained.
   */
  readonly holdings?: string
  readonly sign?: SignatureRequest
  /** May record the step, with the scanned paper, for an actor who has no account. */
  readonly paperBy: readonly Who[]
}

/**
 * What is looked at at a step: the items of a checklist, answered by who acts there, or a round that
 * has to be kept.
 */
export type StepCheck =
  | { readonly kind: 'answers'; readonly checklist: string; readonly of?: CheckedSubject }
  | { readonly kind: 'round'; readonly round: string; readonly of?: CheckedSubject }

/**
 * Whom or what it is looked at about: the applicant, or what stands in a field. Without it, what the
 * case has of the kind that is asked about: the applicant, the applicant's unit, the organisation,
 * the entries that it is about.
 */
export type CheckedSubject = 'applicant' | { readonly field: string }

/** A step with one way on (`then`) has one decision with the id `go`. */
export interface Decision {
  readonly id: string
  readonly title: string
  readonly tone: 'good' | 'bad' | 'neutral'
  /** A comment must be written. */
  readonly comment: boolean
  /** Asks the confirmations of the step. */
  readonly confirms: boolean
  /** Says that the case itself is wrong (`objection` of the procedure); never the one way on. */
  readonly objects?: boolean
  /** The first branch whose condition holds is taken. */
  readonly branches: readonly Branch[]
}

export interface Branch {
  readonly when?: Expression
  readonly effects: readonly Effect[]
  readonly to: Destination
}

export type Destination = { readonly step: string } | { readonly end: string }

/**
 * A time limit: until a date field of the case, or a span after the step was entered or after a
 * date field.
 */
export type TimeLimit =
  | { readonly kind: 'until'; readonly field: string }
  | (Span & { readonly kind: 'span'; readonly after?: string })

/**
 * What happens past the limit: who is reminded how often, and where the case goes by itself, if it
 * does.
 */
export interface LateReminders {
  readonly remind: readonly Who[]
  readonly every: 'day' | 'working-day' | 'once'
}

/**
 * What leaving a step does besides moving on; the platform carries it out in the same transaction.
 */
export type Effect =
  /**
   * Opens another case for the same applicant, its fields taken from expressions over this one;
   * with `about`, about the same entries, or those of them in the field `of` or not in `notIn`.
   */
  | {
      readonly kind: 'start'
      readonly procedure: string
      readonly fields: ReadonlyMap<string, Expression>
      readonly about: boolean
      readonly of?: string
      readonly notIn?: string
    }
  /**
   * Changes the entries that the case is about, those in the field `of`, or those that the case is
   * about and that were not ticked in the field `notIn`.
   */
  | {
      readonly kind: 'change'
      readonly of?: string
      readonly notIn?: string
      readonly state?: string
      readonly fields: ReadonlyMap<string, Expression>
    }
  /** Writes a new entry of a register. */
  | {
      readonly kind: 'write'
      readonly register: string
      readonly state?: string
      readonly fields: ReadonlyMap<string, Expression>
    }
  /** Notifies people (mail and the home page). */
  | { readonly kind: 'tell'; readonly to: readonly Who[]; readonly message: string }
  /** Suspends, gives back or ends the account of the applicant or of the persons in a field. */
  | { readonly kind: 'account'; readonly action: AccountAction; readonly of: string }
  /**
   * Appoints the persons in a field to a role, at the place in the field `at`; from today where
   * `from` is left out.
   */
  | {
      readonly kind: 'appoint'
      readonly role: string
      readonly scope: ScopeKind
      readonly person: string
      readonly at?: string
      readonly from?: Expression
      readonly until?: Expression
    }
  /** Ends their appointment. */
  | {
      readonly kind: 'dismiss'
      readonly role: string
      readonly scope: ScopeKind
      readonly person: string
      readonly at?: string
    }
  /** Excepts from the provisions in a field, for whom, from today or `from`, until a day. */
  | {
      readonly kind: 'except'
      readonly provisions: string
      readonly for: ExceptionTarget
      readonly from?: Expression
      readonly until: Expression
    }
  /**
   * Ends the exceptions that this case granted, or those of the cases whose numbers stand in the
   * field `of`.
   */
  | { readonly kind: 'revoke'; readonly of?: string }

export type AccountAction = 'suspend' | 'resume' | 'end'

/**
 * For whom an exception is granted: the applicant, the applicant's unit, everyone, the entries that
 * the case is about, or what stands in a field.
 */
export type ExceptionTarget =
  | 'applicant'
  | 'unit'
  | 'organization'
  | 'about'
  | { readonly field: string; readonly holds: 'person' | 'unit' | 'entry' }
