import type { Role } from '../packs/types.ts'
import type { Seat } from '../packs/who.ts'
import type { OrganizationView } from './types.ts'
import { ancestors } from './units.ts'

export type Roles = ReadonlyMap<string, Role>

/**
 * The unit that a seat stands in: its own for a unit, the owner's for a system or another place,
 * none otherwise.
 */
export function unitOfSeat(org: OrganizationView, seat: Seat): string | undefined {
  return seat.scope === 'unit' ? seat.id : org.places.get(seat.id)?.unit
}

/**
 * True where a unit has one of the posts that the role names, or someone is appointed to the role
 * there.
 */
function hasSeatAt(
  org: OrganizationView,
  role: Role,
  posts: readonly string[],
  unit: string,
): boolean {
  return (
    [...org.posts.values()].some(
      (post) => post.unit === unit && post.key !== undefined && posts.includes(post.key),
    ) ||
    org.assignments.some(
      (assignment) =>
        assignment.role === role.id && assignment.scope === 'unit' && assignment.scopeId === unit,
    )
  )
}

/** Where a unit role is found from a unit: there, or at the nearest unit above that has it. */
export function nearestUnitWith(
  org: OrganizationView,
  role: Role,
  unit: string,
): string | undefined {
  return role.at === undefined
    ? unit
    : ancestors(org, unit).find((ancestor) => hasSeatAt(org, role, role.at ?? [], ancestor))
}

/**
 * The seat of another role seen from a seat: an organization role is the same from everywhere,
 * others are at the same place or one unit up.
 */
export function relatedSeat(
  org: OrganizationView,
  roles: Roles,
  seat: Seat,
  role: string,
  of: 'organization' | 'same' | 'parent',
): Seat | null {
  const definition = roles.get(role)
  if (definition === undefined) return null
  const { scope } = definition
  if (scope === 'organization') return { role, scope, id: '' }
  if (scope === 'unit') {
    const unit = unitOfSeat(org, seat)
    const nearUnit = of === 'parent' ? org.units.get(unit ?? '')?.parent : unit
    const id =
      nearUnit === undefined || !org.units.has(nearUnit)
        ? undefined
        : nearestUnitWith(org, definition, nearUnit)
    return id === undefined ? null : { role, scope, id }
  }
  return scope === seat.scope && of !== 'parent' ? { role, scope, id: seat.id } : null
}

/**
 * Every seat that the organization has on paper: each role at each place that is in use, and
 * wherever it was given without a register of places.
 */
export function allSeats(org: OrganizationView, roles: Roles): Seat[] {
  const placeIdsFor = (role: Role): readonly string[] => {
    if (role.scope === 'organization') return ['']
    if (role.scope === 'unit')
      return [...org.units.keys()].filter((unit) => nearestUnitWith(org, role, unit) === unit)
    const placeIds = [...org.places.values()]
      .filter((place) => place.scope === role.scope && place.inactive !== true)
      .map((place) => place.id)
    const appointed = org.assignments.filter(
      (assignment) =>
        assignment.role === role.id &&
        assignment.scope === role.scope &&
        !org.places.has(assignment.scopeId),
    )
    return [...new Set([...placeIds, ...appointed.map((assignment) => assignment.scopeId)])]
  }
  return [...roles.values()].flatMap((role) =>
    placeIdsFor(role).map((id) => ({ role: role.id, scope: role.scope, id })),
  )
}

/** 「福祉課の情報セキュリティ責任者」 / “Information security officer of 福祉課”, for sentences. */
export function seatTitle(org: OrganizationView, roles: Roles, seat: Seat): string {
  const role = roles.get(seat.role)
  const title = role?.title ?? seat.role
  if (seat.scope === 'organization') return title
  const place =
    seat.scope === 'unit' ? org.units.get(seat.id)?.title : org.places.get(seat.id)?.title
  return role?.english ? `${title} of ${place ?? seat.id}` : `${place ?? seat.id}の${title}`
}
