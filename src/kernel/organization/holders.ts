import type { HeldBy } from '../packs/types.ts'
import type { Seat } from '../packs/who.ts'
import { allSeats, unitOfSeat } from './seats.ts'
import type { Roles } from './seats.ts'
import type { Staff } from './staff.ts'
import type { PostView } from './types.ts'

/** A person found for a seat, and in words how: 「任命」, 「福祉課長」. */
export interface Found {
  readonly person: string
  readonly via: string
}

/** Everyone who holds the seat on the day, without deputies. An appointment goes before what the pack says by default. */
export function holdersOf(staff: Staff, roles: Roles, seat: Seat): readonly Found[] {
  return findHolders(staff, roles, seat, new Set())
}

function findHolders(staff: Staff, roles: Roles, seat: Seat, asked: Set<string>): readonly Found[] {
  const role = roles.get(seat.role)
  if (role === undefined) return []
  const appointed = staff
    .appointed(seat)
    .map(({ person, post }) => ({ person, via: post?.title ?? '任命' }))
  if (role.heldBy.some((way) => way.kind === 'body'))
    return once([...appointed, ...membersOf(staff, roles, seat, role.members, asked)])
  if (appointed.length > 0) return once(appointed)
  for (const way of role.heldBy) {
    const found = heldBy(staff, seat, way)
    if (found.length > 0) return once(found)
  }
  return []
}

function heldBy(staff: Staff, seat: Seat, way: HeldBy): readonly Found[] {
  const unit = unitOfSeat(staff.org, seat)
  switch (way.kind) {
    case 'post':
      return inPosts(
        staff,
        staff.postsWithKey(way.post).filter((post) => seat.scope !== 'unit' || post.unit === unit),
      )
    case 'head-of-unit':
    case 'head-of-place-unit':
      return unit === undefined ? [] : leaders(staff, unit, 'head')
    case 'appointment':
    case 'body':
      return []
  }
}

/** Holders of the member roles: at the body's own place, or everywhere for a body of the organization. */
function membersOf(
  staff: Staff,
  roles: Roles,
  seat: Seat,
  members: readonly string[],
  asked: Set<string>,
): readonly Found[] {
  if (asked.has(seat.role)) return []
  const within = new Set([...asked, seat.role])
  return members.flatMap((member) => {
    const role = roles.get(member)
    if (role === undefined) return []
    const seats = allSeats(staff.org, new Map([[member, role]])).filter(
      (one) => seat.scope === 'organization' || one.scope !== seat.scope || one.id === seat.id,
    )
    return seats.flatMap((one) =>
      findHolders(staff, roles, one, within).map(({ person }) => ({ person, via: role.title })),
    )
  })
}

/** Who leads a unit on the day, or is second there. */
export function leaders(staff: Staff, unit: string, leads: 'head' | 'deputy'): readonly Found[] {
  return inPosts(
    staff,
    staff.postsOf(unit).filter((post) => post.leads === leads),
  )
}

export function inPosts(staff: Staff, posts: readonly PostView[]): readonly Found[] {
  return posts.flatMap((post) =>
    staff.holdersOf(post.id).map((person) => ({ person, via: post.title })),
  )
}

/** Keeps the first mention of each person. */
function once(found: readonly Found[]): readonly Found[] {
  return found.filter(
    (one, index) => found.findIndex((other) => other.person === one.person) === index,
  )
}
