import type { HeldBy } from '../packs/types.ts'
import type { Seat } from '../packs/who.ts'
import { allSeats, unitOfSeat } from './seats.ts'
import type { Roles } from './seats.ts'
import type { Staff } from './staff.ts'
import type { PostView } from './types.ts'

/** A person found for a seat, and in words how: 「任命」, 「福祉課長」. */
export interface SeatHolder {
  readonly person: string
  readonly via: string
}

/**
 * Everyone who holds the seat on the day, without deputies. An appointment goes before what the
 * pack says by default.
 */
export function holdersOf(staff: Staff, roles: Roles, seat: Seat): readonly SeatHolder[] {
  return findHolders(staff, roles, seat, new Set())
}

function findHolders(
  staff: Staff,
  roles: Roles,
  seat: Seat,
  visitedRoles: Set<string>,
): readonly SeatHolder[] {
  const role = roles.get(seat.role)
  if (role === undefined) return []
  const appointed = staff
    .appointeesOf(seat)
    .map(({ person, post }) => ({ person, via: post?.title ?? '任命' }))
  if (role.heldBy.some((way) => way.kind === 'body'))
    return uniqueByPerson([
      ...appointed,
      ...membersOf(staff, roles, seat, role.members, visitedRoles),
    ])
  if (appointed.length > 0) return uniqueByPerson(appointed)
  for (const way of role.heldBy) {
    const holders = holdersByRule(staff, seat, way)
    if (holders.length > 0) return uniqueByPerson(holders)
  }
  return []
}

function holdersByRule(staff: Staff, seat: Seat, way: HeldBy): readonly SeatHolder[] {
  const unit = unitOfSeat(staff.org, seat)
  switch (way.kind) {
    case 'post':
      return holdersOfPosts(
        staff,
        staff.postsWithKey(way.post).filter((post) => seat.scope !== 'unit' || post.unit === unit),
      )
    case 'head-of-unit':
    case 'head-of-place-unit':
      return unit === undefined ? [] : leadersOf(staff, unit, 'head')
    case 'appointment':
    case 'body':
      return []
  }
}

/**
 * Holders of the member roles: at the body's own place, or everywhere for a body of the
 * organization.
 */
function membersOf(
  staff: Staff,
  roles: Roles,
  seat: Seat,
  members: readonly string[],
  visitedRoles: Set<string>,
): readonly SeatHolder[] {
  if (visitedRoles.has(seat.role)) return []
  const visited = new Set([...visitedRoles, seat.role])
  return members.flatMap((member) => {
    const role = roles.get(member)
    if (role === undefined) return []
    const seats = allSeats(staff.org, new Map([[member, role]])).filter(
      (memberSeat) =>
        seat.scope === 'organization' ||
        memberSeat.scope !== seat.scope ||
        memberSeat.id === seat.id,
    )
    return seats.flatMap((memberSeat) =>
      findHolders(staff, roles, memberSeat, visited).map(({ person }) => ({
        person,
        via: role.title,
      })),
    )
  })
}

/** Who leads a unit on the day, or is second there. */
export function leadersOf(
  staff: Staff,
  unit: string,
  leads: 'head' | 'deputy',
): readonly SeatHolder[] {
  return holdersOfPosts(
    staff,
    staff.postsOf(unit).filter((post) => post.leads === leads),
  )
}

export function holdersOfPosts(staff: Staff, posts: readonly PostView[]): readonly SeatHolder[] {
  return posts.flatMap((post) =>
    staff.holdersOf(post.id).map((person) => ({ person, via: post.title })),
  )
}

/** Keeps the first mention of each person. */
function uniqueByPerson(holders: readonly SeatHolder[]): readonly SeatHolder[] {
  return holders.filter(
    (holder, index) => holders.findIndex((other) => other.person === holder.person) === index,
  )
}
