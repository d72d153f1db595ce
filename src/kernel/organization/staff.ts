import { addDays, dayOf, daysBetween } from '../calendar/days.ts'
import { spanEnd } from '../calendar/spans.ts'
import type { Span } from '../calendar/spans.ts'
import type { Seat } from '../packs/who.ts'
import { covers } from './dates.ts'
import type { OrganizationView, PostView } from './types.ts'

/**
 * Who works, holds posts and is away on one day: the lookups that chains are made of, computed
 * once.
 */
export interface Staff {
  readonly org: OrganizationView
  readonly date: string
  /** Works for the organization on that day. */
  isEmployed(person: string): boolean
  /** Belongs and is not away, or for no longer than `atMost`. */
  isPresent(person: string, atMost?: Span): boolean
  /** How many people belong to a unit itself. */
  peopleIn(unit: string): number
  holdersOf(post: string): readonly string[]
  postsOf(unit: string): readonly PostView[]
  postsWithKey(key: string): readonly PostView[]
  /** Persons appointed to a seat, directly or through a post, in the order of the appointments. */
  appointeesOf(seat: Seat): readonly { readonly person: string; readonly post?: PostView }[]
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

const cache = new WeakMap<OrganizationView, Map<string, Staff>>()
/** How many days are kept of an organisation. */
const daysKept = 4

/**
 * The lookups of a day; those of the last days are kept with the organisation, so that asking again
 * costs nothing.
 */
export function staffOn(org: OrganizationView, date: string): Staff {
  const days = cache.get(org) ?? new Map<string, Staff>()
  cache.set(org, days)
  const known = days.get(date)
  if (known !== undefined) return known
  const staff = buildStaff(org, date)
  const [oldest] = days.keys()
  if (days.size >= daysKept && oldest !== undefined) days.delete(oldest)
  days.set(date, staff)
  return staff
}

function buildStaff(org: OrganizationView, date: string): Staff {
  const employed = new Set(
    [...org.persons.values()].filter((person) => covers(person, date)).map((person) => person.id),
  )
  const away = new Set(
    org.absences.filter((absence) => covers(absence, date)).map((absence) => absence.person),
  )
  let peopleByUnit: ReadonlyMap<string, readonly string[]> | undefined
  const existingPosts = [...org.posts.values()].filter(
    (post) => post.to === undefined || date <= post.to,
  )
  const byUnit = groupBy(existingPosts, (post) => post.unit)
  const byKey = groupBy(existingPosts, (post) => post.key)
  const holdersByPost = new Map<string, string[]>()
  for (const person of org.persons.values()) {
    if (!employed.has(person.id)) continue
    for (const tenure of person.posts) {
      if (covers(tenure, date))
        holdersByPost.set(tenure.post, [...(holdersByPost.get(tenure.post) ?? []), person.id])
    }
  }
  const inForce = org.assignments.filter((assignment) => covers(assignment, date))
  const bySeat = groupBy(inForce, (assignment) =>
    seatKey({ role: assignment.role, scope: assignment.scope, id: assignment.scopeId }),
  )
  const staff: Staff = {
    org,
    date,
    isEmployed: (person) => employed.has(person),
    isPresent: (person, atMost) =>
      employed.has(person) &&
      (!away.has(person) || (atMost !== undefined && !isLonger(org, person, date, atMost))),
    peopleIn: (unit) => {
      peopleByUnit ??= groupBy(employed, (person) => org.persons.get(person)?.unit)
      return peopleByUnit.get(unit)?.length ?? 0
    },
    holdersOf: (post) => holdersByPost.get(post) ?? [],
    postsOf: (unit) => byUnit.get(unit) ?? [],
    postsWithKey: (key) => byKey.get(key) ?? [],
    appointeesOf: (seat) =>
      (bySeat.get(seatKey(seat)) ?? []).flatMap((assignment) => {
        if (assignment.person !== undefined)
          return employed.has(assignment.person) ? [{ person: assignment.person }] : []
        const post = assignment.post === undefined ? undefined : org.posts.get(assignment.post)
        return post && (post.to === undefined || date <= post.to)
          ? staff.holdersOf(post.id).map((person) => ({ person, post }))
          : []
      }),
  }
  return staff
}

/**
 * Whether a person cannot act on a day: no longer (or not yet) here, or in the midst of an absence
 * of more days than a limit.
 */
export function cannotAct(
  org: OrganizationView,
  person: string,
  date: string,
  absentDays: number,
): boolean {
  const isLongAway = org.absences.some(
    (absence) =>
      absence.person === person &&
      covers(absence, date) &&
      daysBetween(absence.from, absence.to) + 1 > absentDays,
  )
  return isLongAway || !staffOn(org, date).isEmployed(person)
}

/**
 * Whether somebody who is away on a day is so for longer than a span; absences that follow each
 * other without a day between count as one.
 */
function isLonger(org: OrganizationView, person: string, date: string, span: Span): boolean {
  const absences = org.absences.filter((absence) => absence.person === person)
  let [first, last] = [date, date]
  for (let grown = true; grown;) {
    grown = false
    for (const { from, to } of absences) {
      if (from > addDays(last, 1) || to < addDays(first, -1)) continue
      grown ||= from < first || to > last
      if (from < first) first = from
      if (to > last) last = to
    }
  }
  return dayOf(spanEnd(addDays(first, -1), span).due) < last
}
