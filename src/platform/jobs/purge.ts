import { sql } from 'kysely'
import type { Gate } from '../gate/gate.ts'
import type { Tick } from './outbox.ts'
import { seldom } from './seldom.ts'

const program = { kind: 'program', name: 'purge', withoutEdition: true } as const
const day = 86_400_000
/** How often an organisation is purged by one process, milliseconds. */
const purgeEvery = 6 * 3_600_000
/** Rows taken away in one transaction, so that nobody waits for it. */
const batch = 5_000

/** How long what has served is kept, in days (docs/decisions/0011-what-is-thrown-away.md). */
export const keptDays = { idempotencyKeys: 7, doneOutbox: 30, endedSessions: 30 } as const

/** How many rows went. */
export interface Purged {
  readonly idempotencyKeys: number
  readonly outbox: number
  readonly sessions: number
}

/** Takes away what has served: answers kept for repeated requests, done work, ended sessions. What people did is in the journal and stays. */
export async function purge(gate: Gate, organizationId: string): Promise<Purged> {
  const before = (days: number): Date => new Date(gate.outside.now().getTime() - days * day)
  return {
    idempotencyKeys: await takeAway(
      gate,
      organizationId,
      'idempotency_keys',
      'at',
      before(keptDays.idempotencyKeys),
    ),
    outbox: await takeAway(gate, organizationId, 'outbox', 'done_at', before(keptDays.doneOutbox)),
    sessions: await takeAway(
      gate,
      organizationId,
      'sessions',
      'coalesce(ended_at, expires_at)',
      before(keptDays.endedSessions),
    ),
  }
}

async function takeAway(
  gate: Gate,
  organizationId: string,
  table: 'idempotency_keys' | 'outbox' | 'sessions',
  when: string,
  before: Date,
): Promise<number> {
  let gone = 0
  for (;;) {
    const taken = await gate.enter(organizationId, program, 'write', async ({ db }) =>
      Number(
        (
          await sql`
      delete from ${sql.table(table)} where organization_id = ${organizationId} and ctid = any(array(
        select ctid from ${sql.table(table)} where organization_id = ${organizationId} and ${sql.raw(when)} < ${before} limit ${batch}))`.execute(
            db,
          )
        ).numAffectedRows ?? 0,
      ),
    )
    gone += taken
    if (taken < batch) return gone
  }
}

/** Purges each organisation now and again, and what was left of files that a dead process was taking in. */
export function purging(): Tick {
  return seldom(purgeEvery, purgeOrganization)
}

const purgeOrganization: Tick = async ({ organizationId, services }) => {
  await purge(services.gate, organizationId)
  await services.files.sweep(services.outside.now())
}
