import { sql } from 'kysely'
import type { Updateable } from 'kysely'
import type { AccountsTable } from '#platform/db/tables/who.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** An account with what signing in needs. */
export interface AccountRecord {
  readonly id: string
  readonly person_id: string
  readonly name: string
  readonly kind: 'password' | 'code'
  readonly password_hash: string
  readonly previous_hashes: readonly string[]
  readonly password_set_at: Date
  readonly must_change: boolean
  /** The end of a temporary password. */
  readonly temporary_until: Date | null
  readonly failed: number
  readonly locked_until: Date | null
  readonly totp_secret: Buffer | null
  readonly totp_confirmed_at: Date | null
  readonly totp_step: number | null
  readonly recovery_hashes: readonly string[]
  readonly signed_in_at: Date | null
  readonly previous_sign_in_at: Date | null
  readonly administrator: boolean
  readonly suspended_at: Date | null
  readonly ended_at: Date | null
}

const columns = [
  'id',
  'person_id',
  'name',
  'kind',
  'password_hash',
  'previous_hashes',
  'password_set_at',
  'must_change',
  'temporary_until',
  'failed',
  'locked_until',
  'totp_secret',
  'totp_confirmed_at',
  'totp_step',
  'recovery_hashes',
  'signed_in_at',
  'previous_sign_in_at',
  'administrator',
  'suspended_at',
  'ended_at',
] as const

/** One account; with `lock`, locked until the transaction ends. */
export async function accountRow(
  tx: Transaction,
  by: { readonly id: string } | { readonly name: string } | { readonly person: string },
  lock = false,
): Promise<AccountRecord | undefined> {
  const query = tx.db
    .selectFrom('accounts')
    .select(columns)
    .where('organization_id', '=', tx.organization.id)
    .$if('id' in by, (q) => q.where('id', '=', 'id' in by ? by.id : ''))
    .$if('name' in by, (q) =>
      q.where('name', '=', 'name' in by ? by.name.trim().toLowerCase() : ''),
    )
    .$if('person' in by, (q) => q.where('person_id', '=', 'person' in by ? by.person : ''))
  return (lock ? query.forNoKeyUpdate() : query).executeTakeFirst()
}

/** Sessions of an account that have neither ended nor expired, latest first. */
export async function activeSessions(tx: Transaction, accountId: string) {
  const idleSince = new Date(tx.now.getTime() - tx.organization.pack.accounts.idleMinutes * 60_000)
  return tx.db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'seen_at', 'address', 'agent'])
    .where('organization_id', '=', tx.organization.id)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .where('seen_at', '>=', idleSince)
    .orderBy('seen_at', 'desc')
    .execute()
}

export async function activeTokens(tx: Transaction, accountId: string) {
  return tx.db
    .selectFrom('api_tokens')
    .select(['id', 'title', 'scopes', 'created_at', 'expires_at'])
    .where('organization_id', '=', tx.organization.id)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .execute()
}

/** Every account with its person, for those who keep accounts; ended ones last. */
export async function allAccounts(tx: Transaction) {
  return tx.db
    .selectFrom('accounts as a')
    .innerJoin('persons as p', (join) =>
      join.onRef('p.organization_id', '=', 'a.organization_id').onRef('p.id', '=', 'a.person_id'),
    )
    .select([
      'a.id',
      'a.person_id',
      'p.name as person_name',
      'p.unit_id',
      'a.name',
      'a.kind',
      'a.administrator',
      'a.totp_confirmed_at',
      'a.must_change',
      'a.locked_until',
      'a.signed_in_at',
      'a.suspended_at',
      'a.ended_at',
    ])
    .where('a.organization_id', '=', tx.organization.id)
    .orderBy('a.ended_at', (order) => order.desc().nullsFirst())
    .orderBy('p.kana')
    .execute()
}

/** Number of administrators besides one account. */
export async function otherAdministrators(tx: Transaction, id: string): Promise<number> {
  const row = await tx.db
    .selectFrom('accounts')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('organization_id', '=', tx.organization.id)
    .where('administrator', '=', true)
    .where('ended_at', 'is', null)
    .where('suspended_at', 'is', null)
    .where('id', '!=', id)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Changes an account and increments its version. */
export async function updateAccount(
  tx: Transaction,
  id: string,
  changes: Updateable<AccountsTable>,
): Promise<void> {
  await tx.db
    .updateTable('accounts')
    .set({ ...changes, version: sql`version + 1` })
    .where('organization_id', '=', tx.organization.id)
    .where('id', '=', id)
    .execute()
}
