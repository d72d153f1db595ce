import { createHash, timingSafeEqual } from 'node:crypto'
import type { Gate } from '../gate/gate.ts'
import type { Credential } from '../gate/handle.ts'
import type { Session } from '../http/route.ts'

/** How long after a sign-in a session ends for lack of use; the pack's accounts.yaml gives the figure in minutes. */
const program = { kind: 'program', name: 'sessions', withoutEdition: true } as const
/** Writing seen_at at most this often keeps reading cheap. Milliseconds. */
const seenEvery = 60_000

export const sessionCookie = 'sekisho_session'
export const csrfCookie = 'sekisho_csrf'

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** A cookie or bearer token is `<organisation id>.<random>`: the organisation must be known before the row can be seen. */
export function splitToken(
  value: string | undefined,
): { organizationId: string; hash: Buffer } | undefined {
  const match = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{20,})$/.exec(value ?? '')
  return match ? { organizationId: match[1]!, hash: tokenHash(match[2]!) } : undefined
}

export function sameText(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

/** What a living session or token says (migration 0008). */
interface Living {
  readonly id: string
  readonly account: string
  readonly person: string
  readonly administrator: boolean
  readonly mustChange: boolean
  readonly strength: 'password' | 'full'
  readonly csrf: string
  readonly expires: number | null
  readonly scopes?: readonly string[]
  readonly kind?: 'password' | 'code'
}

/** Sessions and tokens that were looked up lately, by digest. What they say is never believed alone: the transaction that uses them looks itself whether they still
 * say so. */
interface Known {
  readonly living: string
  readonly session: Session
  readonly expires: number | null
  /** When the database last was told, or asked, that it is used. Milliseconds. */
  readonly seen: number
  /** The database knows that somebody used it then; false where only a page asked that nobody touched. */
  readonly noted: boolean
}
const books = new WeakMap<Gate, Map<string, Known>>()
const mostKnown = 10_000

/** How a session is looked for. `again`: nothing that was looked up earlier is used. `unattended`: a page asks by itself that nobody has touched for a while, which
 * keeps no session alive. */
export interface Looking {
  readonly again: boolean
  readonly unattended?: boolean
}

/** Who a cookie or an `Authorization: Bearer` belongs to. */
export async function findSession(
  gate: Gate,
  kind: Credential['kind'],
  secret: string | undefined,
  { again, unattended = false }: Looking,
): Promise<Session | undefined> {
  const token = splitToken(kind === 'token' ? /^Bearer (.+)$/.exec(secret ?? '')?.[1] : secret)
  if (!token) return undefined
  const book = bookOf(gate)
  const key = `${kind} ${token.hash.toString('hex')}`
  const now = gate.outside.now().getTime()
  let known = again ? undefined : book.get(key)
  if (!known || now - known.seen > seenEvery || now < known.seen || !(known.noted || unattended)) {
    book.delete(key)
    known = await lookUp(gate, kind, token, now, unattended)
    if (!known) return undefined
    if (book.size >= mostKnown) book.clear()
    book.set(key, known)
  }
  return known.expires !== null && known.expires <= now ? undefined : known.session
}

function bookOf(gate: Gate): Map<string, Known> {
  const book = books.get(gate) ?? new Map<string, Known>()
  books.set(gate, book)
  return book
}

async function lookUp(
  gate: Gate,
  kind: Credential['kind'],
  { organizationId, hash }: { organizationId: string; hash: Buffer },
  now: number,
  unattended: boolean,
): Promise<Known | undefined> {
  const living = await gate.living(organizationId, { kind, hash })
  if (living === null) return undefined
  const said = JSON.parse(living) as Living
  const limited = said.kind === 'code'
  const used = await stillUsed(gate, kind, organizationId, said.id, { limited, unattended })
  if (used === 'run-out') return undefined
  const session: Session = {
    id: said.id,
    organizationId,
    accountId: said.account,
    personId: said.person,
    administrator: said.administrator,
    mustChange: said.mustChange,
    strength: said.strength,
    csrfToken: said.csrf,
    credential: { kind, hash, living },
    ...(said.scopes ? { scopes: said.scopes } : {}),
    ...(limited ? { limited } : {}),
  }
  return { living, session, expires: said.expires, seen: now, noted: used === 'noted' }
}

/** Notes that a session or token is used, a minute apart; a session that was idle for longer than the pack allows has run out. */
async function stillUsed(
  gate: Gate,
  kind: Credential['kind'],
  organizationId: string,
  id: string,
  { limited, unattended }: { readonly limited: boolean; readonly unattended: boolean },
): Promise<'noted' | 'passed' | 'run-out'> {
  const found = await gate.enter(organizationId, program, 'read', async ({ db, organization }) => ({
    accounts: organization.pack.accounts,
    seen: await (kind === 'session'
      ? db
          .selectFrom('sessions')
          .select('seen_at as at')
          .where('organization_id', '=', organizationId)
          .where('id', '=', id)
          .executeTakeFirst()
      : db
          .selectFrom('api_tokens')
          .select('used_at as at')
          .where('organization_id', '=', organizationId)
          .where('id', '=', id)
          .executeTakeFirst()),
  }))
  const now = gate.outside.now()
  const unseen = found.seen?.at ? now.getTime() - found.seen.at.getTime() : Number.POSITIVE_INFINITY
  if (unseen <= seenEvery) return 'noted'
  if (
    kind === 'session' &&
    unseen > (limited ? found.accounts.code : found.accounts).idleMinutes * 60_000
  )
    return 'run-out'
  if (unattended) return 'passed'
  await gate.enter(organizationId, program, 'write', async ({ db }) => {
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
        .set({ used_at: now })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .execute()
  })
  return 'noted'
}
