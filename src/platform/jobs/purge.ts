import { sql } from 'kysely'
import type { Gate } from '../gate/gate.ts'
import type { RecurringJob, RecurringTick } from './recurring.ts'
import { throttle } from './throttle.ts'

const program = { kind: 'program', name: 'purge', withoutEdition: true } as const
const day = 86_400_000
/** How often one process purges an organisation, milliseconds. */
const purgeEvery = 6 * 3_600_000
/** Rows deleted in one transaction: few, so that nobody waits for it. */
const batch = 5_000

/**
 * How long rows that are no longer needed are kept, days
 * (docs/decisions/0011-what-is-thrown-away.md).
 */
export const retentionDays = {
  idempotencyKeys: 7,
  doneOutbox: 30,
  endedSessions: 30,
  spentChallenges: 1,
} as const

/** Number of deleted rows. */
export interface PurgeCounts {
  readonly idempotencyKeys: number
  readonly outbox: number
  readonly sessions: number
  readonly challenges: number
}

/**
 * Deletes rows that are no longer needed: replies stored for repeated requests, done work, ended
 * sessions. What people did is in the journal and stays.
 */
export async function purge(gate: Gate, organizationId: string): Promise<PurgeCounts> {
  const before = (days: number): Date => new Date(gate.environment.now().getTime() - days * day)
  return {
    idempotencyKeys: await deleteBefore(
      gate,
      organizationId,
      'idempotency_keys',
      'at',
      before(retentionDays.idempotencyKeys),
    ),
    outbox: await deleteBefore(
      gate,
      organizationId,
      'outbox',
      'done_at',
      before(retentionDays.doneOutbox),
    ),
    sessions: await deleteBefore(
      gate,
      organizationId,
      'sessions',
      'coalesce(ended_at, expires_at)',
      before(retentionDays.endedSessions),
    ),
    challenges: await deleteBefore(
      gate,
      organizationId,
      'spent_challenges',
      'expires_at',
      before(retentionDays.spentChallenges),
    ),
  }
}

async function deleteBefore(
  gate: Gate,
  organizationId: string,
  table: 'idempotency_keys' | 'outbox' | 'sessions' | 'spent_challenges',
  dateExpression: string,
  before: Date,
): Promise<number> {
  let total = 0
  for (;;) {
    const deleted = await gate.transact(organizationId, program, 'write', async ({ db }) =>
      Number(
        (
          await sql`
      delete from ${sql.table(table)} where organization_id = ${organizationId} and ctid = any(array(
        select ctid from ${sql.table(table)} where organization_id = ${organizationId} and ${sql.raw(dateExpression)} < ${before} limit ${batch}))`.execute(
            db,
          )
        ).numAffectedRows ?? 0,
      ),
    )
    total += deleted
    if (deleted < batch) return total
  }
}

/** Recurring job that purges each organisation, and files that a dead process was receiving. */
export function createPurgeJob(): RecurringTick {
  return throttle(purgeEvery, purgeOrganization)
}

const purgeOrganization: RecurringJob = async ({ organizationId, services }) => {
  await purge(services.gate, organizationId)
  await services.files.sweep(services.environment.now())
}
