import { describeCodeRules } from '#kernel/accounts/personalCode.ts'
import { describePasswordRules } from '#kernel/accounts/password.ts'
import { seatsHeldBy } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { sayTo } from '#platform/access/language.ts'
import { mayReadJournal } from '#features/journal/server/public.ts'
import { mayAdminister } from '#features/organization/server/public.ts'
import { mayApproveEditions } from '#features/policy/server/public.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { Session } from '#platform/http/route.ts'
import type { SessionAnswer } from '../contract/sessions.ts'
import type { OwnAccount, PasswordRules } from '../contract/own.ts'
import type { AccountRow } from '../contract/administration.ts'
import { accountRow, allAccounts, activeSessions, activeTokens } from './queries.ts'
import { figuresOf, totpRequired } from './rules.ts'

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
    totpWanted:
      account.kind === 'password' &&
      account.totp_confirmed_at === null &&
      totpRequired(tx, person.id),
    abilities: abilitiesOf(tx),
    terminal: account.kind === 'code' ? { idleMinutes: pack.accounts.code.idleMinutes } : null,
  }
}

/** The account of the person signed in, with its sessions and tokens. */
export async function ownAccount(tx: Transaction, session: Session): Promise<OwnAccount> {
  const account = (await accountRow(tx, { id: session.accountId })) ?? refuse('signed-out')
  const [sessions, tokens] = [
    await activeSessions(tx, account.id),
    await activeTokens(tx, account.id),
  ]
  return {
    name: account.name,
    personName: tx.organization.view.persons.get(account.person_id)?.name ?? '',
    administrator: account.administrator,
    passwordSetAt: account.password_set_at.toISOString(),
    lastSignInAt: account.previous_sign_in_at?.toISOString() ?? null,
    totp: account.totp_confirmed_at ? 'on' : totpRequired(tx, account.person_id) ? 'wanted' : 'off',
    recoveryCodesLeft: account.recovery_hashes.length,
    sessions: sessions.map((row) => ({
      id: row.id,
      createdAt: row.created_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
      address: row.address,
      agent: row.agent,
      current: row.id === session.id,
    })),
    tokens: tokens.map((token) => ({
      id: token.id,
      title: token.title,
      scopes: token.scopes,
      createdAt: token.created_at.toISOString(),
      expiresAt: token.expires_at?.toISOString() ?? null,
    })),
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
    mustChange: row.must_change,
    lockedUntil:
      row.locked_until && row.locked_until > tx.now ? row.locked_until.toISOString() : null,
    signedInAt: row.signed_in_at?.toISOString() ?? null,
    suspendedAt: row.suspended_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }))
}
