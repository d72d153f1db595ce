import type { Register } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { within } from '#kernel/organization/index.ts'
import type { OrganizationView } from '#kernel/organization/types.ts'
import { actorUnit, isAmong, namesOf } from '#platform/access/party.ts'
import type { Handle } from '#platform/gate/handle.ts'

export function registerOf(handle: Handle, id: string): Register {
  return handle.organization.pack.registers.get(id) ?? refuse('not-found', { what: '台帳' })
}

/** May write a line of this unit: who keeps the register there, and the unit's own people where the pack says so. */
export function mayWrite(handle: Handle, register: Register, unit: string | null): boolean {
  if (handle.actor.kind === 'program') return true
  if (register.unitWrites && unit !== null && actorUnit(handle) === unit) return true
  return isAmong(handle, register.keptBy, unit === null ? [] : [{ unit }])
}

/** May read a line of this unit: everyone, or those of the unit and of the units above it, and who keeps the register. */
export function mayRead(handle: Handle, register: Register, unit: string | null): boolean {
  if (register.readBy === 'everyone' || handle.actor.kind === 'program' || unit === null) return true
  const own = actorUnit(handle)
  return (own !== undefined && within(handle.organization.view, unit, own)) || mayWrite(handle, register, unit)
}

interface Readable {
  readonly date: string
  readonly units: Map<string, readonly string[] | undefined>
}
const known = new WeakMap<OrganizationView, Readable>()

/** Units whose lines the actor may read; undefined where all. Kept with the organisation as long as it and the day are the same. */
export function readableUnits(handle: Handle, register: Register): readonly string[] | undefined {
  if (register.readBy === 'everyone' || handle.actor.kind === 'program') return undefined
  const { view } = handle.organization
  let kept = known.get(view)
  if (kept?.date !== handle.today) known.set(view, (kept = { date: handle.today, units: new Map() }))
  const key = `${register.id}/${handle.actor.personId}`
  if (!kept.units.has(key)) {
    const units = [...view.units.keys()]
    const readable = units.filter((unit) => mayRead(handle, register, unit))
    kept.units.set(key, readable.length === units.length ? undefined : readable)
  }
  return kept.units.get(key)
}

/** Refuses whoever may not write; a line that may not even be read is not found. */
export function demandWrite(handle: Handle, register: Register, unit: string | null): void {
  if (mayWrite(handle, register, unit)) return
  if (!mayRead(handle, register, unit)) refuse('not-found', { what: '登録' })
  refuse('not-allowed', { act: `「${register.title}」への記入`, who: namesOf(handle, [register.keptBy]) },
    { grounds: register.carries.map((provision) => ({ provision, rule: `registers/${register.id}` })) })
}
