import type { Day, Moment, MomentOrNull, TextOrNull } from './common.ts'

export interface ExceptionsTable {
  organization_id: string
  id: string
  case_id: string
  number: string
  provisions: string[]
  person_id: TextOrNull
  unit_id: TextOrNull
  entry_id: TextOrNull
  from_on: Day
  until_on: Day
  created_at: Moment
  ended_at: MomentOrNull
  warned_at: MomentOrNull
  released_at: MomentOrNull
}

export interface ReviewsTable {
  organization_id: string
  id: string
  case_id: string
  seq: number
  holder_id: string
  asked_at: MomentOrNull
  seen_at: MomentOrNull
}
