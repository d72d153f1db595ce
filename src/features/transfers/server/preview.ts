import { planTransfer } from '#kernel/organization/index.ts'
import type { OrganizationView, PersonFacts, TransferPlan } from '#kernel/organization/index.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { openCases } from './cases.ts'
import type { TransferRecord } from './store.ts'

const made = new WeakMap<OrganizationView, { key: string; plan: TransferPlan }>()

/** What a list means for the organization as it is now. Kept until the organization, its open cases or the list change. */
export async function previewOf(handle: Handle, row: TransferRecord): Promise<TransferPlan> {
  const { view, pack, id: organization } = handle.organization
  const { db } = handle
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
  const known = made.get(view)
  if (known?.key === key) return known.plan
  const plan = planTransfer(
    { on: row.on, everyone: row.everyone, lines: row.lines, ranks: row.ranks },
    {
      org: view,
      facts: await personFacts(handle),
      roles: pack.roles,
      apart: pack.apart,
      cases: await openCases(handle),
      keepers: await keepers(handle),
    },
  )
  made.set(view, { key, plan })
  return plan
}

/** What is known of everybody besides the view. */
export async function personFacts(handle: Handle): Promise<ReadonlyMap<string, PersonFacts>> {
  const rows = await handle.db
    .selectFrom('persons')
    .select(['id', 'number', 'kana', 'email', 'phone'])
    .where('organization_id', '=', handle.organization.id)
    .execute()
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}

async function keepers(handle: Handle): Promise<string[]> {
  const rows = await handle.db
    .selectFrom('accounts')
    .select('person_id')
    .where('organization_id', '=', handle.organization.id)
    .where('administrator', '=', true)
    .where('ended_at', 'is', null)
    .orderBy('person_id')
    .execute()
  return rows.map((row) => row.person_id)
}
