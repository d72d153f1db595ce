/** Who acts, as a pack writes it: `applicant`, `anyone`, `security-officer of applicant.unit`, `person in witness`. */
export type Who =
  | { readonly kind: 'applicant' }
  | { readonly kind: 'anyone' }
  | { readonly kind: 'role'; readonly role: string; readonly of: ScopePath }
  | { readonly kind: 'person'; readonly field: string }

/** Where the role is looked for. `about` is the entry the case is about; `up` climbs that many units. */
export type ScopePath =
  | { readonly from: 'organization' }
  | { readonly from: 'applicant'; readonly to: 'unit'; readonly up: number }
  | { readonly from: 'about'; readonly to: 'unit' | 'system'; readonly up: number }
  | { readonly from: 'field'; readonly field: string; readonly to: 'unit' | 'system' | 'line'; readonly up: number }

export type ScopeKind = 'organization' | 'unit' | 'system' | 'service' | 'area' | 'engagement'

/** A role at a place: 情報セキュリティ責任者 of 住民福祉課. `id` is empty for the organization. */
export interface Seat {
  readonly role: string
  readonly scope: ScopeKind
  readonly id: string
}
