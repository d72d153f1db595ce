import type { Seat } from '../packs/who.ts'
import { chainOf } from './chain.ts'
import type { ActingAs, ChainLink } from './chain.ts'
import type { Roles } from './seats.ts'
import type { OrganizationView } from './types.ts'

/** Who acts for a seat today, and why it is not its holder. */
export interface SeatActor {
  readonly person: string
  readonly as: ActingAs
  /** Everyone of the same turn: any of them may act. The first is `person`. */
  readonly anyOf: readonly string[]
  /** The holder that is passed over. */
  readonly insteadOf?: string
  readonly because?: 'absent' | 'vacant' | 'excluded'
  readonly chain: readonly ChainLink[]
}

/** Who acts for a seat when `excluded` persons may not; null where nobody is left. */
export function findActor(
  org: OrganizationView,
  roles: Roles,
  seat: Seat,
  date: string,
  excluded: readonly string[] = [],
): SeatActor | null {
  return findActorInChain(chainOf(org, roles, seat, date), excluded)
}

/** As `actingFor`, over a chain already made. */
export function findActorInChain(
  chain: readonly ChainLink[],
  excluded: readonly string[] = [],
): SeatActor | null {
  const first = chain.find((link) => !excluded.includes(link.person))
  if (first === undefined) return null
  const anyOf = chain
    .filter((link) => link.turn === first.turn && !excluded.includes(link.person))
    .map((link) => link.person)
  const base = { person: first.person, as: first.as, anyOf, chain }
  return first.as === 'holder' ? base : { ...base, ...substitutionReason(chain, excluded) }
}

/** How one person would act for the seat, or null where it is not that person's turn. */
export function findActorAs(
  chain: readonly ChainLink[],
  person: string,
  excluded: readonly string[] = [],
): SeatActor | null {
  const actor = findActorInChain(chain, excluded)
  if (actor === null || !actor.anyOf.includes(person)) return null
  return { ...actor, person }
}

function substitutionReason(
  chain: readonly ChainLink[],
  excluded: readonly string[],
): { insteadOf?: string; because: 'absent' | 'vacant' | 'excluded' } {
  const holders = chain.filter((link) => link.as === 'holder')
  const absentHolder = holders.find((link) => !excluded.includes(link.person))
  if (absentHolder) return { insteadOf: absentHolder.person, because: 'absent' }
  const excludedHolder = holders[0]
  return excludedHolder
    ? { insteadOf: excludedHolder.person, because: 'excluded' }
    : { because: 'vacant' }
}
