import type { Seat } from '../packs/who.ts'
import { chainOf } from './chain.ts'
import type { ActingAs, ChainLink } from './chain.ts'
import type { Roles } from './seats.ts'
import type { OrganizationView } from './types.ts'

/** Who acts for a seat today, and why it is not its holder. */
export interface Acting {
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
export function actingFor(
  org: OrganizationView,
  roles: Roles,
  seat: Seat,
  date: string,
  excluded: readonly string[] = [],
): Acting | null {
  return actingIn(chainOf(org, roles, seat, date), excluded)
}

/** As `actingFor`, over a chain already made. */
export function actingIn(
  chain: readonly ChainLink[],
  excluded: readonly string[] = [],
): Acting | null {
  const first = chain.find((link) => !excluded.includes(link.person))
  if (first === undefined) return null
  const anyOf = chain
    .filter((link) => link.turn === first.turn && !excluded.includes(link.person))
    .map((link) => link.person)
  const base = { person: first.person, as: first.as, anyOf, chain }
  return first.as === 'holder' ? base : { ...base, ...passedOver(chain, excluded) }
}

/** How one person would act for the seat, or null where it is not that person's turn. */
export function actingAs(
  chain: readonly ChainLink[],
  person: string,
  excluded: readonly string[] = [],
): Acting | null {
  const acting = actingIn(chain, excluded)
  if (acting === null || !acting.anyOf.includes(person)) return null
  return { ...acting, person }
}

function passedOver(
  chain: readonly ChainLink[],
  excluded: readonly string[],
): { insteadOf?: string; because: 'absent' | 'vacant' | 'excluded' } {
  const holders = chain.filter((link) => link.as === 'holder')
  const away = holders.find((link) => !excluded.includes(link.person))
  if (away) return { insteadOf: away.person, because: 'absent' }
  const barred = holders[0]
  return barred ? { insteadOf: barred.person, because: 'excluded' } : { because: 'vacant' }
}
