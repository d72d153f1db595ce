import { createHash, timingSafeEqual } from 'node:crypto'
import type { Gate } from '../gate/gate.ts'
import type { Session } from '../http/route.ts'

/** How long after a sign-in a session ends for lack of use; the pack's accounts.yaml gives the figure in minutes. */
const program = { kind: 'program', name: 'sessions' } as const
/** Writing seen_at at most this often keeps reading cheap. Milliseconds. */
const seenEvery = 60_000

export const sessionCookie = 'sekisho_session'
export const csrfCookie = 'sekisho_csrf'

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** A cookie or bearer token is `<organisation id>.<random>`: the organisation must be known before the row can be seen. */
export function splitToken(value: string | undefined): { organizationId: string; hash: Buffer } | undefined {
  const match = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{20,})$/.exec(value ?? '')
  return match ? { organizationId: match[1]!, hash: tokenHash(match[2]!) } : undefined
}

export function sameText(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

interface SessionRow {
  readonly id: string; readonly account_id: string; readonly seen_at: Date; readonly expires_at: Date; readonly strength: 'password' | 'full'; readonly csrf_token: string
  readonly person_id: string; readonly administrator: boolean; readonly must_change: boolean
}

/** The living session of a cookie: not ended, not run out, not idle too long, of an account that still exists. */
export async function findSession(gate: Gate, cookie: string | undefined): Promise<Session | undefined> {
  const token = splitToken(cookie)
  if (!token) return undefined
  const now = gate.outside.now()
  const [row] = await gate.glance<SessionRow>(token.organizationId, `
    select s.id, s.account_id, s.seen_at, s.expires_at, s.strength, s.csrf_token, a.person_id, a.administrator, a.must_change
    from sessions s join accounts a on a.organization_id = s.organization_id and a.id = s.account_id
    where s.organization_id = '${token.organizationId}' and s.token_hash = ${bytes(token.hash)} and s.ended_at is null and a.ended_at is null`).catch(noSuchId)
  if (!row || row.expires_at <= now) return undefined
  const unseen = now.getTime() - row.seen_at.getTime()
  if (unseen > seenEvery) {
    const idle = await gate.enter(token.organizationId, program, 'write', async (handle) => {
      const limit = handle.organization.pack.accounts.idleMinutes * 60_000
      if (unseen > limit) return true
      await handle.db.updateTable('sessions').set({ seen_at: now }).where('organization_id', '=', token.organizationId).where('id', '=', row.id).execute()
      return false
    })
    if (idle) return undefined
  }
  return {
    id: row.id, organizationId: token.organizationId, accountId: row.account_id, personId: row.person_id, administrator: row.administrator,
    mustChange: row.must_change, strength: row.strength, csrfToken: row.csrf_token,
  }
}

interface TokenRow {
  readonly id: string; readonly account_id: string; readonly scopes: string[]; readonly expires_at: Date | null; readonly person_id: string; readonly administrator: boolean
}

/** The account of an API token (Authorization: Bearer). Scopes narrow what the person may do; they never widen it. */
export async function findToken(gate: Gate, header: string | undefined): Promise<Session | undefined> {
  const token = splitToken(/^Bearer (.+)$/.exec(header ?? '')?.[1])
  if (!token) return undefined
  const now = gate.outside.now()
  const [row] = await gate.glance<TokenRow>(token.organizationId, `
    select t.id, t.account_id, t.scopes, t.expires_at, a.person_id, a.administrator
    from api_tokens t join accounts a on a.organization_id = t.organization_id and a.id = t.account_id
    where t.organization_id = '${token.organizationId}' and t.token_hash = ${bytes(token.hash)} and t.ended_at is null and a.ended_at is null`).catch(noSuchId)
  if (!row || (row.expires_at && row.expires_at <= now)) return undefined
  return {
    id: row.id, organizationId: token.organizationId, accountId: row.account_id, personId: row.person_id, administrator: row.administrator,
    mustChange: false, strength: 'full', csrfToken: '', scopes: row.scopes,
  }
}

/** A digest as a literal of SQL. */
function bytes(hash: Buffer): string {
  return `'\\x${hash.toString('hex')}'::bytea`
}

/** A token whose first part is no id belongs to nobody. */
function noSuchId(error: unknown): never[] {
  if ((error as { problem?: { code: string } }).problem?.code === 'not-found') return []
  throw error
}
