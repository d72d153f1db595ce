import type { Apart } from '../packs/types.ts'
import { rolesOf } from './roles.ts'
import type { Roles } from './seats.ts'
import type { OrganizationView } from './types.ts'

/** A rule that one person would break by holding both roles, with their titles. */
export interface ApartBroken {
  readonly rule: Apart
  readonly one: string
  readonly other: string
}

/** Rules on roles that nobody may hold together, which a change makes a person break on a day; what was so before is not the change's fault. */
export function apartBroken(
  {
    before,
    after,
    roles,
    apart,
  }: {
    readonly before: OrganizationView
    readonly after: OrganizationView
    readonly roles: Roles
    readonly apart: readonly Apart[]
  },
  person: string,
  date: string,
): readonly ApartBroken[] {
  const rules = apart.filter((rule) => rule.in === 'organization')
  if (rules.length === 0) return []
  const held = new Set(rolesOf(after, roles, person, date).map((seat) => seat.role))
  const had = new Set(rolesOf(before, roles, person, date).map((seat) => seat.role))
  return rules.flatMap((rule) => {
    const [one, other] = rule.not
    if (!held.has(one) || !held.has(other) || (had.has(one) && had.has(other))) return []
    return [{ rule, one: roles.get(one)?.title ?? one, other: roles.get(other)?.title ?? other }]
  })
}
