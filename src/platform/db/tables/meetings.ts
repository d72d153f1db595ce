import type { Defaulted, Json, Moment, MomentOrNull, TextOrNull } from './common.ts'

/** Something that a meeting talks about besides the cases that wait for it. */
interface Topic {
  readonly title: string
  readonly text: string
}

/** What a meeting decided about a case. */
interface MeetingDecision {
  readonly case: string
  readonly number: string
  readonly subject: string
  readonly decision: string
  readonly title: string
  readonly comment: string
}

export interface MeetingsTable {
  organization_id: string
  id: string
  body: string
  number: string
  begins_at: Moment
  place: Defaulted<string>
  state: 'planned' | 'held' | 'cancelled'
  topics: Json<readonly Topic[]>
  attendees: Defaulted<string[]>
  minutes: Defaulted<string>
  decisions: Json<readonly MeetingDecision[]>
  planned_by: TextOrNull
  recorded_by: TextOrNull
  recorded_at: MomentOrNull
  version: Defaulted<number>
}
