import { sql } from 'kysely'
import type { Static } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { storedOr } from '#platform/gate/stored.ts'
import type { RouteRequest } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import { Draft } from '../contract/drafts.ts'

/** Maximum number of drafts of an account; a new one replaces the oldest. */
const maxDrafts = 200
/** Largest draft, bytes. */
const maxDraftBytes = 262_144
/** Bytes of all drafts of an account; the oldest ones beyond are removed. */
const maxBytes = 4_194_304

type StoredDraft = Static<typeof Draft>

/**
 * Reads a draft of the person; undefined where there is none, or where another version of the
 * program wrote it in another form.
 * Drafts are private notes: no action, no journal event (docs/decisions/0005-drafts.md).
 */
export async function readDraft(
  services: Services,
  request: RouteRequest,
  key: string,
): Promise<StoredDraft | undefined> {
  const row = await withOwnDrafts(services, request, 'read', (db, own) =>
    db
      .selectFrom('drafts')
      .select('content')
      .where('organization_id', '=', own.organizationId)
      .where('account_id', '=', own.accountId)
      .where('key', '=', key)
      .executeTakeFirst(),
  )
  return storedOr(Draft, row?.content)
}

export async function saveDraft(
  services: Services,
  request: RouteRequest,
  key: string,
  draft: StoredDraft,
): Promise<undefined> {
  const content = JSON.stringify(draft)
  if (Buffer.byteLength(content) > maxDraftBytes)
    refuse('too-large', { limit: `${maxDraftBytes / 1024} kB` })
  const saved_at = services.environment.now()
  await withOwnDrafts(services, request, 'write', async (db, own) => {
    await db
      .insertInto('drafts')
      .values({
        organization_id: own.organizationId,
        account_id: own.accountId,
        key,
        content,
        saved_at,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['organization_id', 'account_id', 'key'])
          .doUpdateSet({ content, saved_at }),
      )
      .execute()
    const byAge = db
      .selectFrom('drafts')
      .select('key')
      .select(sql<number>`row_number() over newest`.as('place'))
      .select(sql<number>`sum(octet_length(content::text)) over newest`.as('bytes'))
      .where('organization_id', '=', own.organizationId)
      .where('account_id', '=', own.accountId)
      .modifyEnd(sql`window newest as (order by saved_at desc, key)`)
    const surplus = db
      .selectFrom(byAge.as('drafts_by_age'))
      .select('key')
      .where((where) => where.or([where('place', '>', maxDrafts), where('bytes', '>', maxBytes)]))
    await db
      .deleteFrom('drafts')
      .where('organization_id', '=', own.organizationId)
      .where('account_id', '=', own.accountId)
      .where('key', 'in', surplus)
      .execute()
  })
  return undefined
}

export async function deleteDraft(
  services: Services,
  request: RouteRequest,
  key: string,
): Promise<undefined> {
  await withOwnDrafts(services, request, 'write', (db, own) =>
    db
      .deleteFrom('drafts')
      .where('organization_id', '=', own.organizationId)
      .where('account_id', '=', own.accountId)
      .where('key', '=', key)
      .execute(),
  )
  return undefined
}

type Db = Parameters<Parameters<Services['gate']['transact']>[3]>[0]['db']

function withOwnDrafts<T>(
  services: Services,
  request: RouteRequest,
  mode: 'read' | 'write',
  work: (db: Db, own: { organizationId: string; accountId: string }) => Promise<T>,
): Promise<T> {
  const session = request.session ?? refuse('signed-out')
  return services.gate.transact(session.organizationId, request.actor, mode, (tx) =>
    work(tx.db, { organizationId: session.organizationId, accountId: session.accountId }),
  )
}
