import type { Defaulted, Moment, MomentOrNull, TextOrNull } from './common.ts'
import type { ColumnType } from 'kysely'

export interface CallsTable {
  organization_id: string
  id: string
  drill: boolean
  message: string
  started_by: TextOrNull
  started_at: Moment
  ended_at: MomentOrNull
}

type WordOrNull<Word extends string> = ColumnType<Word | null, Word | null | undefined, Word | null>

export interface CallAnswersTable {
  organization_id: string
  call_id: string
  person_id: string
  role: string
  position: number
  token_hashes: Buffer[]
  told_at: Moment
  told: Defaulted<number>
  state: WordOrNull<'ready' | 'later' | 'help'>
  note: TextOrNull
  answered_at: MomentOrNull
  answered_by: WordOrNull<'link' | 'self' | 'keeper'>
}
