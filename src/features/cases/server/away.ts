import { sql } from 'kysely'
import { endOfDay, startOfDay } from '#kernel/calendar/index.ts'
import { absenceToday, actsToday, lastAbsence } from '#features/organization/server/public.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { Away, Home } from '../contract/home.ts'
import { nameOf } from './nameOf.ts'

/** What deputies decided is listed up to here, then counted. */
const maxDecided = 5
/** How many days after an absence home still says what was decided during it. */
const daysAfter = 7

/**
 * What home says of absences: that the reader is away, who acts meanwhile, what was decided in their
 * place (also some days after), and for whom the reader acts.
 */
export async function awayOf(
  tx: Transaction,
  person: string,
): Promise<Pick<Home, 'away' | 'actingFor'>> {
  const actingFor = actsToday(tx, person).map(({ name, seats, to }) => ({
    name,
    seats: [...seats],
    to,
  }))
  const absence = await absenceToday(tx, person)
  if (absence !== null) {
    const { id, version, from, to, deputies } = absence
    return {
      actingFor,
      away: {
        from,
        to,
        open: { id, version },
        deputies: deputies.map(({ seat, persons }) => ({ seat, persons: [...persons] })),
        ...(await decidedFor(tx, person, from, tx.today)),
      },
    }
  }
  const over = lastAbsence(tx, person, daysAfter)
  const decided = over === null ? null : await decidedFor(tx, person, over.from, over.to)
  return {
    actingFor,
    away:
      over === null || decided === null || decided.decidedCount === 0
        ? null
        : { ...over, open: null, deputies: [], ...decided },
  }
}

/** What deputies did in the place of a person in the days of an absence, the last first. */
async function decidedFor(
  tx: Transaction,
  person: string,
  from: string,
  to: string,
): Promise<Pick<Away, 'decided' | 'decidedCount'>> {
  const rows = await tx.db
    .selectFrom('case_steps as s')
    .innerJoin('cases as c', (join) =>
      join.onRef('c.organization_id', '=', 's.organization_id').onRef('c.id', '=', 's.case_id'),
    )
    .select(['c.id', 'c.number', 'c.subject', 's.procedure', 's.step', 's.decision'])
    .select(['s.actor_id', 's.seq', 's.at'])
    .select(sql<string>`count(*) over ()`.as('count'))
    .where('s.organization_id', '=', tx.organization.id)
    .where('s.instead_of', '=', person)
    .where('s.acted_as', 'in', ['deputy', 'next'])
    .where('s.at', '>=', new Date(startOfDay(from)))
    .where('s.at', '<=', new Date(endOfDay(to)))
    // Whoever applied is passed over for that reason, not for being away.
    .where('c.applicant_id', 'is distinct from', person)
    .orderBy('s.at', 'desc')
    .orderBy('s.seq', 'desc')
    .limit(maxDecided)
    .execute()
  return {
    decided: rows.map((row) => {
      const step = tx.organization.pack.procedures.get(row.procedure)?.steps.get(row.step)
      const decision = step?.decisions.find(({ id }) => id === row.decision)
      return {
        id: row.id,
        number: row.number,
        subject: row.subject,
        decision: decision?.title || (step?.title ?? ''),
        by: row.actor_id === null ? '' : nameOf(tx, row.actor_id),
        at: row.at.toISOString(),
      }
    }),
    decidedCount: Number(rows[0]?.count ?? 0),
  }
}
