import type { Day, Defaulted, Json, Moment, TextOrNull } from './common.ts'

/** A record as it stood on the day on which it was drawn. */
export interface DrawnRecord {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly state: string
  readonly on: string
  readonly lines: readonly { readonly label: string; readonly value: string }[]
}

export interface AuditSamplesTable {
  organization_id: string
  id: string
  occurrence_id: string
  item: string
  source: string
  number: number
  size: number
  population: number
  from_on: Day
  until_on: Day
  drawn: Json<readonly DrawnRecord[]>
  marks: Defaulted<Record<string, 'kept' | 'wrong'>>
  drawn_by: TextOrNull
  drawn_at: Moment
}

export interface AuditGradesTable {
  organization_id: string
  occurrence_id: string
  item: string
  grade: 'nonconformity' | 'improvement' | 'recommendation'
  graded_by: TextOrNull
  graded_at: Moment
}

export interface AuditNotesTable {
  organization_id: string
  occurrence_id: string
  item: string
  person_id: string
  note: string
  noted_at: Moment
}
