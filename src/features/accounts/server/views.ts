import { lastTokenDay } from '#kernel/accounts/tokens.ts'
import { describeCodeRules } from '#kernel/accounts/personalCode.ts'
import { describePasswordRules } from '#kernel/accounts/password.ts'
import { seatsHeldBy } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { factorRequired } from '#platform/access/factors.ts'
import { sayTo } from '#platform/access/language.ts'
import { mayReadJournal } from '#features/journal/server/public.ts'
import { mayAdminister } from '#features/organization/server/public.ts'
import { mayApproveEditions } from '#features/policy/server/public.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { Session } from '#platform/http/route.ts'
import type { Settings } from '#platform/services.ts'
import type { SessionAnswer } from '../contract/sessions.ts'
import type { OwnAccount, OwnFactors, PasswordRules } from '../contract/own.ts'
import type { AccountAccess, AccountRow } from '../contract/administration.ts'
import { accountRow, allAccounts, activeSessions, activeTokens, passkeysOf } from './queries.ts'
import type { AccountRecord, PasskeyRecord } from './queries.ts'
import { passkeysPossible } from './relyingParty.ts'
import { figuresOf } from './rules.ts'

/** The general abilities of a person, for the screens; every route decides again for itself. */
function abilitiesOf(tx: Transaction): string[] {
  const abilities: string[] = []
  if (mayAdminister(tx)) abilities.push('administer')
  if (mayAdminister(tx) || mayApproveEditions(tx)) abilities.push('editions')
  if (mayReadJournal(tx)) abilities.push('read-journal')
  return abilities
}

/** Who is signed in, with roles and abilities of today. */
export async function sessionAnswer(tx: Transaction, session: Session): Promise<SessionAnswer> {
  const { view, pack, id, title, demo } = tx.organization
  const account = (await accountRow(tx, { id: session.accountId })) ?? refuse('signed-out')
  const person = view.persons.get(session.personId) ?? refuse('signed-out')
  const unit = view.units.get(person.unit)
  return {
    person: { id: person.id, name: person.name },
    account: { id: account.id, name: account.name, administrator: account.administrator },
    organization: { id, title, demo },
    unit: unit ? { id: unit.id, title: unit.title } : null,
    roles: seatsHeldBy(view, pack.roles, person.id, tx.today).map((seat) => {
      const scopeTitle =
        seat.scope === 'unit' ? view.units.get(seat.id)?.title : view.places.get(seat.id)?.title
      return {
        id: [seat.role, seat.scope, seat.id].filter(Boolean).join('/'),
        role: seat.role,
        title: pack.roles.get(seat.role)?.title ?? seat.role,
        scope: seat.scope,
        scopeId: seat.id,
        scopeTitle: scopeTitle ?? '',
      }
    }),
    lastSignInAt: account.previous_sign_in_at?.toISOString() ?? null,
    mustChange: session.mustChange,
    strength: session.strength,
    abilities: abilitiesOf(tx),
    terminal: account.kind === 'code' ? { idleMinutes: pack.accounts.code.idleMinutes } : null,
  }
}

/** The open sessions of an account. */
async function sessionRows(
  tx: Transaction,
  account: AccountRecord,
  current?: string,
): Promise<OwnAccount['sessions']> {
  return (await activeSessions(tx, account.id)).map((row) => ({
    id: row.id,
    createdAt: row.created_at.toISOString(),
    seenAt: row.seen_at.toISOString(),
    address: row.address,
    agent: row.agent,
    current: row.id === current,
  }))
}

/** The tokens of an account that are in force. */
async function tokenRows(tx: Transaction, account: AccountRecord): Promise<OwnAccount['tokens']> {
  return (await activeTokens(tx, account)).map((token) => ({
    id: token.id,
    title: token.title,
    scopes: token.scopes,
    createdAt: token.created_at.toISOString(),
    expiresAt: token.expires_at.toISOString(),
    usedAt: token.used_at?.toISOString() ?? null,
    address: token.used_address,
  }))
}

