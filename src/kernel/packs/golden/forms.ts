import type { FieldValues } from '../../fields/types.ts'
import type { ClassValue } from '../classification.ts'
import type { Occasion } from '../round.ts'
import type { GoldenBase, GoldenEntry } from './base.ts'

/** An entry of a register that somebody writes or changes. */
export interface EntryCase extends GoldenBase {
  readonly kind: 'entry'
  readonly register: string
  /** Who writes it; nobody is asked whether they may where it is left out. */
  readonly by?: string
  readonly unit?: string
  /** The entry of the world that is changed, or that it is a copy of, or a mixture of these. */
  readonly change?: GoldenEntry
  readonly copyOf?: GoldenEntry
  readonly mixtureOf: readonly GoldenEntry[]
  readonly fields: FieldValues
  readonly class?: ClassValue
  readonly clock: string
  readonly expect: EntryExpectation
}

interface EntryExpectation {
  readonly refused?: string
  /** The fields that the refusal names. */
  readonly lacks?: readonly string[]
  readonly class?: ClassValue
  /** The number of the first entry of the year. */
  readonly number?: string
  /** The last day on which it is kept; `never` where it has none. */
  readonly keepUntil?: string
  /** The procedure that follows. */
  readonly disposal?: string
  readonly readers?: readonly string[]
  readonly writers?: readonly string[]
  /** The day on which `warned` are warned; the day of the case where it is left out. */
  readonly on?: string
  readonly warned?: readonly string[]
  /** The month of the next stocktake, YYYY-MM, and who answers for it. */
  readonly stocktake?: string
  readonly counters?: readonly string[]
  /** How many more uses there may be of what this entry uses. */
  readonly left?: number
  /** Who reaches what this entry opens, on `on`. */
  readonly reaches?: readonly string[]
}

/** What happens in a round for one of its subjects. */
export interface RoundAct {
  readonly round: string
  /** The id of an entry, a unit or a person; '' is the organisation. */
  readonly of: string
  /** What opened it; by default the cadence, else the first occasion of the round. */
  readonly occasion?: Occasion
  /** Who answers; the first of those who have to by default. */
  readonly by?: string
  readonly answers: FieldValues
  /** A line is written, a case ends so, the body meets, the items are read. */
  readonly written?: {
    readonly register: string
    readonly unit?: string
    readonly fields: FieldValues
  }
  readonly ended?: {
    readonly procedure?: string
    readonly end: string
    readonly fields: FieldValues
  }
  readonly met: boolean
  readonly read: boolean
  /** A course is passed, whose line is written. */
  readonly course: boolean
}

/**
 * What a round asks of a subject on a day, of whom and by when, and what comes of the answers and of
 * what is done elsewhere.
 */
export interface RoundCase extends GoldenBase, RoundAct {
  readonly kind: 'round'
  /** YYYY-MM-DD; the first day of the first turn after the usual day where it is left out. */
  readonly on?: string
  /** Each item is answered wrong in turn, the others right. */
  readonly eachItem: boolean
  /** The places of the items that a case of `eachItem` proves, each of which must be found wrong. */
  readonly items: readonly string[]
  /** Right and wrong answers by item, where none can be worked out. */
  readonly values: FieldValues
  readonly wrong: FieldValues
  /** The answers must be refused. */
  readonly refused: boolean
  readonly expect: RoundExpectation
}

interface RoundExpectation {
  /** Persons, in any order. */
  readonly actors?: readonly string[]
  readonly mend?: readonly string[]
  readonly verify?: readonly string[]
  /** Who may accept that an item does not apply to the subject. */
  readonly waivedBy?: readonly string[]
  /** Who is reminded on the day `late`, besides those who have it to do. */
  readonly reminded?: readonly string[]
  readonly late?: string
  /** YYYY-MM-DD or YYYY-MM-DDTHH:MM. */
  readonly due?: string
  readonly mendBy?: string
  /** The first day of the turn after this one. */
  readonly next?: string
  /** Whether there is an occurrence for the subject on the day. */
  readonly asked?: boolean
  readonly count?: number
  /** Ids of items. */
  readonly items?: readonly string[]
  readonly lacks?: readonly string[]
  readonly findings?: readonly string[]
  readonly closed?: boolean
  /** The state of the round for the subject, on the day `late` where that is given. */
  readonly state?: string
}

/** A class that is worked out: from grounds that hold, or of a copy, or of a mixture. */
export interface ClassifyCase extends GoldenBase {
  readonly kind: 'classify'
  readonly grounds: readonly string[]
  readonly own?: ClassValue
  readonly copyOf?: ClassValue
  readonly mixtureOf: readonly ClassValue[]
  readonly expect: { readonly class?: ClassValue }
}

/** Who holds a role at a place on a day, and what the role is. */
export interface HoldersCase extends GoldenBase {
  readonly kind: 'holders'
  readonly role: string
  /** A unit or another place; empty for a role of the organisation. */
  readonly at: string
  readonly clock: string
  /** Who would be appointed to it. */
  readonly appoint?: string
  readonly expect: HoldersExpectation
}

interface HoldersExpectation {
  /** In any order; none for a vacancy. */
  readonly holders?: readonly string[]
  /** Who may act for the role on that day. */
  readonly acting?: readonly string[]
  readonly appointers?: readonly string[]
  readonly chair?: string
  readonly secretary?: string
  readonly meets?: string
  /** These are among them. */
  readonly powers?: readonly string[]
  readonly tasks?: readonly string[]
  /** Its names in other rule books. */
  readonly also?: readonly string[]
  /** The appointment is refused because of these rules on roles that are held apart. */
  readonly apart?: readonly string[]
}

interface PersonCase extends GoldenBase {
  readonly person: string
  readonly clock: string
}

/** What the rules for signing in say to a person. */
export interface AccountCase extends PersonCase {
  readonly kind: 'account'
  readonly password?: string
  readonly code?: string
  readonly expect: {
    /** Whether the password, or the personal code, would do. */
    readonly accepted?: boolean
    readonly totp?: boolean
    readonly lockedAfter?: number
    readonly lockedMinutes?: number
    readonly history?: number
    readonly maxAgeDays?: number
    readonly idleMinutes?: number
    readonly sessionHours?: number
  }
}

/** Whom a person calls in the emergency network, and whether they keep it. */
export interface ContactsCase extends PersonCase {
  readonly kind: 'contacts'
  readonly expect: { readonly tells?: readonly string[]; readonly keeps?: boolean }
}

/** What a person may do with the program itself. */
export interface GrantsCase extends PersonCase {
  readonly kind: 'grants'
  readonly expect: { readonly administers?: boolean; readonly readsJournal?: boolean }
}

/** What the edition says in words, where nothing but words can be shown. */
export interface EditionCase extends GoldenBase {
  readonly kind: 'edition'
  /** The path of the mechanism as `pack explain` prints it. */
  readonly path: string
  readonly expect: {
    readonly title?: string
    /** Each stands in its title, its criteria or its examples. */
    readonly says?: readonly string[]
  }
}
