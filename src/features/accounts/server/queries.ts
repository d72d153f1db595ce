import { sql } from 'kysely'
import type { Updateable } from 'kysely'
import { longestTokenDays } from '#kernel/accounts/tokens.ts'
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

/** A passkey with what verifying it needs. */
export interface PasskeyRecord {
  readonly id: string
  readonly title: string
  readonly credential_id: string
  readonly public_key: Buffer
  readonly counter: number
  readonly transports: readonly string[]
  readonly synced: boolean
  readonly created_at: Date
  readonly used_at: Date | null
}

/** The passkeys of an account, oldest first. */
export async function passkeysOf(
  tx: Transaction,
  accountId: string,
): Promise<readonly PasskeyRecord[]> {
  return tx.db
    .selectFrom('passkeys')
    .select([
      'id',
      'title',
      'credential_id',
      'public_key',
      'counter',
      'transports',
      'synced',
      'created_at',
      'used_at',
    ])
    .where('organization_id', '=', tx.organization.id)
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute()
}

/** Whether an account has a second factor now. */
export async function hasFactor(
  tx: Transaction,
  account: Pick<AccountRecord, 'id' | 'totp_confirmed_at'>,
): Promise<boolean> {
  return account.totp_confirmed_at !== null || (await passkeysOf(tx, account.id)).length > 0
}

/** The columns of an account without second factors. */
export const noFactors = {
  totp_secret: null,
  totp_confirmed_at: null,
  totp_step: null,
  recovery_hashes: [],
} as const satisfies Updateable<AccountsTable>

/** Removes all passkeys of an account; returns their ids. */
export async function removePasskeys(tx: Transaction, accountId: string): Promise<string[]> {
  const rows = await tx.db
    .deleteFrom('passkeys')
    .where('organization_id', '=', tx.organization.id)
    .where('account_id', '=', accountId)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
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

/** Tokens of an account that have neither ended nor expired, oldest first. */
export async function activeTokens(tx: Transaction, account: AccountRecord) {
  const rows = await tx.db
    .selectFrom('api_tokens')
    .select(['id', 'title', 'scopes', 'created_at', 'expires_at', 'used_at', 'used_address'])
    .where('organization_id', '=', tx.organization.id)
    .where('account_id', '=', account.id)
    .where('ended_at', 'is', null)
    .where('created_at', '>=', account.password_set_at)
    .orderBy('created_at')
    .execute()
  return rows
    .map((row) => ({ ...row, expires_at: row.expires_at ?? endOfSpan(row.created_at) }))
    .filter((row) => row.expires_at > tx.now)
}

/** When a token from before there had to be an end expires (as `living_token` decides). */
function endOfSpan(createdAt: Date): Date {
  return new Date(createdAt.getTime() + longestTokenDays * 86_400_000)
}

/** Every account with its person, for those who keep accounts; ended ones last. */
export async function allAccounts(tx: Transaction) {
  const idleSince = new Date(tx.now.getTime() - tx.organization.pack.accounts.idleMinutes * 60_000)
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
    .select((eb) => [
      eb
        .selectFrom('passkeys as k')
        .select((count) => count.fn.countAll<string>().as('count'))
        .whereRef('k.organization_id', '=', 'a.organization_id')
        .whereRef('k.account_id', '=', 'a.id')
        .as('passkeys'),
      eb
        .selectFrom('sessions as s')
        .select((count) => count.fn.countAll<string>().as('count'))
        .whereRef('s.organization_id', '=', 'a.organization_id')
        .whereRef('s.account_id', '=', 'a.id')
        .where('s.ended_at', 'is', null)
        .where('s.expires_at', '>', tx.now)
        .where('s.seen_at', '>=', idleSince)
        .as('sessions'),
      eb
        .selectFrom('api_tokens as t')
        .select((count) => count.fn.countAll<string>().as('count'))
        .whereRef('t.organization_id', '=', 'a.organization_id')
        .whereRef('t.account_id', '=', 'a.id')
        .whereRef('t.created_at', '>=', 'a.password_set_at')
        .where('t.ended_at', 'is', null)
        .where(
          (where) =>
            where.fn.coalesce('t.expires_at', sql<Date>`t.created_at + interval '365 days'`),
          '>',
          tx.now,
        )
        .as('tokens'),
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
