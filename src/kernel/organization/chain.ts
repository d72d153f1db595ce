import type { Deputy } from '../packs/types.ts'
import type { Seat } from '../packs/who.ts'
import { holdersOf, holdersOfPosts, leadersOf } from './holders.ts'
import type { SeatHolder } from './holders.ts'
import { relatedSeat, seatTitle, unitOfSeat } from './seats.ts'
import type { Roles } from './seats.ts'
import { seatKey, staffOn } from './staff.ts'
import type { Staff } from './staff.ts'
import type { OrganizationView } from './types.ts'

/** `holder` has the role, `deputy` acts for its holder (代行), `next` is a role further up. */
export type ActingAs = 'holder' | 'deputy' | 'next'

/** One person who may act for a seat. */
export interface ChainLink {
  readonly person: string
  readonly as: ActingAs
  /** How the person was found, in words: 「福祉課長」, 「総務課の情報セキュリティ責任者」. */
  readonly via: string
  /**
   * Persons of one rank stand side by side (the members of a body, two holders): any of them may
   * act. 0 is first.
   */
  readonly rank: number
  /** Not away on the day; a holder, not for longer than the role's `awayLongerThan`. */
  readonly present: boolean
  /**
   * Whose turn it is, counting from 0: those present by rank, then those away by rank, so that a
   * seat with someone on it is never without an actor.
   */
  readonly turn: number
}

/**
 * The persons who may act for a seat on a day (YYYY-MM-DD), in order of their turn. Empty: nobody
 * holds the seat and the policy names no one else.
 */
export function chainOf(
  org: OrganizationView,
  roles: Roles,
  seat: Seat,
  date: string,
): readonly ChainLink[] {
  return buildChain(staffOn(org, date), roles, seat)
}

const chains = new WeakMap<Staff, { roles: Roles; bySeat: Map<string, readonly ChainLink[]> }>()

/** As `chainOf`, over lookups that are already made; kept with them while the roles are the same. */
export function buildChain(staff: Staff, roles: Roles, seat: Seat): readonly ChainLink[] {
  let kept = chains.get(staff)
  if (kept?.roles !== roles) {
    kept = { roles, bySeat: new Map() }
    chains.set(staff, kept)
  }
  const key = seatKey(seat)
  const known = kept.bySeat.get(key)
  if (known !== undefined) return known
  const chain = newChain(staff, roles, seat)
  kept.bySeat.set(key, chain)
  return chain
}

function newChain(staff: Staff, roles: Roles, seat: Seat): readonly ChainLink[] {
  const ranks = ranksOf(staff, roles, seat)
  const seen = new Set<string>()
  const links: Omit<ChainLink, 'turn'>[] = []
  for (const [rank, { as, holders: found }] of ranks.entries()) {
    for (const { person, via } of found) {
      if (seen.has(person)) continue
      seen.add(person)
      const atMost = as === 'holder' ? roles.get(seat.role)?.awayLongerThan : undefined
      links.push({ person, as, via, rank, present: staff.isPresent(person, atMost) })
    }
  }
  const ordered = [
    ...links.filter((link) => link.present),
    ...links.filter((link) => !link.present),
  ]
  let turn = -1
  const chain: ChainLink[] = []
  for (const link of ordered) {
    const previous = chain.at(-1)
    if (previous?.rank !== link.rank || previous.present !== link.present) turn += 1
    chain.push({ ...link, turn })
  }
  return chain
}

interface ChainRank {
  readonly as: ActingAs
  readonly holders: readonly SeatHolder[]
}

/**
 * The seat's own holders and deputies, then those of the seats that its deputies name, seat by
 * seat, nearest first.
 */
function ranksOf(staff: Staff, roles: Roles, seat: Seat): readonly ChainRank[] {
  const ranks: ChainRank[] = [{ as: 'holder', holders: holdersOf(staff, roles, seat) }]
  const visited = new Set([seatKey(seat)])
  const queue: Seat[] = [seat]
  for (let current = queue.shift(); current !== undefined; current = queue.shift()) {
    for (const deputy of roles.get(current.role)?.deputies ?? []) {
      const deputySeat =
        deputy.kind === 'role'
          ? relatedSeat(staff.org, roles, current, deputy.role, deputy.of)
          : null
      if (deputySeat !== null) {
        if (visited.has(seatKey(deputySeat))) continue
        visited.add(seatKey(deputySeat))
        queue.push(deputySeat)
      }
      const direct = current === seat && !(deputy.kind === 'role' && deputy.of === 'parent')
      ranks.push({
        as: direct ? 'deputy' : 'next',
        holders: deputySeat
          ? holdersOfSeat(staff, roles, deputySeat)
          : holdersOfPost(staff, current, deputy),
      })
    }
  }
  return ranks
}

function holdersOfSeat(staff: Staff, roles: Roles, seat: Seat): readonly SeatHolder[] {
  return holdersOf(staff, roles, seat).map(({ person }) => ({
    person,
    via: seatTitle(staff.org, roles, seat),
  }))
}

function holdersOfPost(staff: Staff, seat: Seat, deputy: Deputy): readonly SeatHolder[] {
  const unit = unitOfSeat(staff.org, seat)
  if (deputy.kind === 'deputy-head-of-unit')
    return unit === undefined ? [] : leadersOf(staff, unit, 'deputy')
  if (deputy.kind === 'role') return []
  const posts = staff.postsWithKey(deputy.post)
  const postsInUnit = posts.filter((post) => post.unit === unit)
  return holdersOfPosts(staff, postsInUnit.length > 0 ? postsInUnit : posts)
}
