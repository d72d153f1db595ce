import { dayWords } from '#kernel/words/days.ts'
import { crowdingDuring, seatTitle } from '#kernel/organization/index.ts'
import type { AssignmentView, OrganizationView } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** Refuses an appointment by which a seat would have more holders than its role allows. */
export function demandAtMost(
  tx: Transaction,
  projected: OrganizationView,
  { role, scope, scopeId: id, from, to }: AssignmentView,
): void {
  const { pack, view } = tx.organization
  const seat = { role, scope, id }
  const crowding = crowdingDuring(projected, pack.roles, seat, { from, to })
  if (crowding === undefined) return
  refuse('holders-at-most', {
    seat: seatTitle(view, pack.roles, seat),
    count: crowding.atMost,
    names: crowding.persons.map((person) => view.persons.get(person)?.name ?? ''),
    from: dayWords(crowding.date),
  })
}
