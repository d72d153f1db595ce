import type { UnitRow } from '../contract.ts'

/** The living units under each unit, those at the top under null. */
export function treeOf(units: readonly UnitRow[]): ReadonlyMap<string | null, readonly UnitRow[]> {
  const living = units.filter((unit) => unit.endedOn === null)
  const known = new Set(living.map((unit) => unit.id))
  return Map.groupBy(living, (unit) =>
    unit.parent !== null && known.has(unit.parent) ? unit.parent : null,
  )
}
