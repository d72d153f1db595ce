import type { Defaulted, Json, Moment, MomentOrNull, TextOrNull } from './common.ts'

export interface CoursesTable {
  organization_id: string
  id: string
  unit_id: TextOrNull
  rounds: string[]
  title: string
  draft: Json<unknown>
  edition: Defaulted<number>
  state: 'draft' | 'published' | 'withdrawn'
  version: Defaulted<number>
  changed_by: TextOrNull
  changed_at: Moment
}

export interface CourseEditionsTable {
  organization_id: string
  course_id: string
  edition: number
  content: Json<unknown>
  published_by: TextOrNull
  published_at: Moment
}

export interface CourseTakingsTable {
  organization_id: string
  id: string
  course_id: string
  edition: number
  occurrence_id: string
  person_id: string
  page: Defaulted<number>
  tries: Defaulted<number>
  score: number | null
  passed_at: MomentOrNull
  entry_id: TextOrNull
  begun_at: Moment
}

export interface CourseSessionsTable {
  organization_id: string
  id: string
  unit_id: TextOrNull
  round: string
  title: string
  place: Defaulted<string>
  begins_at: Moment
  units: Defaulted<string[]>
  state: 'planned' | 'ended' | 'cancelled'
  entry_id: TextOrNull
  held_by: TextOrNull
  version: Defaulted<number>
}

export interface CourseAttendancesTable {
  organization_id: string
  session_id: string
  person_id: string
  how: 'code' | 'list'
  at: Moment
  recorded_by: TextOrNull
}
