import { createHash, timingSafeEqual } from 'node:crypto'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Gate } from '../gate/gate.ts'
import { stored } from '../gate/stored.ts'
import { factorRequired } from '../access/factors.ts'
import { hasLeft } from '../access/leavers.ts'
import type { Credential } from '../gate/transaction.ts'
import type { Session } from '../http/route.ts'

/**
 * The actor of look-ups. They work even where the edition in force cannot be read, so that people
 * can always sign in.
 */
const program = { kind: 'program', name: 'sessions', withoutEdition: true } as const
/**
 * `seen_at` is written at most this often, so that a request is usually only a read. Milliseconds.
 */
const useRecordInterval = 60_000

export const sessionCookie = 'sekisho_session'
export const csrfCookie = 'sekisho_csrf'

/**
 * The names of the two cookies. Under https they begin with `__Host-`: the browser then takes them
 * from this host alone, over https, for all its paths.
 */
export function cookieNames(publicUrl: string): {
  readonly session: string
  readonly csrf: string
  readonly secure: boolean
} {
  const secure = publicUrl.startsWith('https:')
  const prefix = secure ? '__Host-' : ''
  return { session: `${prefix}${sessionCookie}`, csrf: `${prefix}${csrfCookie}`, secure }
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/**
 * A cookie or bearer token is `<organisation id>.<random>`: the organisation must be known before
 * the row can be seen.
 */
function parseToken(
  value: string | undefined,
): { organizationId: string; hash: Buffer } | undefined {
  const match = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{20,})$/.exec(value ?? '')
  return match ? { organizationId: match[1]!, hash: hashToken(match[2]!) } : undefined
}

/** The organisation that a session or token names, and the digest of its secret. */
export function parseSecret(
  kind: Credential['kind'],
  secret: string | undefined,
): { organizationId: string; hash: Buffer } | undefined {
  return parseToken(kind === 'token' ? /^Bearer (.+)$/.exec(secret ?? '')?.[1] : secret)
}

