import { apartBroken } from '#kernel/organization/index.ts'
import type { AssignmentView, OrganizationView } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { Handle } from '#platform/gate/handle.ts'

/** The organisation as it would be with one more appointment. */
export function withAssignment(view: OrganizationView, more: AssignmentView): OrganizationView {
  return { ...view, assignments: [...view.assignments, more] }
}

/** The organisation as it would be with a person in one more post. */
export function withHolding(
  view: OrganizationView,
  more: { person: string; post: string; from: string; to?: string | null | undefined },
): OrganizationView {
  const person = view.persons.get(more.person)
  if (!person) return view
  const posts = [
    ...person.posts,
    { post: more.post, from: more.from, ...(more.to ? { to: more.to } : {}) },
  ]
  return { ...view, persons: new Map([...view.persons, [person.id, { ...person, posts }]]) }
}

/** Refuses what would let one of the persons hold two roles that the pack keeps apart, on the day that it begins or today. */
export function demandApart(
  handle: Handle,
  would: OrganizationView,
  persons: readonly string[],
  from: string,
): void {
  const { pack, view } = handle.organization
  for (const person of persons) {
    for (const date of new Set([from, from < handle.today ? handle.today : from])) {
      const [broken] = apartBroken(
        { before: view, after: would, roles: pack.roles, apart: pack.apart },
        person,
        date,
      )
      if (broken === undefined) continue
      const { rule, one, other } = broken
      refuse(
        'roles-apart',
        { name: view.persons.get(person)?.name ?? '', one, other, rule: rule.title },
        { grounds: rule.carries.map((provision) => ({ provision, rule: `apart/${rule.id}` })) },
      )
    }
  }
}
