import type { FieldValues } from '#kernel/fields/types.ts'
import { placedOf, within } from '#kernel/organization/index.ts'
import type { Placed } from '#kernel/organization/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorUnit, isAmong, namesOf } from '#platform/access/party.ts'
import type { Handle } from '#platform/gate/handle.ts'

export function registerOf(handle: Handle, id: string): Register {
  return handle.organization.pack.registers.get(id) ?? refuse('not-found', { what: nouns.register })
}

/** A line as far as it matters who may touch it; a line yet to be written has only its unit. */
export interface LineAt {
  readonly id?: string
  readonly unit_id: string | null
  readonly fields?: FieldValues
}

/** Where a line stands: its unit, system, area … */
export function placeOfLine(handle: Handle, register: Register, line: LineAt): Placed {
  const { id = '', unit_id, fields = {} } = line
  return placedOf(handle.organization.pack.registers, {
    id,
    register: register.id,
    fields,
    ...(unit_id === null ? {} : { unit: unit_id }),
  })
}

/** Whether it is more than a line's unit that says who keeps it: its system, its area, a person in it. */
export function keptByLine({ keptBy }: Register): boolean {
  return (
    keptBy.kind === 'person' ||
    (keptBy.kind === 'role' &&
      (keptBy.of.from === 'field' || (keptBy.of.from === 'about' && keptBy.of.to !== 'unit')))
  )
}

/** May write a line: who keeps the register there, and the unit's own people where the pack says so. */
export function mayWrite(handle: Handle, register: Register, line: LineAt): boolean {
  if (handle.actor.kind === 'program') return true
  if (register.unitWrites && line.unit_id !== null && actorUnit(handle) === line.unit_id)
    return true
  return isAmong(handle, register.keptBy, [placeOfLine(handle, register, line)], line.fields)
}

/** May read a line: everyone, or those of its unit and of the units above it, or those named; and who may write it. */
export function mayRead(handle: Handle, register: Register, line: LineAt): boolean {
  const { readBy } = register
  if (readBy === 'everyone' || handle.actor.kind === 'program') return true
  if (readBy !== 'unit')
    return (
      readBy.some((who) =>
        isAmong(handle, who, [placeOfLine(handle, register, line)], line.fields),
      ) || mayWrite(handle, register, line)
    )
  const own = actorUnit(handle)
  return (
    line.unit_id === null ||
    (own !== undefined && within(handle.organization.view, line.unit_id, own)) ||
    mayWrite(handle, register, line)
  )
}

/** Refuses whoever may not write; a line that may not even be read is not found. */
export function demandWrite(handle: Handle, register: Register, line: LineAt): void {
  if (mayWrite(handle, register, line)) return
  if (!mayRead(handle, register, line)) refuse('not-found', { what: nouns.entry })
  refuse(
    'not-allowed',
    {
      act: { ja: `「${register.title}」への記入`, en: `writing in “${register.title}”` },
      who: namesOf(handle, [register.keptBy]),
    },
    {
      grounds: register.carries.map((provision) => ({
        provision,
        rule: `registers/${register.id}`,
      })),
    },
  )
}
