import { addDays } from '../../calendar/days.ts'
import { covers } from '../dates.ts'
import type { AssignmentView, OrganizationView, PersonView } from '../types.ts'
import type { Move } from './types.ts'

type PostTenure = PersonView['posts'][number]

/** The id of a new person in the view of a planned transfer. */
export function movedPersonId(move: Move): string {
  return move.person ?? `new:${move.row ?? 0}`
}

/** The organization as it will be when the moves have been made on their day. */
export function applyMoves(
  org: OrganizationView,
  moves: readonly Move[],
  on: string,
): OrganizationView {
  const dayBefore = addDays(on, -1)
  const persons = new Map(org.persons)
  const leavers = new Set<string>()
  for (const move of moves) {
    const id = movedPersonId(move)
    const person = org.persons.get(id)
    if (move.kind === 'left' && person !== undefined) {
      leavers.add(id)
      persons.set(id, { ...person, to: dayBefore, posts: endSpans(person.posts, dayBefore) })
    }
    if (move.after === undefined || move.kind === 'unchanged') continue
    const { name, unit, employment, posts, until } = move.after
    const from = move.kind === 'joined' ? on : person?.from
    persons.set(id, {
      id,
      name,
      unit,
      employment,
      posts: tenuresFrom(person?.posts ?? [], posts, on),
      ...(from !== undefined && { from }),
      ...(until !== null && { to: until }),
    })
  }
  return {
    ...org,
    persons,
    assignments: org.assignments.flatMap((assignment) =>
      assignment.person !== undefined && leavers.has(assignment.person)
        ? endSpans([assignment], dayBefore)
        : [assignment],
    ),
  }
}

/** Posts held by somebody from a day on: what goes on, what ends the day before, what begins. */
function tenuresFrom(
  tenures: readonly PostTenure[],
  posts: readonly string[],
  on: string,
): PostTenure[] {
  const continuing = tenures.flatMap((tenure) =>
    posts.includes(tenure.post) ? [tenure] : endSpans([tenure], addDays(on, -1)),
  )
  const newPosts = posts.filter(
    (post) => !continuing.some((tenure) => tenure.post === post && covers(tenure, on)),
  )
  return [...continuing, ...newPosts.map((post) => ({ post, from: on }))]
}

/** Spans that are over on a day; those that would only begin later never do. */
function endSpans<Span extends PostTenure | AssignmentView>(
  spans: readonly Span[],
  last: string,
): Span[] {
  return spans
    .filter((span) => span.from <= last)
    .map((span) => (span.to !== undefined && span.to <= last ? span : { ...span, to: last }))
}
