import { sql } from 'kysely'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { Progress } from '../contract.ts'

const campaignColumns = [
  'id',
  'register',
  'title',
  'period',
  'begins_on',
  'due_on',
  'begun_by',
  'begun_at',
  'closed_at',
] as const

export async function campaignRow(tx: Transaction, id: string) {
  return (
    (await tx.db
      .selectFrom('campaigns')
      .select(campaignColumns)
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.stocktake })
  )
}
export type CampaignRow = Awaited<ReturnType<typeof campaignRow>>

/** The newest campaigns of these registers. */
export function campaignRows(
  tx: Transaction,
  registers: readonly string[],
  limit: number,
): Promise<CampaignRow[]> {
  if (registers.length === 0) return Promise.resolve([])
  return tx.db
    .selectFrom('campaigns')
    .select(campaignColumns)
    .where('organization_id', '=', tx.organization.id)
    .where('register', 'in', [...registers])
    .orderBy('begun_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export async function partRow(tx: Transaction, campaign: string, id: string, lock = false) {
  const query = tx.db
    .selectFrom('campaign_parts')
    .select(['id', 'campaign_id', 'unit_id', 'closed_at', 'closed_by'])
    .where('organization_id', '=', tx.organization.id)
    .where('campaign_id', '=', campaign)
    .where('id', '=', id)
  return (
    (await (lock ? query.forNoKeyUpdate() : query).executeTakeFirst()) ??
    refuse('not-found', { what: nouns.stocktake })
  )
}
export type PartRow = Awaited<ReturnType<typeof partRow>>

export function partRows(tx: Transaction, campaigns: readonly string[]): Promise<PartRow[]> {
  if (campaigns.length === 0) return Promise.resolve([])
  return tx.db
    .selectFrom('campaign_parts')
    .select(['id', 'campaign_id', 'unit_id', 'closed_at', 'closed_by'])
    .where('organization_id', '=', tx.organization.id)
    .where('campaign_id', 'in', [...campaigns])
    .execute()
}

const noProgress: Progress = { total: 0, there: 0, changed: 0, missing: 0 }

/** The progress of parts, by their id. */
export async function progressOf(
  tx: Transaction,
  parts: readonly string[],
): Promise<(part: string) => Progress> {
  if (parts.length === 0) return () => noProgress
  const { rows } = await sql<Progress & { part_id: string }>`
    select part_id, count(*)::int as total, count(*) filter (where answer = 'there')::int as there, count(*) filter (where answer = 'changed')::int as changed, count(*) filter (where answer = 'missing')::int as missing
    from campaign_lines where organization_id = ${tx.organization.id} and part_id = any(${[...parts]}::uuid[]) group by part_id`.execute(
    tx.db,
  )
  const byPart = new Map(rows.map(({ part_id, ...progress }) => [part_id, progress]))
  return (part) => byPart.get(part) ?? noProgress
}

export const unanswered = ({ total, there, changed, missing }: Progress): number =>
  total - there - changed - missing
