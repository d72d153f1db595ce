import type { Seat } from '../packs/who.ts'
import { covers } from './dates.ts'
import type { OrganizationView, PostView } from './types.ts'

/** Who works, holds posts and is away on one day: the lookups that chains are made of, computed once. */
export interface Staff {
  readonly org: OrganizationView
  readonly date: string
  /** Works for the organization on that day. */
  belongs(person: string): boolean
  /** Belongs and is not away. */
  present(person: string): boolean
  holdersOf(post: string): readonly string[]
  postsOf(unit: string): readonly PostView[]
  postsWithKey(key: string): readonly PostView[]
  /** Persons appointed to a seat, directly or through a post, in the order of the appointments. */
  appointed(seat: Seat): readonly { readonly person: string; readonly post?: PostView }[]
}

/** Groups items by a key. */
function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

export function seatKey(seat: Seat): string {
  return `${seat.role}\u0000${seat.scope}\u0000${seat.id}`
}

const made = new WeakMap<OrganizationView, Staff>()

/** The lookups of a day; kept with the organisation, so that asking again for the same day costs nothing. */
export function staffOn(org: OrganizationView, date: string): Staff {
  const kept = made.get(org)
  if (kept?.date === date) return kept
  const staff = lookUp(org, date)
  made.set(org, staff)
  return staff
}

function lookUp(org: OrganizationView, date: string): Staff {
  const employed = new Set(
    [...org.persons.values()].filter((person) => covers(person, date)).map((person) => person.id),
  )
  const away = new Set(
    org.absences.filter((absence) => covers(absence, date)).map((absence) => absence.person),
  )
  const standing = [...org.posts.values()].filter(
    (post) => post.to === undefined || date <= post.to,
  )
  const byUnit = groupBy(standing, (post) => post.unit)
  const byKey = groupBy(standing, (post) => post.key)
  const inPost = new Map<string, string[]>()
  for (const person of org.persons.values()) {
    if (!employed.has(person.id)) continue
    for (const held of person.posts) {
      if (covers(held, date)) inPost.set(held.post, [...(inPost.get(held.post) ?? []), person.id])
    }
  }
  const inForce = org.assignments.filter((assignment) => covers(assignment, date))
  const bySeat = groupBy(inForce, (one) =>
    seatKey({ role: one.role, scope: one.scope, id: one.scopeId }),
  )
  const staff: Staff = {
    org,
    date,
    belongs: (person) => employed.has(person),
    present: (person) => employed.has(person) && !away.has(person),
    holdersOf: (post) => inPost.get(post) ?? [],
    postsOf: (unit) => byUnit.get(unit) ?? [],
    postsWithKey: (key) => byKey.get(key) ?? [],
    appointed: (seat) =>
      (bySeat.get(seatKey(seat)) ?? []).flatMap((one) => {
        if (one.person !== undefined)
          return employed.has(one.person) ? [{ person: one.person }] : []
        const post = one.post === undefined ? undefined : org.posts.get(one.post)
        return post && (post.to === undefined || date <= post.to)
          ? staff.holdersOf(post.id).map((person) => ({ person, post }))
          : []
      }),
  }
  return staff
}
