import type { Day, Defaulted, JsonOrNull, Moment, MomentOrNull, TextOrNull } from './common.ts'

/** What an occurrence, a standing or a finding is about. */
export type SubjectKind = 'organization' | 'unit' | 'person' | 'line'

export interface RoundTurnsTable {
  organization_id: string
  id: string
  round: string
  period: string
  edition_hash: string
  title: string
  opened_at: Moment
  due_at: Moment
  begun_by: TextOrNull
  reason: TextOrNull
  closed_at: MomentOrNull
}

export interface RoundMembersTable {
  organization_id: string
  round: string
  subject_kind: SubjectKind | 'round'
  subject_id: string
  title: string
  unit_id: TextOrNull
  seen_at: Moment
  asked: Defaulted<boolean>
  through_at: MomentOrNull
}

export interface OccurrencesTable {
  organization_id: string
  id: string
  turn_id: string
  round: string
  subject_kind: SubjectKind
  subject_id: string
  subject_title: string
  unit_id: TextOrNull
  due_at: Moment
  asked: number
  items: Defaulted<string[]>
  answered: Defaulted<number>
  waiting: Defaulted<number>
  told: Defaulted<number>
  closed_at: MomentOrNull
  closed_by: TextOrNull
  closed_as: 'self' | 'deputy' | 'program' | null
  closed_with: TextOrNull
  opened_at: Moment
  remaining: Defaulted<string[]>
  fresh: Defaulted<string[]>
}

export type OccurrencePart = 'does' | 'mends' | 'verifies' | 'waives' | 'hears'

export interface OccurrencePartiesTable {
  organization_id: string
  occurrence_id: string
  turn_id: string
  part: OccurrencePart
  place: string
}

export interface StandingsTable {
  organization_id: string
  id: string
  mechanism: string
  subject_kind: SubjectKind
  subject_id: string
  occurrence_id: string
  value: JsonOrNull<unknown>
  outcome: 'kept' | 'finding' | 'not-applicable'
  proof: 'declared' | 'proved'
  comment: TextOrNull
  files: Defaulted<string[]>
  answered_by: TextOrNull
  answered_at: Moment
  recorded_at: Moment
  via: 'person' | 'machine'
  accepted: boolean | null
  accepted_by: TextOrNull
  accepted_at: MomentOrNull
  acceptance: TextOrNull
  until_at: MomentOrNull
  mended: 'declared' | 'proved' | null
  mended_at: MomentOrNull
}

export interface FindingsTable {
  organization_id: string
  id: string
  mechanism: string
  checklist: string
  item: string
  subject_kind: SubjectKind
  subject_id: string
  subject_title: string
  unit_id: TextOrNull
  occurrence_id: string
  standing_id: string
  found_by: TextOrNull
  found_at: Moment
  due_on: Day
  state: 'open' | 'mended' | 'closed'
  version: Defaulted<number>
  closed_at: MomentOrNull
}

export interface FindingActsTable {
  organization_id: string
  id: string
  finding_id: string
  what: 'mended' | 'returned' | 'verified'
  at: Moment
  person_id: TextOrNull
  comment: TextOrNull
  files: Defaulted<string[]>
}

/** What is counted of the mechanisms that are carried out again and again, by day. */
export interface StandingCountsTable {
  organization_id: string
  id: Defaulted<string>
  mechanism: string
  what: string
  due_at: MomentOrNull
  day: Day
  delta: number
  last_at: MomentOrNull
  summed: Defaulted<boolean>
}
