import { createHash } from 'node:crypto'
import { planTransfer } from '#kernel/organization/index.ts'
import type { OrganizationView, PersonFacts, TransferPlan } from '#kernel/organization/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { openCases } from './cases.ts'
import type { TransferRecord } from './store.ts'

const planCache = new WeakMap<OrganizationView, { key: string; plan: TransferPlan }>()

/**
 * The effect of a list on the present organization. Cached until the organization, its open cases
 * or the list change.
 */
export async function previewOf(tx: Transaction, row: TransferRecord): Promise<TransferPlan> {
  const { view, pack, id: organization } = tx.organization
  const { db } = tx
  const cases = await db
    .selectFrom('cases')
    .select((eb) => [
      eb.fn.countAll<string>().as('count'),
      eb.fn.sum<string>('version').as('versions'),
    ])
    .where('organization_id', '=', organization)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow()
  const key = [row.id, row.version, cases.count, cases.versions].join('/')
  const cached = planCache.get(view)
  if (cached?.key === key) return cached.plan
  const plan = planTransfer(
    { on: row.on, everyone: row.everyone, lines: row.lines, ranks: row.ranks },
    {
      org: view,
      facts: await personFacts(tx),
      roles: pack.roles,
      separationOfDuties: pack.separationOfDuties,
      cases: await openCases(tx),
      keepers: await administratorIds(tx),
    },
  )
  planCache.set(view, { key, plan })
  return plan
}

/** What stands for the effect of a list: SHA-256 of its moves and faults. */
export function effectOf({ moves, faults }: Pick<TransferPlan, 'moves' | 'faults'>): string {
  return createHash('sha256')
    .update(JSON.stringify([moves, faults]))
    .digest('hex')
}

/** Facts about persons that the view of the organization does not have. */
async function personFacts(tx: Transaction): Promise<ReadonlyMap<string, PersonFacts>> {
  const rows = await tx.db
    .selectFrom('persons')
    .select(['id', 'number', 'kana', 'email', 'phone'])
    .where('organization_id', '=', tx.organization.id)
    .execute()
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}

async function administratorIds(tx: Transaction): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('accounts')
    .select('person_id')
    .where('organization_id', '=', tx.organization.id)
    .where('administrator', '=', true)
    .where('ended_at', 'is', null)
    .orderBy('person_id')
    .execute()
  return rows.map((row) => row.person_id)
}
