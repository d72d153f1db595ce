import type { ColumnType } from 'kysely'
import type {
  Day,
  Defaulted,
  Json,
  JsonOrNull,
  Moment,
  MomentOrNull,
  TextOrNull,
} from './common.ts'

export interface TransfersTable {
  organization_id: string
  id: string
  effective_on: Day
  everyone: boolean
  status: 'draft' | 'planned' | 'applied' | 'withdrawn'
  file_id: string
  lines: Json<unknown>
  unused: Defaulted<string[]>
  ranks: Defaulted<string[]>
  accepted: ColumnType<unknown, string | undefined, string>
  trouble: TextOrNull
  moves: JsonOrNull<unknown>
  made_by: TextOrNull
  made_at: Moment
  planned_by: TextOrNull
  planned_at: MomentOrNull
  closed_at: MomentOrNull
  version: Defaulted<number>
}
