import { sql } from 'kysely'
import { endOfDay } from '#kernel/calendar/index.ts'
import type { Party } from '#kernel/organization/index.ts'
import type { SoughtWork, WorkBehind } from '#features/policy/server/public.ts'
import { personsOf } from '#features/tasks/server/public.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { hasPart, seesOccurrence } from './access.ts'
import { lastMenders, openFindings, readsFinding } from './finding.ts'
import { openAll } from './occurrence.ts'
import { doersAt, mendersAt, namesOf, partiesWithout, verifiersAt } from './parties.ts'
import { findings, occurrences } from './store.ts'

/**
 * What waits behind items and rounds, of what the actor may see: what they may do themselves before
 * what others do, then what is due first. Findings go before answers.
 */
export async function workBehind(tx: Transaction, sought: SoughtWork): Promise<WorkBehind | null> {
  return (await findingBehind(tx, sought.items)) ?? (await occurrenceBehind(tx, sought.rounds))
}

async function findingBehind(
  tx: Transaction,
  items: readonly string[],
): Promise<WorkBehind | null> {
  if (items.length === 0) return null
  const rows = await findings(tx)
    .where('f.mechanism', 'in', [...items])
    .where('f.state', '<>', 'closed')
    .where(readsFinding(tx))
    .orderBy(
      sql`(f.state = 'open' and ${hasPart(tx, 'mends')}) or (f.state = 'mended' and ${hasPart(tx, 'verifies')})`,
      'desc',
    )
    .orderBy('f.due_on')
    .orderBy('f.id')
    .limit(1)
    .execute()
  const [opened] = await openFindings(tx, rows)
  if (opened === undefined) return null
  const { row, turn, asked, subject } = opened
  const mender = (await lastMenders(tx, [row.id])).get(row.id)
  const parties =
    row.state === 'open'
      ? mendersAt(turn, asked, subject)
      : partiesWithout(
          tx,
          verifiersAt(turn, asked, subject) ?? [],
          mender === undefined ? [] : [mender],
        )
  return {
    does: row.state === 'open' ? 'mend' : 'verify',
    href: `/findings/${row.id}`,
    ...whoseWork(tx, parties),
    due: row.state === 'open' ? new Date(endOfDay(row.due_on)).toISOString() : null,
  }
}

async function occurrenceBehind(
  tx: Transaction,
  rounds: readonly string[],
): Promise<WorkBehind | null> {
  if (rounds.length === 0) return null
  const rows = await occurrences(tx)
    .where('o.round', 'in', [...rounds])
    .where('o.closed_at', 'is', null)
    .where(sql<boolean>`(o.asked = 0 or o.answered < o.asked)`)
    .where(seesOccurrence(tx))
    .orderBy(hasPart(tx, 'does'), 'desc')
    .orderBy('o.due_at')
    .orderBy('o.id')
    .limit(1)
    .execute()
  const [opened] = await openAll(tx, rows)
  if (opened === undefined) return null
  const { row, turn, subject } = opened
  return {
    does: 'answer',
    href: `/checks/${row.id}`,
    ...whoseWork(tx, doersAt(turn, subject)),
    due: row.due_at.toISOString(),
  }
}

function whoseWork(tx: Transaction, parties: readonly Party[]) {
  const persons = personsOf(tx, parties)
  const mine =
    parties.includes('anyone') ||
    (tx.actor.kind === 'person' && persons.includes(tx.actor.personId))
  return { who: namesOf(tx, parties), persons, mine }
}
