import { addDays } from '#kernel/calendar/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { standInFor } from '#kernel/procedures/index.ts'
import { locateEntries } from '#features/registers/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { GrantedException } from '../../contract/caseView.ts'
import { procedureOf } from '../context.ts'
import type { StoredCase } from '../store.ts'
import { exceptionsOfCase } from './queries.ts'

/** How many days before its end an exception may be renewed. */
const renewableDays = 60

/** The exceptions that a case granted, as the page of the case shows them. */
export async function exceptionsView(
  tx: Transaction,
  stored: StoredCase,
): Promise<readonly GrantedException[]> {
  const { view } = tx.organization
  if (!grants(procedureOf(tx, stored.state.procedure))) return []
  const mine = standInFor(stored.state, stored.state.applicant) === actorPerson(tx)
  const rows = await exceptionsOfCase(tx, stored.id)
  const { names } = await locateEntries(
    tx,
    rows.flatMap((row) => row.entry_id ?? []),
  )
  return rows.map((row) => {
    const running = row.ended_at === null && row.until_on >= tx.today
    return {
      id: row.id,
      provisions: [...row.provisions],
      from: row.from_on,
      until: row.until_on,
      state: running ? (row.from_on <= tx.today ? 'running' : 'coming') : 'ended',
      for: row.person_id
        ? (view.persons.get(row.person_id)?.name ?? null)
        : row.unit_id
          ? (view.units.get(row.unit_id)?.title ?? null)
          : row.entry_id
            ? (stored.record?.entries[row.entry_id] ?? names.get(row.entry_id) ?? null)
            : null,
      everyone: row.person_id === null && row.unit_id === null && row.entry_id === null,
      mayRenew: mine && running && row.until_on <= addDays(tx.today, renewableDays),
      released: row.released_at !== null,
    }
  })
}

/**
 * Whether any path through a procedure grants an exception. Most grant none; no statement is sent
 * for their cases.
 */
function grants({ steps }: Procedure): boolean {
  return [...steps.values()].some((step) =>
    step.decisions.some((decision) =>
      decision.branches.some((branch) => branch.effects.some((effect) => effect.kind === 'except')),
    ),
  )
}
