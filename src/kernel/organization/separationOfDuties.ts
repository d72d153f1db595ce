import type { SeparationOfDuties } from '../packs/types.ts'
import { seatsHeldBy } from './heldSeats.ts'
import type { Roles } from './seats.ts'
import type { OrganizationView } from './types.ts'

/** A rule that one person would break by holding both roles, with their titles. */
export interface SeparationViolation {
  readonly rule: SeparationOfDuties
  readonly firstRole: string
  readonly secondRole: string
}

/**
 * Rules on roles that nobody may hold together, which a change makes a person break on a day; what
 * was so before is not the change's fault.
 */
export function separationViolations(
  {
    before,
    after,
    roles,
    separationOfDuties: apart,
  }: {
    readonly before: OrganizationView
    readonly after: OrganizationView
    readonly roles: Roles
    readonly separationOfDuties: readonly SeparationOfDuties[]
  },
  person: string,
  date: string,
): readonly SeparationViolation[] {
  const rules = apart.filter((rule) => rule.in === 'organization')
  if (rules.length === 0) return []
  const rolesAfter = new Set(seatsHeldBy(after, roles, person, date).map((seat) => seat.role))
  const rolesBefore = new Set(seatsHeldBy(before, roles, person, date).map((seat) => seat.role))
  return rules.flatMap((rule) => {
    const [firstRole, secondRole] = rule.not
    if (
      !rolesAfter.has(firstRole) ||
      !rolesAfter.has(secondRole) ||
      (rolesBefore.has(firstRole) && rolesBefore.has(secondRole))
    )
      return []
    return [
      {
        rule,
        firstRole: roles.get(firstRole)?.title ?? firstRole,
        secondRole: roles.get(secondRole)?.title ?? secondRole,
      },
    ]
  })
}
