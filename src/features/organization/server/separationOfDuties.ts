import { separationViolations } from '#kernel/organization/index.ts'
import type { AssignmentView, OrganizationView } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** The organisation with one more assignment. */
export function withAssignment(
  view: OrganizationView,
  assignment: AssignmentView,
): OrganizationView {
  return { ...view, assignments: [...view.assignments, assignment] }
}

/** The organisation with a person in one more post. */
export function withHolding(
  view: OrganizationView,
  holding: { person: string; post: string; from: string; to?: string | null | undefined },
): OrganizationView {
  const person = view.persons.get(holding.person)
  if (!person) return view
  const posts = [
    ...person.posts,
    { post: holding.post, from: holding.from, ...(holding.to ? { to: holding.to } : {}) },
  ]
  return { ...view, persons: new Map([...view.persons, [person.id, { ...person, posts }]]) }
}

/**
 * Refuses a change by which one of the persons would hold two roles that the pack separates, on its
 * first day or today.
 */
export function demandSeparationOfDuties(
  tx: Transaction,
  projected: OrganizationView,
  persons: readonly string[],
  from: string,
): void {
  const { pack, view } = tx.organization
  for (const person of persons) {
    for (const date of new Set([from, from < tx.today ? tx.today : from])) {
      const [violation] = separationViolations(
        {
          before: view,
          after: projected,
          roles: pack.roles,
          separationOfDuties: pack.separationOfDuties,
        },
        person,
        date,
      )
      if (violation === undefined) continue
      const { rule, firstRole: one, secondRole: other } = violation
      refuse(
        'roles-apart',
        { name: view.persons.get(person)?.name ?? '', one, other, rule: rule.title },
        { grounds: rule.carries.map((provision) => ({ provision, rule: `apart/${rule.id}` })) },
      )
    }
  }
}
