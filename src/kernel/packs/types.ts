import type { Span } from '../calendar/spans.ts'
import type { GoldenWorld, GoldenCase } from './golden/types.ts'
import type { Procedure } from './procedure.ts'
import type { Cadence } from '../calendar/recurrence.ts'
import type { Register } from './register.ts'
import type { Checklist } from './checklist.ts'
import type { CourseTemplate } from './course.ts'
import type { Choice } from './choice.ts'
import type { Document } from './document.ts'
import type { Round } from './round.ts'
import type { ScopeKind, Who } from './who.ts'
import type { Carrying, Mechanism } from './mechanism.ts'
import type { Classification } from './classification.ts'
import type { Handling } from './handling.ts'

export type ProvisionKind =
  | 'role'
  | 'classify'
  | 'handling'
  | 'register'
  | 'permit'
  | 'record'
  | 'exception'
  | 'person'
  | 'vuln'
  | 'incident'
  | 'report'
  | 'control'
  | 'conduct'
  | 'duty'
  | 'document'
  | 'training'
  | 'contract'
  | 'audit'
  | 'other'

/** Whether a provision asks, forbids, wishes, permits, defines or only informs. */
export const modalities = [
  'must',
  'must-not',
  'endeavour',
  'recommend',
  'may',
  'define',
  'inform',
] as const
export type Modality = (typeof modalities)[number]

/**
 * The smallest unit that asks, forbids, permits, empowers or defines; the gist is in the pack's own
 * words.
 */
export interface Provision {
  readonly ref: string
  readonly kind: ProvisionKind
  readonly modality: Modality
  readonly gist: string
  /** The gist of each of its duties, where it has several; their refs are `REF/1`, `REF/2` … */
  readonly parts?: readonly string[]
  /** The heading that it stands under. */
  readonly under: string
}

export interface Heading {
  readonly ref: string
  readonly title: string
  readonly under?: string
}

/** Something that people want, to which several procedures come near. */
export interface Want {
  readonly id: string
  readonly title: string
  /** Other words by which people look for it. */
  readonly words: readonly string[]
  /** Ids of its procedures, in the order in which they are offered. */
  readonly ways: readonly string[]
}

/**
 * A post of the organisation chart that the policy names (副村長); the organisation's own posts point
 * to it by key.
 */
export interface PostKey {
  readonly id: string
  readonly title: string
}

/** How a role finds its holder without anyone writing an appointment, or that it needs one. */
export type HeldBy =
  | { readonly kind: 'post'; readonly post: string }
  | { readonly kind: 'head-of-unit' }
  | { readonly kind: 'head-of-place-unit' }
  | { readonly kind: 'appointment' }
  | { readonly kind: 'body' }

/** Who acts when the holder is away or is the applicant; tried in order. */
export type Deputy =
  | { readonly kind: 'deputy-head-of-unit' }
  | { readonly kind: 'post'; readonly post: string }
  | {
      readonly kind: 'role'
      readonly role: string
      readonly of: 'organization' | 'same' | 'parent'
    }

export interface Role extends Mechanism {
  readonly short?: string
  readonly scope: ScopeKind
  readonly heldBy: readonly HeldBy[]
  readonly deputies: readonly Deputy[]
  /**
   * For a unit role: it has seats only at units with one of these posts of the pack, and where
   * someone is appointed.
   */
  readonly at?: readonly string[]
  /** For a committee or team: the roles whose holders are its members. */
  readonly members: readonly string[]
  /**
   * Who of a body leads its meetings, who writes them down, how often it meets, and what it
   * deliberates.
   */
  readonly chair?: string
  readonly secretary?: string
  readonly meets?: Cadence
  readonly tasks: readonly Mechanism[]
  /**
   * What the role may do, in the pack's own words, each with the provisions that give the power.
   */
  readonly powers: readonly Mechanism[]
  /** What other rule books call the same role. */
  readonly also: readonly OtherName[]
  /** Who may appoint a person to this role. */
  readonly appointedBy?: Who
  /** What a deputy did is seen by the holder on return (後閲). */
  readonly review: boolean
  /** Deputies act only where the holder is away for longer than this. */
  readonly awayLongerThan?: Span
  /** More people than this may not hold it at one place. */
  readonly atMost?: number
  /** Held where somebody is appointed and missed nowhere else. */
  readonly optional: boolean
}

