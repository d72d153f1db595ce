import type { UnitRow } from '../contract/units.ts'

/** The units that have not ended, by the unit above them; top units under null. */
export function treeOf(units: readonly UnitRow[]): ReadonlyMap<string | null, readonly UnitRow[]> {
  const activeUnits = units.filter((unit) => !unit.ended)
  const unitIds = new Set(activeUnits.map((unit) => unit.id))
  return Map.groupBy(activeUnits, (unit) =>
    unit.parent !== null && unitIds.has(unit.parent) ? unit.parent : null,
  )
}
