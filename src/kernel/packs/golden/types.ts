import type { FieldValues } from '../../fields/types.ts'
import type { GrantedException } from '../../handling/grantedException.ts'
import type { AbsenceView, AssignmentView } from '../../organization/types.ts'
import type { ClassValue } from '../classification.ts'
import type { VerdictKind } from '../handling.ts'
import type { GoldenBase, GoldenEntry } from './base.ts'
import type {
  AccountCase,
  ClassifyCase,
  ContactsCase,
  EditionCase,
  EntryCase,
  GrantsCase,
  HoldersCase,
  RoundAct,
  RoundCase,
} from './forms.ts'

export type { GoldenEntry, GoldenWorld } from './base.ts'

/** Something that must come out so, each kind asked of another part of the pack. */
export type GoldenCase =
  | AskCase
  | PlayCase
  | DaysCase
  | EntryCase
  | ClassifyCase
  | HoldersCase
  | AccountCase
  | ContactsCase
  | GrantsCase
  | EditionCase
  | RoundCase

export interface AskCase extends GoldenBase {
  readonly kind: 'ask'
  readonly act: string
  readonly class?: ClassValue
  readonly asset?: FieldValues
  /** The entry of the world that it is about. */
  readonly entry?: string
  readonly fields: FieldValues
  readonly by?: string
  readonly expect: AskExpectation
}

interface AskExpectation {
  readonly verdict?: VerdictKind
  /** `otherwise` where no rule decides. */
  readonly rule?: string
  readonly procedure?: string
  readonly safeguards?: readonly string[]
  /** Roles in the order of their steps. */
  readonly approvers?: readonly string[]
  /** These are among the grounds. */
  readonly provisions?: readonly string[]
  /** Rules that an exception sets aside, any order. */
  readonly excepted?: readonly string[]
  readonly instead?: string
}

export interface PlayCase extends GoldenBase {
  readonly kind: 'play'
  readonly procedure: string
  readonly by?: string
  readonly about: readonly GoldenEntry[]
  /** Japanese local time, YYYY-MM-DDTHH:MM. */
  readonly clock: string
  readonly fields: FieldValues
  readonly acts: readonly PlayAct[]
  readonly expect: PlayExpectation
}

export interface PlayAct {
  readonly by: string
  /** `by` records what this person wrote on paper. */
  readonly paper?: string
  readonly choose?: string
  readonly fill: FieldValues
  readonly comment?: string
  readonly confirm: boolean
  /** Without the record of the meeting, the signature and what was given back. */
  readonly unproved: boolean
  /** Whether a question with which the case was sent back is answered. */
  readonly reply: boolean
  /** The states into which other cases have brought entries before this act. */
  readonly meanwhile?: Readonly<Record<string, string>>
  readonly at?: string
  /**
   * What is answered before it of what the step checks: nothing, everything wrong, or these so and the
   * others right. Without it all is right.
   */
  readonly answers?: 'none' | 'wrong' | FieldValues
  /** Whether the rounds that the step waits for are kept; they are where nothing is said. */
  readonly kept?: boolean
  /** The code of the problem that this act must be refused with. */
  readonly refused?: string
  /** The fields and confirmations that the refusal names. */
  readonly lacks?: readonly string[]
  /** Provisions that are among the grounds of the refusal. */
  readonly grounds?: readonly string[]
}

export interface PlayExpectation {
  readonly at?: string
  readonly end?: string
  readonly actors?: readonly string[]
  /** Persons of the acts who acted as a deputy. */
  readonly deputy?: readonly string[]
  readonly on?: string
  readonly reminded?: readonly string[]
  readonly effects?: readonly string[]
  readonly refused?: string
  /** The fields that the refusal of the beginning names. */
  readonly lacks?: readonly string[]
  /** The safeguards that the rules ask of the case, any order. */
  readonly safeguards?: readonly string[]
  /** When the present step must be over, YYYY-MM-DD or YYYY-MM-DDTHH:MM. */
  readonly due?: string
  /** Whoever of the world would be shown the case because its procedure names them. */
  readonly readers?: readonly string[]
  /** The states of entries after the acts, by their ids. */
  readonly states?: Readonly<Record<string, string>>
  /** The items that the acts which went on left as findings. */
  readonly findings?: readonly string[]
  /** Persons who were told something by effects. */
  readonly told?: readonly string[]
}

/** The states of subjects on days, each as what was given and done up to then makes them. */
export interface DaysCase extends GoldenBase {
  readonly kind: 'days'
  readonly days: readonly GoldenDay[]
}

export interface GoldenDay {
  readonly on: string
  readonly line: number
  readonly given: {
    readonly absences: readonly AbsenceView[]
    readonly exceptions: readonly GrantedException[]
    readonly assignments: readonly AssignmentView[]
    /** Persons who are not there any more. */
    readonly left: readonly string[]
    /** New entries, and new values of those that are there. */
    readonly entries: readonly GoldenEntry[]
    readonly stocktakes: readonly GoldenStocktake[]
  }
  /** A case that begins on the day. */
  readonly play?: PlayCase
  /** What happens in a round on the day. */
  readonly round?: GoldenRoundDay
  /** What is done on the case that began last. */
  readonly acts: readonly PlayAct[]
  /** By subject (`organization`, or an id), then by provision or the place of a mechanism. */
  readonly expect: readonly {
    readonly subject: string
    readonly what: string
    readonly state: string
  }[]
}

/** Answers to a round on a day. */
export interface GoldenRoundDay extends RoundAct {
  /** All other items that are asked are answered right. */
  readonly allRight: boolean
  /** Right answers where none can be worked out. */
  readonly values: FieldValues
  /** Items of which it is accepted that they do not apply. */
  readonly waived: readonly string[]
  /** What the items want with a good answer is with it; a machine answered. */
  readonly proof: boolean
  readonly machine: boolean
}

export interface GoldenStocktake {
  readonly register: string
  readonly due: string
  readonly unit?: string
  readonly closed?: string
}
