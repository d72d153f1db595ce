import type { OrganizationView } from '../organization/types.ts'
import { isWithin } from '../organization/units.ts'
import type { Register } from '../packs/register.ts'
import type { PlaceKind, Who } from '../packs/who.ts'

/** Who asks for an entry: their unit, and whether they are among those that a `who` means there. */
export interface EntryVisitor {
  readonly unit: string | undefined
  isAmong(who: Who): boolean
}

/**
 * Whether somebody may write an entry of a unit: as keeper of the register there, or as a person of
 * the unit where the pack allows it.
 */
export function mayWriteEntry(
  register: Register,
  unit: string | null,
  visitor: EntryVisitor,
): boolean {
  return (
    (register.unitWrites && unit !== null && visitor.unit === unit) ||
    visitor.isAmong(register.keptBy)
  )
}

/**
 * Whether somebody may add an entry to a unit: who may write it once it is there, or who adds
 * entries by the pack.
 */
export function mayAddEntry(
  register: Register,
  unit: string | null,
  visitor: EntryVisitor,
): boolean {
  return (
    mayWriteEntry(register, unit, visitor) || register.addedBy.some((who) => visitor.isAmong(who))
  )
}

/**
 * Whether a `who` depends on more than the unit of an entry: on its system, its area, a person in
 * it.
 */
export function dependsOnEntry(who: Who): boolean {
  return (
    who.kind === 'person' ||
    (who.kind === 'role' &&
      (who.of.from === 'field' || (who.of.from === 'about' && who.of.to !== 'unit')))
  )
}

/**
 * Whether a `who` is a role at the very place that an entry of the register will be: before it is
 * there, nobody has that role.
 */
export function dependsOnItself(who: Who, scope: PlaceKind | undefined): boolean {
  return (
    scope !== undefined && who.kind === 'role' && who.of.from === 'about' && who.of.to === scope
  )
}

/**
 * Whether somebody may read an entry. By the pack: everyone; or persons of its unit and of the
 * units above; or the persons named. Who may write an entry may always read it.
 */
export function mayReadEntry(
  register: Register,
  unit: string | null,
  visitor: EntryVisitor,
  org: OrganizationView,
): boolean {
  const { readBy } = register
  if (readBy === 'everyone') return true
  const reads =
    readBy === 'unit'
      ? unit === null || (visitor.unit !== undefined && isWithin(org, unit, visitor.unit))
      : readBy.some((who) => visitor.isAmong(who))
  return reads || mayWriteEntry(register, unit, visitor)
}
