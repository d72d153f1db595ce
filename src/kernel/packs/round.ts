import type { Every } from '../calendar/every.ts'
import type { Span } from '../calendar/spans.ts'
import type { RoundActor, Subject } from './checklist.ts'
import type { Expression } from './expression.ts'
import type { Mechanism } from './mechanism.ts'
import type { Who } from './who.ts'

/** Recurring work: one turn of it goes through all its subjects, and closes by proof alone. */
export interface Round extends Mechanism {
  readonly each: RoundSubject
  /** Only subjects for which this holds, by the names of the line or of the person. */
  readonly where?: Expression
  readonly every?: Every
  /** The month that it is held in, or the first of several. */
  readonly month?: number
  readonly on: readonly Occasion[]
  /** How long a turn lasts that an occasion began. */
  readonly within?: Span
  readonly by: readonly RoundActor[]
  /** Each of `by` does it, not the first of them alone. */
  readonly all: boolean
  /** What closes an occurrence, any of them. */
  readonly closedBy: readonly Closing[]
  /** Few items at a time, by a draw that can be repeated; each comes within so many years. */
  readonly portion?: Portion
  /** Only who has nothing to do with the unit of the subject does it. */
  readonly independent?: Independence
  readonly late: readonly LateRound[]
  /** How a course that was passed, or that people came to, becomes the line that closes it. */
  readonly course?: CourseLine
  /** The fields of the organisation's choices that it reads. */
  readonly choices: readonly string[]
}

/** What a round goes through; `holder` is every person who holds a role. */
export type RoundSubject = Subject | { readonly kind: 'holder'; readonly role: string }

/**
 * What begins a turn for a subject besides the cadence: it came in, went out, the person changed
 * the unit, the edition changed, a case ended, somebody thought it was needed.
 */
export type Occasion =
  | { readonly kind: 'new' | 'left' | 'moved' | 'edition' | 'hand' }
  | { readonly kind: 'ended'; readonly procedure: string; readonly end?: string }

/**
 * What closes an occurrence: answers to all items, having read them, a line that names the subject,
 * the end of a case about it, a meeting that had it on its agenda. Of lines and cases only those
 * count for whose fields `where` holds.
 */
export type Closing =
  | { readonly kind: 'answers' | 'reading'; readonly checklist: string }
  | { readonly kind: 'line'; readonly register: string; readonly where?: Expression }
  | {
      readonly kind: 'ended'
      readonly procedure: string
      readonly end?: string
      readonly where?: Expression
    }
  | { readonly kind: 'meeting'; readonly body: string }

export interface Portion {
  readonly items: number
  readonly years: number
}

/** How many together look at a unit that is not theirs, and who may make an exception with a reason. */
export interface Independence {
  readonly team?: number
  readonly unless?: Who
}

/** Who else hears of it when an occurrence is late, from how long after its date. */
export interface LateRound {
  readonly after?: Span
  readonly remind: readonly Who[]
}

/** The fields of a new line of the register, each from an expression over what is known of a course. */
export interface CourseLine {
  readonly register: string
  readonly fields: ReadonlyMap<string, Expression>
}
