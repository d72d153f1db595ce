import type { FieldValues } from '../../fields/types.ts'
import type { GrantedException } from '../../handling/grantedException.ts'
import type { AbsenceView, OrganizationView } from '../../organization/types.ts'
import type { ClassValue } from '../classification.ts'

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

export interface GoldenBase {
  /** The point that the case proves. */
  readonly name: string
  readonly file: string
  readonly line: number
  readonly absences: readonly AbsenceView[]
  readonly exceptions: readonly GrantedException[]
  /** The provisions that it proves: it fails where what carries them is missing from the pack. */
  readonly proves: readonly string[]
}
