import type { Cadence } from '../calendar/recurrence.ts'
import type { Field } from '../fields/types.ts'
import type { PlaceKind, Who } from './who.ts'
import type { Carrying, Mechanism } from './mechanism.ts'

/**
 * A register: what an entry is, who keeps and reads it, and what the program does with its entries
 * by itself.
 */
export interface Register extends Mechanism {
  /** The section under which people find it. */
  readonly group?: string
  /** What is found in it, in one line. */
  readonly use?: string
  /** Other words by which people look for it. */
  readonly words?: readonly string[]
  readonly belongsTo: 'unit' | 'organization'
  /** Its entries are the places of roles with this scope. */
  readonly scope?: PlaceKind
  /** May write its entries, besides the people of the unit where `unitWrites`. */
  readonly keptBy: Who
  /** May add entries, too: somebody has to make the first one where the keeper depends on it. */
  readonly addedBy: readonly Who[]
  readonly unitWrites: boolean
  /** Who may read, besides the keepers: everyone, the unit that owns the entry, or those named. */
  readonly readBy: 'everyone' | 'unit' | readonly Who[]
  /** e.g. 資産{年度}-{00000} */
  readonly number: string
  readonly fields: readonly Field[]
  /** The field ids that make an entry's name, its reading and its class. */
  readonly nameField: string
  readonly kanaField?: string
  readonly classField?: string
  /**
   * What may become of an entry; an entry begins in the first. Empty where entries have no states.
   */
  readonly states?: readonly string[]
  /**
   * For states that effects set: from which states an entry may come into them. A state that is not
   * named is entered from every other one.
   */
  readonly enteredFrom?: ReadonlyMap<string, readonly string[]>
  /**
   * States in which an entry is over: no longer counted, taken stock of, warned about or reaching
   * anything.
   */
  readonly ended?: readonly string[]
  /**
   * States that the keeper of an entry may change into each other by hand; the others come from
   * procedures alone.
   */
  readonly byHand?: readonly string[]
  /**
   * States that the keeper of an entry sets by hand, but never takes back: what a case granted is
   * not granted again without one.
   */
  readonly endByHand?: readonly string[]
  /** The procedure that ends an entry when its retention has run out. */
  readonly disposal?: string
  /** The person field that says whose hands an entry is in, and the state that giving back sets. */
  readonly heldBy?: string
  readonly returned?: string
  readonly stocktake?: Stocktake
  readonly retention?: Retention
  readonly warn: readonly Warning[]
  readonly count?: UsageLimit
  readonly reach?: Reach
  readonly diagram?: Diagram
  /** What a printed label shows besides class, number and name. */
  readonly label: readonly string[]
}

/** At regular intervals each unit confirms its entries one by one. */
export interface Stocktake extends Carrying {
  readonly every: Cadence
  /** The month that it is held in (of a cadence shorter than a year: the first of the 年度). */
  readonly month: number
  /** Who answers for a unit's stocktake. */
  readonly by: Who
  /** The procedure that an entry which is not there begins. */
  readonly missing?: string
}

/**
 * How long an entry is kept: as its own field says, or so many months or days after a day of the
 * entry.
 */
export interface Retention extends Carrying {
  readonly field?: string
  readonly months?: number
  readonly days?: number
  /** The date field that they count from; the day the entry was made by default. */
  readonly from?: string
  /** The procedure that an entry which need not be kept any longer begins. */
  readonly then?: string
}

/** A person is notified a number of days before a date of the entry. */
export interface Warning extends Carrying {
  readonly before: string
  readonly days: number
  readonly tell: readonly Who[]
  readonly message: string
}

/** Entries of this register are uses of entries of another, which says how many there may be. */
export interface UsageLimit extends Carrying {
  /** The field of type `line` that says what is used. */
  readonly of: string
  /** The number field there: how many are owned. */
  readonly against: string
  /** The number field here: how many this entry uses; one by default. */
  readonly uses?: string
}

/** Who can reach what, from when until when: computed from the entries for any day. */
export interface Reach extends Carrying {
  readonly person: string
  readonly to: string
  readonly from?: string
  readonly until?: string
}

/**
 * A diagram of the connections between entries. Without `from` the entry itself is where its
 * connections begin.
 */
export interface Diagram extends Carrying {
  readonly title: string
  readonly from?: string
  readonly to: string
  /**
   * A choice field of the nodes (entries of this register, or of the one that `from` points into)
   * by which they are boxed: network zones.
   */
  readonly group?: string
}