export function equalInConstantTime(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

/** State of a session or token that is still valid, as the database returns it (migration 0008). */
const CredentialState = Type.Object({
  id: Type.String(),
  account: Type.String(),
  person: Type.String(),
  administrator: Type.Boolean(),
  mustChange: Type.Boolean(),
  strength: Type.Enum(['password', 'full']),
  csrf: Type.String(),
  /** Milliseconds since 1970; null where it never expires. */
  expires: Type.Union([Type.Number(), Type.Null()]),
  scopes: Type.Optional(Type.Array(Type.String())),
  kind: Type.Optional(Type.Enum(['password', 'code'])),
  /** A token of a locked account is refused until then; milliseconds since 1970. */
  locked: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
  /** The account has a second factor. */
  factor: Type.Boolean(),
})

/**
 * Sessions and tokens that were looked up recently, by digest. They are only a cache: the
 * transaction that uses one verifies its state again.
 */
interface CachedSession {
  readonly state: string
  readonly session: Session
  readonly expires: number | null
  readonly lockedUntil: number | null
  /** When the use was last recorded in the database, or checked there. Milliseconds. */
  readonly checkedAt: number
  /**
   * Whether the database has recorded this use; false where only an unattended page sent requests.
   */
  readonly useRecorded: boolean
}
const sessionCaches = new WeakMap<Gate, Map<string, CachedSession>>()
const maxCachedSessions = 10_000

/**
 * How a session is looked up. `unattended`: a request that a page sent by itself, without a person
 * at it; it does not extend the session. `address`: where the request comes from.
 */
export interface SessionLookup {
  readonly bypassCache: boolean
  readonly unattended?: boolean
  readonly address: string
}

/** The session or token of a cookie or an `Authorization: Bearer` header. */
export async function findSession(
  gate: Gate,
  kind: Credential['kind'],
  secret: string | undefined,
  { bypassCache, unattended = false, address }: SessionLookup,
): Promise<Session | undefined> {
  const token = parseSecret(kind, secret)
  if (!token) return undefined
  const cache = sessionCacheOf(gate)
  const key = `${kind} ${token.hash.toString('hex')}`
  const now = gate.environment.now().getTime()
  let cached = bypassCache ? undefined : cache.get(key)
  if (
    !cached ||
    now - cached.checkedAt > useRecordInterval ||
    now < cached.checkedAt ||
    !(cached.useRecorded || unattended)
  ) {
    cache.delete(key)
    cached = await loadSession(gate, kind, token, now, { unattended, address })
    if (!cached) return undefined
    if (cache.size >= maxCachedSessions) cache.clear()
    cache.set(key, cached)
  }
  if (cached.expires !== null && cached.expires <= now) return undefined
  return cached.lockedUntil !== null && cached.lockedUntil > now ? undefined : cached.session
}

function sessionCacheOf(gate: Gate): Map<string, CachedSession> {
  const cache = sessionCaches.get(gate) ?? new Map<string, CachedSession>()
  sessionCaches.set(gate, cache)
  return cache
}

async function loadSession(
  gate: Gate,
  kind: Credential['kind'],
  { organizationId, hash }: { organizationId: string; hash: Buffer },
  now: number,
  { unattended, address }: { readonly unattended: boolean; readonly address: string },
): Promise<CachedSession | undefined> {
  const state = await gate.credentialState(organizationId, { kind, hash })
  if (state === null) return undefined
  const row = stored(CredentialState, JSON.parse(state), 'サインインの記録')
  const limited = row.kind === 'code'
  const { use, factorWanted } = await recordUse(gate, kind, organizationId, row, {
    limited,
    unattended,
    address,
  })
  if (use === 'run-out') return undefined
  const session: Session = {
    id: row.id,
    organizationId,
    accountId: row.account,
    personId: row.person,
    administrator: row.administrator,
    mustChange: row.mustChange,
    strength: row.strength,
    csrfToken: row.csrf,
    hasFactor: row.factor,
    factorWanted,
    credential: { kind, hash, state },
    ...(row.scopes ? { scopes: row.scopes } : {}),
    ...(limited ? { limited } : {}),
  }
  return {
    state,
    session,
    expires: row.expires,
    lockedUntil: row.locked ?? null,
    checkedAt: now,
    useRecorded: use === 'noted',
  }
}

interface Use {
  readonly use: 'noted' | 'passed' | 'run-out'
  /** The pack asks a second factor of this person, and the account has none. */
  readonly factorWanted: boolean
}

/**
 * Records the use of a session or token, at most once a minute. A session that was idle for longer
 * than the pack's accounts.yaml allows (minutes) has expired, and so has one of a person who left.
 */
async function recordUse(
  gate: Gate,
  kind: Credential['kind'],
  organizationId: string,
  { id, person, administrator, factor }: Static<typeof CredentialState>,
  {
    limited,
    unattended,
    address,
  }: { readonly limited: boolean; readonly unattended: boolean; readonly address: string },
): Promise<Use> {
  const usage = await gate.transact(organizationId, program, 'read', async (tx) => ({
    accounts: tx.organization.pack.accounts,
    factorWanted: !factor && factorRequired(tx.organization, person, tx.today),
    left: await hasLeft(tx, person, administrator),
    seen: await (kind === 'session'
      ? tx.db
          .selectFrom('sessions')
          .select('seen_at as at')
          .where('organization_id', '=', organizationId)
          .where('id', '=', id)
          .executeTakeFirst()
      : tx.db
          .selectFrom('api_tokens')
          .select('used_at as at')
          .where('organization_id', '=', organizationId)
          .where('id', '=', id)
          .executeTakeFirst()),
  }))
  const now = gate.environment.now()
  const idleTime = usage.seen?.at
    ? now.getTime() - usage.seen.at.getTime()
    : Number.POSITIVE_INFINITY
  const { factorWanted } = usage
  if (usage.left) return { use: 'run-out', factorWanted }
  if (idleTime <= useRecordInterval) return { use: 'noted', factorWanted }
  if (
    kind === 'session' &&
    idleTime > (limited ? usage.accounts.code : usage.accounts).idleMinutes * 60_000
  )
    return { use: 'run-out', factorWanted }
  if (unattended) return { use: 'passed', factorWanted }
  await gate.transact(organizationId, program, 'write', async ({ db }) => {
    if (kind === 'session')
      await db
        .updateTable('sessions')
        .set({ seen_at: now })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .execute()
    else
      await db
        .updateTable('api_tokens')
        .set({ used_at: now, used_address: address })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .execute()
  })
  return { use: 'noted', factorWanted }
}
