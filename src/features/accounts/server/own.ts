import { codeRules } from '#kernel/accounts/code.ts'
import { passwordRules } from '#kernel/accounts/password.ts'
import { rolesOf } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { sayTo } from '#platform/access/language.ts'
import { mayReadJournal } from '#features/journal/server/public.ts'
import { mayAdminister } from '#features/organization/server/public.ts'
import type { Handle } from '#platform/gate/handle.ts'
import type { Session } from '#platform/http/route.ts'
import type { AccountRow, OwnAccount, PasswordRules, SessionAnswer } from '../contract.ts'
import { accountRow, allAccounts, livingSessions, livingTokens } from './queries.ts'
import { figuresOf, totpRequired } from './rules.ts'

/** What a person may do at all; every route decides again for itself. */
function abilitiesOf(handle: Handle): string[] {
  const abilities: string[] = []
  if (mayAdminister(handle)) abilities.push('administer')
  if (mayReadJournal(handle)) abilities.push('read-journal')
  return abilities
}

/** Who is signed in, with roles and abilities of today. */
export async function sessionAnswer(handle: Handle, session: Session): Promise<SessionAnswer> {
  const { view, pack, id, title, demo } = handle.organization
  const account = (await accountRow(handle, { id: session.accountId })) ?? refuse('signed-out')
  const person = view.persons.get(session.personId) ?? refuse('signed-out')
  const unit = view.units.get(person.unit)
  return {
    person: { id: person.id, name: person.name },
    account: { id: account.id, name: account.name, administrator: account.administrator },
    organization: { id, title, demo },
    unit: unit ? { id: unit.id, title: unit.title } : null,
    roles: rolesOf(view, pack.roles, person.id, handle.today).map((seat) => {
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
      totpRequired(handle, person.id),
    abilities: abilitiesOf(handle),
    terminal: account.kind === 'code' ? { idleMinutes: pack.accounts.code.idleMinutes } : null,
  }
}

/** One's own account with its sessions and tokens. */
export async function ownAccount(handle: Handle, session: Session): Promise<OwnAccount> {
  const account = (await accountRow(handle, { id: session.accountId })) ?? refuse('signed-out')
  const [sessions, tokens] = [
    await livingSessions(handle, account.id),
    await livingTokens(handle, account.id),
  ]
  return {
    name: account.name,
    personName: handle.organization.view.persons.get(account.person_id)?.name ?? '',
    administrator: account.administrator,
    passwordSetAt: account.password_set_at.toISOString(),
    lastSignInAt: account.previous_sign_in_at?.toISOString() ?? null,
    totp: account.totp_confirmed_at
      ? 'on'
      : totpRequired(handle, account.person_id)
        ? 'wanted'
        : 'off',
    recoveryCodesLeft: account.recovery_hashes.length,
    sessions: sessions.map((one) => ({
      id: one.id,
      createdAt: one.created_at.toISOString(),
      seenAt: one.seen_at.toISOString(),
      address: one.address,
      agent: one.agent,
      current: one.id === session.id,
    })),
    tokens: tokens.map((one) => ({
      id: one.id,
      title: one.title,
      scopes: one.scopes,
      createdAt: one.created_at.toISOString(),
      expiresAt: one.expires_at?.toISOString() ?? null,
    })),
  }
}

/** What is asked of a new password. */
export async function ownPasswordRules(handle: Handle, session: Session): Promise<PasswordRules> {
  const account = (await accountRow(handle, { id: session.accountId })) ?? refuse('signed-out')
  const { code } = handle.organization.pack.accounts
  return {
    rules: (account.kind === 'code'
      ? codeRules(code)
      : passwordRules(figuresOf(handle, account.person_id).password)
    ).map((rule) => sayTo(handle, rule)),
    setAt: account.password_set_at.toISOString(),
    mustChange: session.mustChange,
    kind: account.kind,
  }
}

/** Every account, for those who keep them. */
export async function accountRows(handle: Handle): Promise<AccountRow[]> {
  const rows = await allAccounts(handle)
  return rows.map((row) => ({
    id: row.id,
    person: row.person_id,
    personName: row.person_name,
    unitTitle: handle.organization.view.units.get(row.unit_id)?.title ?? '',
    name: row.name,
    kind: row.kind,
    administrator: row.administrator,
    totp: row.totp_confirmed_at !== null,
    mustChange: row.must_change,
    lockedUntil:
      row.locked_until && row.locked_until > handle.now ? row.locked_until.toISOString() : null,
    signedInAt: row.signed_in_at?.toISOString() ?? null,
    suspendedAt: row.suspended_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }))
}
