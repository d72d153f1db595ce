import type { TellUndecided } from '../packs/expression.ts'
import type { WorkingCalendar } from '../calendar/workingDays.ts'
import type { FieldLookups } from '../fields/clean.ts'
import type { FormatLookups } from '../fields/format.ts'
import type { FieldValues } from '../fields/types.ts'
import type { ActingAs } from '../organization/chain.ts'
import type { Roles } from '../organization/seats.ts'
import type { OrganizationView } from '../organization/types.ts'
import type { Party, EntryLocation } from '../organization/who.ts'
import type { Destination } from '../packs/procedure.ts'
import type { SeparationOfDuties } from '../packs/types.ts'
import type { CaseChange, SafeguardAnswers } from './answers.ts'
import type { Ground } from '../problems/problem.ts'
import type { CheckFact } from './checkFact.ts'
import type { EventWords } from './said.ts'
import type { Paper, Proofs } from './proofs.ts'
import type { ClassValue } from '../packs/classification.ts'
import type { HandlingPolicy } from '../handling/evaluatePolicy.ts'
import type { GrantedException } from '../handling/grantedException.ts'

/** An entry that a case is about, as it was when the case began or was last reclassified. */
export interface AboutEntry extends EntryLocation {
  readonly id: string
  /** The name of the entry, for subjects and sentences. */
  readonly title?: string
  readonly class?: ClassValue
  readonly fields?: FieldValues
}

/**
 * One run of a procedure, as plain data: what the platform stores. Moments are ISO 8601 with zone.
 */
export interface CaseState {
  readonly procedure: string
  readonly status: 'open' | 'ended'
  /** The end that was reached, or `withdrawn`. */
  readonly outcome?: string
  readonly step?: string
  /** When the present step was entered. */
  readonly enteredAt: string
  readonly applicant: string
  /**
   * The applicant's unit when the case began; it stays the same when the person moves to another
   * unit.
   */
  readonly applicantUnit: string
  readonly fields: FieldValues
  readonly about: readonly AboutEntry[]
  /** Ids of the safeguards that the case requires. */
  readonly safeguards: readonly string[]
  /** What was answered about safeguards. */
  readonly answers: SafeguardAnswers
  readonly waitingFor: readonly Waiting[]
  readonly history: readonly CaseEvent[]
  /** Persons who took over from a person who left, for all steps that are still to come. */
  readonly handedOver?: Readonly<Record<string, string>>
  /** Who, besides those who act in it, may see the case, where the procedure names them. */
  readonly readers?: readonly Party[]
}

/**
 * One party whose act the step waits for: a task. Parties of one group must all act; of several
 * groups one is enough unless the step asks `all`.
 */
export interface Waiting {
  readonly party: Party
  readonly group: number
  /** Persons who may not act for this party. */
  readonly excluded: readonly string[]
  /** The body of the seat decides in a meeting: its secretary or chair records what it decided. */
  readonly meeting?: boolean
  readonly decided?: { readonly person: string; readonly decision: string; readonly at: string }
}

/** `led-on`: a new edition of the pack lost the step, and said where its cases go on. */
type CaseEventKind = 'begun' | 'decided' | 'withdrawn' | 'reclassified' | 'handed-over' | 'led-on'

/**
 * How the person acted: as the applicant, as a person named by a field, as anyone, or for a seat.
 */
export type ActedAs = 'applicant' | 'person' | 'anyone' | ActingAs

/** One entry of the history, to which entries are only added. */
export interface CaseEvent {
  readonly at: string
  readonly kind: CaseEventKind
  readonly person: string
  readonly as: ActedAs
  readonly step?: string
  readonly decision?: string
  readonly party?: Party
  /** The holder for whom a deputy (代行) or the next role acted, and why. */
  readonly insteadOf?: string
  readonly because?: 'absent' | 'vacant' | 'excluded'
  readonly comment?: string
  /** Ids of the confirmations and safeguards confirmed. */
  readonly confirmed?: readonly string[]
  readonly changed?: readonly CaseChange[]
  /** Where the case went; missing while others of the step still have to act. */
  readonly to?: Destination
  /** Steps passed over on the way, because they were not needed. */
  readonly passedOver?: readonly string[]
  /** The time limit that was missed by this act. */
  readonly late?: { readonly due: string; readonly days: number }
  /** The meeting, the signature and what else the step demanded. */
  readonly proofs?: Proofs
  /** It was written on paper, and recorded by another. */
  readonly paper?: Paper
  /** Its names and titles as they were when it was recorded; events of older programs have none. */
  readonly said?: EventWords
  /** Entries that an effect would have changed and that were left as they are. */
  readonly left?: readonly EntryLeft[]
  /** An effect of another case began it. */
  readonly byEffect?: boolean
  /** What the person answered to the question with which the case was sent back. */
  readonly reply?: string
  readonly grounds: readonly Ground[]
}

/** An entry that an effect of the case did not change, and the state that it was in. */
export interface EntryLeft {
  readonly entry: string
  readonly name: string
  readonly state: string
}

/** Whom a step waits for, as far as it says who may act. */
export type WaitingParty = Pick<Waiting, 'party' | 'excluded' | 'meeting'>

/**
 * What decisions on a case need from outside: all of it is passed in, the present moment included.
 */
export interface CaseContext {
  readonly org: OrganizationView
  readonly roles: Roles
  /** The moment of the act: ISO 8601 or Date. */
  readonly now: string | Date
  readonly calendar?: WorkingCalendar
  readonly separationOfDuties?: readonly SeparationOfDuties[]
  /** What the organisation's rules say of acts; they decide at every door of a case. */
  readonly policy: HandlingPolicy
  /** Exceptions that were granted to anybody. */
  readonly exceptions?: readonly GrantedException[]
  /** Places of the entries that fields point to, by entry id. */
  readonly related?: ReadonlyMap<string, EntryLocation>
  /** Name and fields of the entries that fields point to, by entry id. */
  readonly entries?: ReadonlyMap<string, Pick<AboutEntry, 'title' | 'fields'>>
  /** What written values are checked against. */
  readonly lookups?: FieldLookups
  /** How values are formatted in subjects and messages. */
  readonly format?: FormatLookups
  /** Facts of the organization that `applies` looks at. */
  readonly organization?: Readonly<Record<string, unknown>>
  /** How what the present step looks at stands; without it nothing is known to be answered. */
  readonly checks?: readonly CheckFact[]
  /** Receives the conditions that could not be evaluated. */
  readonly undecided?: TellUndecided
}
