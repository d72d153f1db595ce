import { fiscalYearOf, fiscalYearSpan } from '../calendar/fiscal.ts'
import { seatsHeldBy } from '../organization/heldSeats.ts'
import type { Roles } from '../organization/seats.ts'
import type { OrganizationView } from '../organization/types.ts'
import { unitsUnder } from '../organization/units.ts'
import type { Round } from '../packs/round.ts'
import type { RoundSubjectFacts } from './subjects.ts'

/**
 * Who may not look at a subject where its round wants others: whoever is in its unit or below (of
 * the whole organisation: in its topmost unit), or holds a seat of it, today or at any time since the beginning of the 年度 before.
 */
export function dependentOn(
  { independent }: Pick<Round, 'independent'>,
  { location }: Pick<RoundSubjectFacts, 'location'>,
  org: OrganizationView,
  roles: Roles,
  day: string,
): readonly string[] {
  const { unit } = location
  if (independent === undefined || unit === undefined) return []
  // Below the whole organisation stands everybody.
  const isTop = org.units.get(unit)?.parent === undefined
  const units = new Set(isTop ? [unit] : unitsUnder(org, unit))
  const { from: since } = fiscalYearSpan(fiscalYearOf(day) - 1)
  const lately = ({ from, to }: { readonly from: string; readonly to?: string }): boolean =>
    from <= day && (to === undefined || to >= since)
  const appointed = new Set(
    org.assignments
      .filter((one) => one.scope === 'unit' && units.has(one.scopeId) && lately(one))
      .flatMap(({ person }) => person ?? []),
  )
  return [...org.persons.values()].flatMap((person) => {
    const isOfUnit =
      units.has(person.unit) ||
      appointed.has(person.id) ||
      person.posts.some(
        (held) => lately(held) && units.has(org.posts.get(held.post)?.unit ?? ''),
      ) ||
      seatsHeldBy(org, roles, person.id, day).some(
        (seat) => seat.scope === 'unit' && seat.id === unit,
      )
    return isOfUnit ? [person.id] : []
  })
}
