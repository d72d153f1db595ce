import type { Defaulted, Json, Moment, MomentOrNull, TextOrNull } from './common.ts'

export interface MeetingsTable {
  organization_id: string
  id: string
  body: string
  number: string
  begins_at: Moment
  place: Defaulted<string>
  state: 'planned' | 'held' | 'cancelled'
  topics: Json<unknown>
  attendees: Defaulted<string[]>
  minutes: Defaulted<string>
  decisions: Json<unknown>
  planned_by: TextOrNull
  recorded_by: TextOrNull
  recorded_at: MomentOrNull
  version: Defaulted<number>
}
