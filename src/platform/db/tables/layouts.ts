import type { Json, Moment, MomentOrNull, TextOrNull } from './common.ts'

export interface LayoutsTable {
  organization_id: string
  procedure: string
  version: number
  file_id: string
  places: Json<unknown>
  made_by: TextOrNull
  made_at: Moment
  ended_by: TextOrNull
  ended_at: MomentOrNull
}
