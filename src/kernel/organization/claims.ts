import type { Seat } from '../packs/who.ts'
import { buildChain } from './chain.ts'
import type { ActingAs } from './chain.ts'
import { allSeats } from './seats.ts'
import type { Roles } from './seats.ts'
import { staffOn } from './staff.ts'
import type { OrganizationView } from './types.ts'

/**
 * A person may act for the tasks of `seat` that exclude everyone in `requires` and do not exclude
 * the person. In SQL: `(role, scope, scope_id) = seat and excluded @> requires and not person =
 * any(excluded)`.
 */
export interface Claim {
  readonly seat: Seat
  readonly as: ActingAs
  readonly requires: readonly string[]
  /**
   * For a deputy or the next in line: the holder in whose place the person would act, if the seat
   * has one.
   */
  readonly insteadOf?: string
}

/** Everything that a person may come to act for on a day, as holder, deputy or next in line. */
export function claimsOfPerson(
  org: OrganizationView,
  roles: Roles,
  person: string,
  date: string,
): readonly Claim[] {
  return claimsByPerson(org, roles, date).get(person) ?? []
}

const cache = new WeakMap<
  OrganizationView,
  { roles: Roles; date: string; claims: ReadonlyMap<string, readonly Claim[]> }
>()

/**
 * The claims of everyone; kept with the organisation as long as it, the roles and the day are the
 * same.
 */
function claimsByPerson(
  org: OrganizationView,
  roles: Roles,
  date: string,
): ReadonlyMap<string, readonly Claim[]> {
  const cached = cache.get(org)
  if (cached?.roles === roles && cached.date === date) return cached.claims
  const byPerson = new Map<string, Claim[]>()
  const staff = staffOn(org, date)
  for (const seat of allSeats(org, roles)) {
    const chain = buildChain(staff, roles, seat)
    const holder = chain.find((link) => link.rank === 0)?.person
    for (const link of chain) {
      const requires = chain.filter((other) => other.turn < link.turn).map((other) => other.person)
      const claim = {
        seat,
        as: link.as,
        requires,
        ...(link.as !== 'holder' && holder !== undefined && { insteadOf: holder }),
      }
      const personClaims = byPerson.get(link.person)
      if (personClaims) personClaims.push(claim)
      else byPerson.set(link.person, [claim])
    }
  }
  cache.set(org, { roles, date, claims: byPerson })
  return byPerson
}
