import type { ColumnType } from 'kysely'
import type { Day, DayOrNull, Defaulted, Moment, MomentOrNull, TextOrNull } from './common.ts'

export interface UnitsTable {
  organization_id: string
  id: string
  title: string
  kana: Defaulted<string>
  parent_id: TextOrNull
  position: Defaulted<number>
  ended_on: DayOrNull
  version: Defaulted<number>
}

export interface PostsTable {
  organization_id: string
  id: string
  title: string
  unit_id: string
  key: TextOrNull
  leads: Defaulted<'head' | 'deputy' | 'none'>
  position: Defaulted<number>
  ended_on: DayOrNull
  version: Defaulted<number>
}

export interface PersonsTable {
  organization_id: string
  id: string
  number: TextOrNull
  name: string
  kana: Defaulted<string>
  unit_id: string
  employment: string
  email: TextOrNull
  phone: TextOrNull
  emergency_phone: TextOrNull
  from_on: DayOrNull
  to_on: DayOrNull
  version: Defaulted<number>
}

export interface PersonPostsTable {
  organization_id: string
  id: string
  person_id: string
  post_id: string
  from_on: Day
  to_on: DayOrNull
}

export interface AssignmentsTable {
  organization_id: string
  id: string
  role: string
  scope: 'organization' | 'unit' | 'system' | 'service' | 'area' | 'engagement'
  scope_id: Defaulted<string>
  person_id: TextOrNull
  post_id: TextOrNull
  from_on: Day
  to_on: DayOrNull
  note: TextOrNull
  version: Defaulted<number>
}

export interface AbsencesTable {
  organization_id: string
  id: string
  person_id: string
  from_on: Day
  to_on: Day
  note: TextOrNull
  version: Defaulted<number>
}

export interface AbsenceDeputiesTable {
  organization_id: string
  id: string
  absence_id: string
  role: string
  scope: string
  scope_id: Defaulted<string>
  /** Null: nobody is there to act. */
  person_id: TextOrNull
  answer: ColumnType<'yes' | 'no' | null, 'yes' | 'no' | null | undefined, 'yes' | 'no' | null>
  comment: TextOrNull
  answered_at: MomentOrNull
}

export interface AccountsTable {
  organization_id: string
  id: string
  person_id: string
  name: string
  password_hash: string
  /**
   * How the person signs in: with a name and a password, or with the staff number and a personal
   * code at a shared terminal.
   */
  kind: Defaulted<'password' | 'code'>
  password_set_at: Moment
  previous_hashes: Defaulted<string[]>
  must_change: Defaulted<boolean>
  temporary_until: MomentOrNull
  failed: Defaulted<number>
  locked_until: MomentOrNull
  totp_secret: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  totp_confirmed_at: MomentOrNull
  totp_step: ColumnType<number | null, number | null | undefined, number | null>
  recovery_hashes: Defaulted<string[]>
  signed_in_at: MomentOrNull
  previous_sign_in_at: MomentOrNull
  administrator: Defaulted<boolean>
  suspended_at: MomentOrNull
  ended_at: MomentOrNull
  version: Defaulted<number>
}

export interface SessionsTable {
  organization_id: string
  id: string
  account_id: string
  token_hash: Buffer
  csrf_token: string
  created_at: Moment
  seen_at: Moment
  expires_at: Moment
  ended_at: MomentOrNull
  address: TextOrNull
  agent: TextOrNull
  strength: 'password' | 'full'
}

export interface ApiTokensTable {
  organization_id: string
  id: string
  account_id: string
  title: string
  token_hash: Buffer
  scopes: string[]
  created_at: Moment
  expires_at: MomentOrNull
  used_at: MomentOrNull
  used_address: TextOrNull
  ended_at: MomentOrNull
}

export interface CalendarsTable {
  organization_id: string
  id: string
  account_id: string
  token_hash: Buffer
  created_at: Moment
  ended_at: MomentOrNull
}

export interface PasskeysTable {
  organization_id: string
  id: string
  account_id: string
  title: string
  /** As the authenticator names it, base64url. */
  credential_id: string
  public_key: Buffer
  counter: number
  transports: string[]
  synced: boolean
  created_at: Moment
  used_at: MomentOrNull
}

export interface SpentChallengesTable {
  organization_id: string
  hash: Buffer
  expires_at: Moment
}
