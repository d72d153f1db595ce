import { sql } from 'kysely'
import { dayOf } from '#kernel/calendar/days.ts'
import {
  closesByCase,
  closesByLine,
  dateOfLines,
  isRoundKept,
  keptSince,
} from '#kernel/rounds/index.ts'
import type { Round } from '#kernel/packs/round.ts'
import { endedStates } from '#kernel/packs/states.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { endedCases } from './occasions.ts'
import { occurrences } from './store.ts'
import { kindOf } from './subjects.ts'
import type { Subject } from './subjects.ts'

/** What closes an occurrence without anything having been done. */
const undone: ReadonlySet<string> = new Set(['gone', 'edition'])

/**
 * The subjects for which a round is kept today. Somebody whom it does not go through yet keeps it by
 * what the records have: a line that names her, a case that ended.
 */
export async function keptFor(
  tx: Transaction,
  round: Round,
  subjects: readonly Subject[],
): Promise<ReadonlySet<string>> {
  if (subjects.length === 0) return new Set()
  const rows = await occurrences(tx)
    .where('o.round', '=', round.id)
    .where('o.subject_kind', '=', kindOf(round.each))
    .where(
      'o.subject_id',
      'in',
      subjects.map(({ id }) => id),
    )
    .execute()
  const bySubject = Map.groupBy(rows, (row) => row.subject_id)
  const kept = new Set<string>()
  for (const { id } of subjects) {
    const past = (bySubject.get(id) ?? []).map((row) => ({
      dueAt: row.due_at.toISOString(),
      isOpen: row.closed_at === null,
      ...(row.closed_at !== null && !undone.has(row.closed_with ?? '')
        ? { closedOn: dayOf(row.closed_at) }
        : {}),
    }))
    const done = [...(await daysOfLines(tx, round, id)), ...(await daysOfCases(tx, round, id))]
    if (isRoundKept(round, past, done, { at: tx.now.toISOString(), day: tx.today })) kept.add(id)
  }
  return kept
}

/** The days of the lines that close the round for a subject. */
async function daysOfLines(tx: Transaction, round: Round, id: string): Promise<string[]> {
  const ids = round.closedBy.flatMap((by) => (by.kind === 'line' ? [by.register] : []))
  if (ids.length === 0) return []
  const { pack } = tx.organization
  const lines = await tx.db
    .selectFrom('entries')
    .select(['register', 'unit_id', 'fields', 'state', 'created_at'])
    .where('organization_id', '=', tx.organization.id)
    .where('register', 'in', ids)
    .where((eb) =>
      eb.or([
        eb('unit_id', '=', id === '' ? null : id),
        sql<boolean>`strpos(fields::text, ${id}) > 0`,
      ]),
    )
    .execute()
  return lines.flatMap((line) => {
    const register = pack.registers.get(line.register)
    if (register === undefined || endedStates(pack, register).includes(line.state)) return []
    const closes = closesByLine(
      round,
      { id },
      { ...line, unit: line.unit_id ?? undefined },
      pack.registers,
    )
    const date = line.fields[dateOfLines(register) ?? '']
    return closes ? [typeof date === 'string' ? date.slice(0, 10) : dayOf(line.created_at)] : []
  })
}

async function daysOfCases(tx: Transaction, round: Round, id: string): Promise<string[]> {
  const procedures = round.closedBy.flatMap((by) => (by.kind === 'ended' ? [by.procedure] : []))
  if (procedures.length === 0) return []
  const since = new Date(`${keptSince(round, tx.today)}T00:00:00+09:00`)
  const cases = await endedCases(tx, procedures, since)
  return cases.flatMap((ended) => (closesByCase(round, { id }, ended) ? [dayOf(ended.at)] : []))
}
