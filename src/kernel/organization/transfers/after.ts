import { addDays } from '../../calendar/days.ts'
import { covers } from '../dates.ts'
import type { AssignmentView, OrganizationView, PersonView } from '../types.ts'
import type { Move } from './types.ts'

type Holding = PersonView['posts'][number]

/** The id that a new person has in a view that is only thought of. */
export function idOf(move: Move): string {
  return move.person ?? `new:${move.row ?? 0}`
}

/** The organization as it will be when the moves have been made on their day. */
export function afterMoves(
  org: OrganizationView,
  moves: readonly Move[],
  on: string,
): OrganizationView {
  const eve = addDays(on, -1)
  const persons = new Map(org.persons)
  const left = new Set<string>()
  for (const move of moves) {
    const id = idOf(move)
    const person = org.persons.get(id)
    if (move.kind === 'left' && person !== undefined) {
      left.add(id)
      persons.set(id, { ...person, to: eve, posts: endedBy(person.posts, eve) })
    }
    if (move.after === undefined || move.kind === 'unchanged') continue
    const { name, unit, employment, posts, until } = move.after
    const from = move.kind === 'joined' ? on : person?.from
    persons.set(id, {
      id,
      name,
      unit,
      employment,
      posts: heldFrom(person?.posts ?? [], posts, on),
      ...(from !== undefined && { from }),
      ...(until !== null && { to: until }),
    })
  }
  return {
    ...org,
    persons,
    assignments: org.assignments.flatMap((one) =>
      one.person !== undefined && left.has(one.person) ? endedBy([one], eve) : [one],
    ),
  }
}

/** Posts held by somebody from a day on: what goes on, what ends the day before, what begins. */
export function heldFrom(
  held: readonly Holding[],
  wanted: readonly string[],
  on: string,
): Holding[] {
  const kept = held.flatMap((one) =>
    wanted.includes(one.post) ? [one] : endedBy([one], addDays(on, -1)),
  )
  const begun = wanted.filter((post) => !kept.some((one) => one.post === post && covers(one, on)))
  return [...kept, ...begun.map((post) => ({ post, from: on }))]
}

/** Spans that are over on a day; those that would only begin later never do. */
function endedBy<Span extends Holding | AssignmentView>(
  spans: readonly Span[],
  last: string,
): Span[] {
  return spans
    .filter((one) => one.from <= last)
    .map((one) => (one.to !== undefined && one.to <= last ? one : { ...one, to: last }))
}
