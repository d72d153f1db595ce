import type { FieldValues } from '../fields/types.ts'

/**
 * What the records of an organisation say at a moment, as plain facts: enough to tell how each
 * mechanism stands. A subject is the id of a place, unit, entry or case; '' is the organisation as a
 * whole. Moments are ISO 8601, days YYYY-MM-DD.
 */
export interface StatusRecords {
  readonly now: string
  readonly today: string
  /** The day from which the policy has been in force here: what was never done is due from then. */
  readonly since: string
  /** The seats of each role. */
  readonly seats: ReadonlyMap<string, readonly SeatFacts[]>
  readonly registers: ReadonlyMap<string, RegisterFacts>
  /** By register. */
  readonly stocktakes: ReadonlyMap<string, StocktakeFacts>
  readonly procedures: ReadonlyMap<string, ProcedureFacts>
  /** By the role that is the body: the last meeting that was held. */
  readonly meetings: ReadonlyMap<string, { readonly last: string }>
  /** By round. */
  readonly rounds: ReadonlyMap<string, RoundFacts>
  /** By the place of the item: `checklists/server/items/power`. */
  readonly items: ReadonlyMap<string, ItemFacts>
  /** Facts that `applies` looks at. */
  readonly organization?: FieldValues
}

/** A seat of a role: a place where somebody should hold it. */
export interface SeatFacts {
  readonly subject: string
  readonly title: string
  /** Names of those who hold it. */
  readonly holders: readonly string[]
  /** Who acts now in the holder's place: `next` is somebody further up. Null: nobody. */
  readonly meanwhile?: { readonly name: string; readonly as: 'deputy' | 'next' } | null
  /** Held where somebody is appointed, and missed nowhere else. */
  readonly optional: boolean
}

export interface RegisterFacts {
  readonly entries: number
  readonly last?: string
  /** Fields that at least one entry has filled in; where it is missing nobody looked. */
  readonly filled: ReadonlySet<string>
  /** Entries by the field in which they say what should not be. */
  readonly findings: ReadonlyMap<string, FindingFacts>
  /** Entries past their retention that are still there. */
  readonly expired: number
  /** Too much has changed since to tell what the fields were. */
  readonly unknown?: true
}

export interface FindingFacts {
  readonly count: number
  /** Some of the entries. */
  readonly subjects: readonly string[]
}

export interface StocktakeFacts {
  /** How many have been begun. */
  readonly held: number
  /** The last day on which one was answered by everybody asked. */
  readonly last?: string
  /** Parts that are not answered yet. */
  readonly open: readonly Waiting[]
}

export interface ProcedureFacts {
  readonly begun: number
  readonly last?: string
  readonly steps: ReadonlyMap<string, StepFacts>
}

export interface StepFacts {
  /** What was done last. */
  readonly last?: {
    readonly at: string
    /** By somebody other than the applicant. */
    readonly byAnother: boolean
    /** A file, a paper, a meeting or a signature is with it. */
    readonly evidence: boolean
  }
  /** Cases that stand at the step. */
  readonly open: readonly Waiting[]
}

/** How a round goes through its subjects. */
export interface RoundFacts {
  /** How many subjects it goes through now. */
  readonly subjects: number
  /** How many of them have not been through it yet, also where nobody is asked about them now. */
  readonly never: number
  /** It was not kept yet what there was to go through. */
  readonly unknown?: true
  /** Those of them for whom nobody is there to do it. */
  readonly unmanned: FindingFacts
  readonly open: readonly OpenWork[]
  /** What was closed last, and whether more than a word closed it: a line, a case, a meeting. */
  readonly last?: { readonly at: string; readonly proved: boolean }
}

/** How an item stands for its subjects by their last answers. */
export interface ItemFacts {
  /** How many subjects it is asked of. */
  readonly asked: number
  readonly proved: number
  readonly declared: number
  /** It was accepted that it does not apply. */
  readonly notApplicable: number
  readonly findings: FindingFacts
  /** Where it is asked now and has not been answered. */
  readonly open: readonly OpenWork[]
  readonly last?: string
}

/** Several that wait alike: one of the subjects, the earliest date, and how many they are. */
export interface OpenWork extends Waiting {
  readonly count: number
}

/** Something that waits for an act, and by when. */
export interface Waiting {
  readonly subject: string
  readonly due?: string
}