/** The name of a role in another rule book. */
export interface OtherName extends Carrying {
  readonly title: string
  readonly in: string
}

/** Two parts that one person may not play in the same case. */
export interface SeparationOfDuties extends Mechanism {
  readonly not: readonly [string, string]
  readonly in: string
}

export type { Register } from './register.ts'

/** Figures for sign-in, with the provisions of the policy that require them. */
export interface AccountRules extends Mechanism, SignInRules {
  /** Other figures for those who hold one of these roles. */
  readonly privileged?: SignInRules & { readonly for: readonly string[] }
  readonly idleMinutes: number
  /** Personal codes of people without a mailbox, for shared terminals. */
  readonly code: { readonly minLength: number; readonly idleMinutes: number }
  readonly sessionHours: number
  readonly totpRequiredFor: readonly string[]
}

/** What a password must be, and how many wrong tries lock an account for how long. */
export interface SignInRules {
  readonly password: {
    readonly minLength: number
    /** How many of small letters, capitals, digits and signs must be there. */
    readonly classes: number
    /** How many earlier passwords may not come back. */
    readonly history: number
    readonly maxAgeDays?: number
    readonly notContaining: readonly string[]
  }
  readonly lockout: { readonly attempts: number; readonly minutes: number }
}

/** Which roles the emergency network shows, in what order, and what it prints of each. */
export interface ContactNetwork extends Mechanism {
  readonly tree: readonly ContactNode[]
  readonly keptBy: Who
}
export interface ContactNode {
  readonly role: string
  readonly tells: readonly ContactNode[]
}

/**
 * What acts of the program itself are open to whom (appointing, keeping the organisation's data,
 * reading the journal).
 */
export interface Grants extends Mechanism {
  readonly administer: readonly Who[]
  readonly readJournal: readonly Who[]
  /** Who approves an edition that somebody else proposed; those who administer where left out. */
  readonly approveEditions?: readonly Who[]
}

export interface Pack {
  readonly id: string
  readonly title: string
  readonly edition: string
  /** First day in force, YYYY-MM-DD. */
  readonly inForce: string
  /** What it is for, and whom it suits, for those who choose a pack. */
  readonly summary?: string
  readonly suits?: string
  readonly extends: readonly string[]
  readonly headings: readonly Heading[]
  readonly provisions: readonly Provision[]
  readonly posts: ReadonlyMap<string, PostKey>
  readonly roles: ReadonlyMap<string, Role>
  readonly separationOfDuties: readonly SeparationOfDuties[]
  /** What waits for somebody who is away for more days than this may be handed over. */
  readonly handOver: { readonly absentDays: number }
  readonly classification?: Classification
  readonly handling: Handling
  readonly registers: ReadonlyMap<string, Register>
  readonly procedures: ReadonlyMap<string, Procedure>
  readonly checklists: ReadonlyMap<string, Checklist>
  readonly rounds: ReadonlyMap<string, Round>
  readonly documents: ReadonlyMap<string, Document>
  /** Courses to begin with; what is taught is the organisation's. */
  readonly courses: ReadonlyMap<string, CourseTemplate>
  /** What the policy leaves to the organisation, as it was chosen. */
  readonly choices: ReadonlyMap<string, Choice>
  /** The sections in which procedures are shown, in this order. */
  readonly groups: readonly string[]
  /** The sections in which registers are shown, in this order. */
  readonly registerGroups: readonly string[]
  /** What people want where several procedures come near to it. */
  readonly wants: readonly Want[]
  readonly contacts?: ContactNetwork
  readonly accounts: AccountRules
  readonly grants: Grants
  /** English of its texts, for people who read English; texts without one stay as they are. */
  readonly english?: ReadonlyMap<string, string>
  readonly cases: readonly GoldenCase[]
  /** The fictional organisation that the golden cases play in. */
  readonly world?: GoldenWorld
  /** A pack that only others extend: no provisions of its own. */
  readonly shared?: boolean
}