function passkeyRows(passkeys: readonly PasskeyRecord[]): OwnFactors['passkeys'] {
  return passkeys.map((passkey) => ({
    id: passkey.id,
    title: passkey.title,
    createdAt: passkey.created_at.toISOString(),
    usedAt: passkey.used_at?.toISOString() ?? null,
    synced: passkey.synced,
  }))
}

/** The account of the person signed in, with its sessions and tokens. */
export async function ownAccount(tx: Transaction, session: Session): Promise<OwnAccount> {
  const account = (await accountRow(tx, { id: session.accountId })) ?? refuse('signed-out')
  const passkeys = await passkeysOf(tx, account.id)
  return {
    name: account.name,
    personName: tx.organization.view.persons.get(account.person_id)?.name ?? '',
    administrator: account.administrator,
    passwordSetAt: account.password_set_at.toISOString(),
    lastSignInAt: account.previous_sign_in_at?.toISOString() ?? null,
    totp:
      account.totp_confirmed_at || passkeys.length > 0
        ? 'on'
        : factorRequired(tx.organization, account.person_id, tx.today)
          ? 'wanted'
          : 'off',
    recoveryCodesLeft: account.recovery_hashes.length,
    passkeys: passkeys.length,
    sessions: await sessionRows(tx, account, session.id),
    tokens: await tokenRows(tx, account),
    lastTokenDay: lastTokenDay(tx.today),
  }
}

/** The second factors of the person signed in. */
export async function ownFactors(
  tx: Transaction,
  session: Session,
  settings: Settings,
): Promise<OwnFactors> {
  const account = (await accountRow(tx, { id: session.accountId })) ?? refuse('signed-out')
  return {
    name: account.name,
    required: factorRequired(tx.organization, account.person_id, tx.today),
    totp: account.totp_confirmed_at !== null,
    passkeys: passkeyRows(await passkeysOf(tx, account.id)),
    recoveryCodesLeft: account.recovery_hashes.length,
    passkeysPossible: passkeysPossible(settings),
  }
}

/** How somebody reaches the program, for those who keep accounts. */
export async function accountAccess(tx: Transaction, id: string): Promise<AccountAccess> {
  const account = (await accountRow(tx, { id })) ?? refuse('not-found', { what: nouns.account })
  return {
    id: account.id,
    name: account.name,
    personName: tx.organization.view.persons.get(account.person_id)?.name ?? '',
    own: tx.actor.kind === 'person' && tx.actor.accountId === account.id,
    totp: account.totp_confirmed_at !== null,
    recoveryCodesLeft: account.recovery_hashes.length,
    passkeys: passkeyRows(await passkeysOf(tx, account.id)),
    sessions: await sessionRows(tx, account),
    tokens: await tokenRows(tx, account),
  }
}

/** The rules for a new password of the person signed in. */
export async function ownPasswordRules(tx: Transaction, session: Session): Promise<PasswordRules> {
  const account = (await accountRow(tx, { id: session.accountId })) ?? refuse('signed-out')
  const { code } = tx.organization.pack.accounts
  return {
    rules: (account.kind === 'code'
      ? describeCodeRules(code)
      : describePasswordRules(figuresOf(tx, account.person_id).password)
    ).map((rule) => sayTo(tx, rule)),
    setAt: account.password_set_at.toISOString(),
    mustChange: session.mustChange,
    kind: account.kind,
  }
}

/** Every account, for those who keep them. */
export async function accountRows(tx: Transaction): Promise<AccountRow[]> {
  const rows = await allAccounts(tx)
  return rows.map((row) => ({
    id: row.id,
    person: row.person_id,
    personName: row.person_name,
    unitTitle: tx.organization.view.units.get(row.unit_id)?.title ?? '',
    name: row.name,
    kind: row.kind,
    administrator: row.administrator,
    totp: row.totp_confirmed_at !== null,
    passkeys: Number(row.passkeys),
    sessions: Number(row.sessions),
    tokens: Number(row.tokens),
    mustChange: row.must_change,
    lockedUntil:
      row.locked_until && row.locked_until > tx.now ? row.locked_until.toISOString() : null,
    signedInAt: row.signed_in_at?.toISOString() ?? null,
    suspendedAt: row.suspended_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }))
}
