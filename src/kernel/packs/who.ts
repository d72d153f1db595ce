import type { Words } from '../words/words.ts'

/**
 * Who acts, as a pack writes it: `applicant`, `anyone`, `security-officer of applicant.unit`,
 * `person in witness`.
 */
export type Who =
  | { readonly kind: 'applicant' }
  | { readonly kind: 'anyone' }
  | { readonly kind: 'role'; readonly role: string; readonly of: ScopePath }
  | { readonly kind: 'person'; readonly field: string }

/**
 * Where the role is looked for. `about` is the entry the case is about; `up` climbs that many
 * units.
 */
export type ScopePath =
  | { readonly from: 'organization' }
  | { readonly from: 'applicant'; readonly to: 'unit'; readonly up: number }
  | { readonly from: 'about'; readonly to: 'unit' | PlaceKind; readonly up: number }
  | {
      readonly from: 'field'
      readonly field: string
      readonly to: 'unit' | PlaceKind | 'line'
      readonly up: number
    }

/**
 * Places that are lines of a register: an information system, a service, a controlled area, an
 * engagement.
 */
export type PlaceKind = 'system' | 'service' | 'area' | 'engagement'
export const placeKinds: readonly PlaceKind[] = ['system', 'service', 'area', 'engagement']

export type ScopeKind = 'organization' | 'unit' | PlaceKind

/** What a scope is called in sentences. */
export const scopeWords: Readonly<Record<ScopeKind, Words>> = {
  organization: { ja: '組織', en: 'organisation' },
  unit: { ja: '所属', en: 'unit' },
  system: { ja: '情報システム', en: 'information system' },
  service: { ja: 'サービス', en: 'service' },
  area: { ja: '場所', en: 'place' },
  engagement: { ja: '委託', en: 'engagement' },
}

/** A role at a place: 情報セキュリティ責任者 of 住民福祉課. `id` is empty for the organization. */
export interface Seat {
  readonly role: string
  readonly scope: ScopeKind
  readonly id: string
}
