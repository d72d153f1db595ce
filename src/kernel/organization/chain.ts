import type { Deputy } from '../packs/types.ts'
import type { Seat } from '../packs/who.ts'
import { holdersOf, inPosts, leaders } from './holders.ts'
import type { Found } from './holders.ts'
import { seatFrom, seatTitle, unitOfSeat } from './seats.ts'
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
  /** Persons of one rank stand side by side (the members of a body, two holders): any of them may act. 0 is first. */
  readonly rank: number
  /** Not away on the day. */
  readonly present: boolean
  /**
   * Whose turn it is, counting from 0: those present by rank, then those away by rank, so that a seat with someone on it is never
   * without an actor.
   */
  readonly turn: number
}

/**
 * The persons who may act for a seat on a day (YYYY-MM-DD), in order of their turn. Empty: nobody holds the seat and the policy names no
 * one else.
 */
export function chainOf(
  org: OrganizationView,
  roles: Roles,
  seat: Seat,
  date: string,
): readonly ChainLink[] {
  return chainFor(staffOn(org, date), roles, seat)
}

/** As `chainOf`, over lookups that are already made. */
export function chainFor(staff: Staff, roles: Roles, seat: Seat): readonly ChainLink[] {
  const ranks = ranksOf(staff, roles, seat)
  const seen = new Set<string>()
  const links: Omit<ChainLink, 'turn'>[] = []
  for (const [rank, { as, found }] of ranks.entries()) {
    for (const { person, via } of found) {
      if (seen.has(person)) continue
      seen.add(person)
      links.push({ person, as, via, rank, present: staff.present(person) })
    }
  }
  const ordered = [
    ...links.filter((link) => link.present),
    ...links.filter((link) => !link.present),
  ]
  let turn = -1
  const chain: ChainLink[] = []
  for (const link of ordered) {
    const before = chain.at(-1)
    if (before?.rank !== link.rank || before.present !== link.present) turn += 1
    chain.push({ ...link, turn })
  }
  return chain
}

interface Rank {
  readonly as: ActingAs
  readonly found: readonly Found[]
}

/** The seat's own holders and deputies, then those of the seats that its deputies name, seat by seat, nearest first. */
function ranksOf(staff: Staff, roles: Roles, seat: Seat): readonly Rank[] {
  const ranks: Rank[] = [{ as: 'holder', found: holdersOf(staff, roles, seat) }]
  const visited = new Set([seatKey(seat)])
  const waiting: Seat[] = [seat]
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for (const deputy of roles.get(at.role)?.deputies ?? []) {
      const other =
        deputy.kind === 'role' ? seatFrom(staff.org, roles, at, deputy.role, deputy.of) : null
      if (other !== null) {
        if (visited.has(seatKey(other))) continue
        visited.add(seatKey(other))
        waiting.push(other)
      }
      const direct = at === seat && !(deputy.kind === 'role' && deputy.of === 'parent')
      ranks.push({
        as: direct ? 'deputy' : 'next',
        found: other ? ofSeat(staff, roles, other) : ofPost(staff, at, deputy),
      })
    }
  }
  return ranks
}

function ofSeat(staff: Staff, roles: Roles, seat: Seat): readonly Found[] {
  return holdersOf(staff, roles, seat).map(({ person }) => ({
    person,
    via: seatTitle(staff.org, roles, seat),
  }))
}

function ofPost(staff: Staff, seat: Seat, deputy: Deputy): readonly Found[] {
  const unit = unitOfSeat(staff.org, seat)
  if (deputy.kind === 'deputy-head-of-unit')
    return unit === undefined ? [] : leaders(staff, unit, 'deputy')
  if (deputy.kind === 'role') return []
  const posts = staff.postsWithKey(deputy.post)
  const near = posts.filter((post) => post.unit === unit)
  return inPosts(staff, near.length > 0 ? near : posts)
}
