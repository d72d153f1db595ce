import type { FieldValues } from '../../fields/types.ts'
import type { AbsenceView, OrganizationView } from '../../organization/types.ts'
import type { ClassValue } from '../classification.ts'
import type { VerdictKind } from '../handling.ts'
import type { GrantedException } from '../../handling/grantedException.ts'

/** The organisation that golden cases play in, with entries that they may be about. */
export interface GoldenWorld {
  readonly organization: OrganizationView
  readonly entries: ReadonlyMap<string, GoldenEntry>
}

export interface GoldenEntry {
  readonly id: string
  readonly register?: string
  readonly unit?: string
  readonly fields: FieldValues
  readonly class?: ClassValue
  /** The state that it is in; the first of its register by default. */
  readonly state?: string
}

interface GoldenBase {
  /** The point that the case proves. */
  readonly name: string
  readonly file: string
  readonly line: number
  readonly absences: readonly AbsenceView[]
  readonly exceptions: readonly GrantedException[]
}

/** A golden decision: a question to the handling rules, or a walk through a procedure. */
export type GoldenCase = AskCase | PlayCase

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
  /** Whether a question with which the case was sent back is answered. */
  readonly reply: boolean
  /** The states into which other cases have brought entries before this act. */
  readonly meanwhile?: Readonly<Record<string, string>>
  readonly at?: string
  /** The code of the problem that this act must be refused with. */
  readonly refused?: string
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
}
