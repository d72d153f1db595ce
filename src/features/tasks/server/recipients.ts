import { actingFor } from '#kernel/organization/index.ts'
import type { Party } from '#kernel/organization/index.ts'
import type { Handle } from '#platform/gate/handle.ts'

/** The persons who act for the parties today. */
export function personsOf(handle: Handle, parties: readonly Party[]): string[] {
  const { view, pack } = handle.organization
  return [
    ...new Set(
      parties.flatMap((party) => {
        if (party === 'anyone') return []
        if ('person' in party) return view.persons.has(party.person) ? [party.person] : []
        return actingFor(view, pack.roles, party.seat, handle.today)?.anyOf ?? []
      }),
    ),
  ]
}
