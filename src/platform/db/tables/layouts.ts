import type { Json, Moment, MomentOrNull, TextOrNull } from './common.ts'

/** A place of a layout, and the cell it stands in. */
interface LayoutPlace {
  readonly sheet: string
  readonly cell: string
  readonly place: string
}

export interface LayoutsTable {
  organization_id: string
  procedure: string
  version: number
  file_id: string
  places: Json<readonly LayoutPlace[]>
  made_by: TextOrNull
  made_at: Moment
  ended_by: TextOrNull
  ended_at: MomentOrNull
}
