import type { Transaction } from '#platform/gate/transaction.ts'
import type { RecurringJob } from '#platform/jobs/outbox.ts'
import { countAnew, sumCounts, wrongCounts } from './standingCounts.ts'

const program = { kind: 'program', name: 'counts', withoutEdition: true } as const
/** From so many that were added since, counts are put into sums: few are read as quickly. */
const worthSumming = 2_000

/** Puts counts into sums where many were added. */
export const sumStandingCounts: RecurringJob = async ({ organizationId, services: { gate } }) => {
  const added = await gate.transact(organizationId, program, 'read', countAdded)
  if (added >= worthSumming) await gate.transact(organizationId, program, 'write', sumCounts)
}

async function countAdded({ db, organization }: Transaction): Promise<number> {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom('standing_counts')
        .select('id')
        .where('organization_id', '=', organization.id)
        .where('summed', '=', false)
        .limit(worthSumming)
        .as('added'),
    )
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Compares the counts with all rows; where they differ, they are counted anew, and the log says so. */
export const compareStandingCounts: RecurringJob = async ({
  organizationId,
  services: { gate },
}) => {
  const wrong = await gate.transact(organizationId, program, 'read', wrongCounts)
  if (wrong.length === 0) return
  process.stderr.write(`${JSON.stringify({ organizationId, wrongCounts: wrong.slice(0, 20) })}\n`)
  await gate.transact(organizationId, program, 'write', countAnew)
}
