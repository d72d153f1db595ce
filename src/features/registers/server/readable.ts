import type { Register } from '#kernel/packs/types.ts'
import type { Who } from '#kernel/packs/who.ts'
import { claims, climb, within } from '#kernel/organization/index.ts'
import type { OrganizationView } from '#kernel/organization/types.ts'
import { actorPerson, actorUnit } from '#platform/access/party.ts'
import type { Handle } from '#platform/gate/handle.ts'

/** Which lines of a register a person may read, as a list can ask for them. */
export interface Readable {
  readonly units: readonly string[]
  /** Lines that belong to no unit. */
  readonly unitless: boolean
  readonly lines: readonly string[]
  /** `field:value` that a line must have. */
  readonly facets: readonly string[]
}

const nothing: Readable = { units: [], unitless: false, lines: [], facets: [] }

interface Kept {
  readonly date: string
  readonly lines: Map<string, Readable | undefined>
}
const known = new WeakMap<OrganizationView, Kept>()

/** Lines that the actor may read; undefined where all. Kept with the organisation as long as it and the day are the same. */
export function readableLines(handle: Handle, register: Register): Readable | undefined {
  if (register.readBy === 'everyone' || handle.actor.kind === 'program') return undefined
  const { view } = handle.organization
  let kept = known.get(view)
  if (kept?.date !== handle.today)
    known.set(view, (kept = { date: handle.today, lines: new Map() }))
  const key = `${register.id}/${handle.actor.personId}`
  if (!kept.lines.has(key)) kept.lines.set(key, find(handle, register))
  return kept.lines.get(key)
}

function find(handle: Handle, register: Register): Readable | undefined {
  const { view } = handle.organization
  const own = actorUnit(handle)
  const parts = [
    register.keptBy,
    ...(register.readBy === 'unit' || register.readBy === 'everyone' ? [] : register.readBy),
  ].map((who) => readableBy(handle, register, who))
  if (parts.includes(undefined)) return undefined
  const units = [...view.units.keys()].filter(
    (unit) =>
      own !== undefined &&
      ((register.readBy === 'unit' && within(view, unit, own)) ||
        (register.unitWrites && unit === own)),
  )
  const found = parts.map((part) => part ?? nothing)
  const all = new Set([...units, ...found.flatMap((part) => part.units)])
  const unitless = register.readBy === 'unit' && register.belongsTo !== 'unit'
  if (all.size === view.units.size && (register.belongsTo === 'unit' || unitless)) return undefined
  return {
    units: [...all],
    unitless,
    lines: found.flatMap((part) => part.lines),
    facets: [...new Set(found.flatMap((part) => part.facets))],
  }
}

/** Whether the actor keeps the register for at least some lines, or may write those of the own unit. */
export function keepsSome(handle: Handle, register: Register): boolean {
  if (handle.actor.kind === 'program' || (register.unitWrites && actorUnit(handle) !== undefined))
    return true
  const kept = readableBy(handle, register, register.keptBy)
  return kept === undefined || kept.units.length + kept.lines.length + kept.facets.length > 0
}

/** The lines for which the actor is the one that a `who` means; undefined where that is so for all of them. */
function readableBy(handle: Handle, register: Register, who: Who): Readable | undefined {
  const { view, pack } = handle.organization
  const person = actorPerson(handle) ?? ''
  if (who.kind === 'anyone') return undefined
  if (who.kind === 'person') return { ...nothing, facets: [`${who.field}:${person}`] }
  if (who.kind === 'applicant') return nothing
  const held = new Set(
    claims(view, pack.roles, person, handle.today)
      .filter((claim) => claim.requires.length === 0 && claim.seat.role === who.role)
      .map((claim) => claim.seat.id),
  )
  if (held.size === 0) return nothing
  const path = who.of
  if (path.from === 'organization') return undefined
  const unitsHeld =
    path.from === 'applicant' || path.to !== 'unit'
      ? []
      : [...view.units.keys()].filter((unit) => held.has(climb(view, unit, path.up)))
  if (path.from === 'applicant') return nothing
  if (path.from === 'field')
    return {
      ...nothing,
      facets: pointingTo(handle, register, path.field, path.to === 'unit' ? unitsHeld : [...held]),
    }
  if (path.to === 'unit') return { ...nothing, units: unitsHeld }
  if (register.scope === path.to) return { ...nothing, lines: [...held] }
  const field = register.fields.find(
    (one) => one.type === 'line' && pack.registers.get(one.register ?? '')?.scope === path.to,
  )
  return field === undefined
    ? nothing
    : { ...nothing, facets: [...held].map((id) => `${field.id}:${id}`) }
}

/** What a field must hold to mean one of these places; a person stands for the unit that they work in. */
function pointingTo(
  handle: Handle,
  register: Register,
  id: string,
  places: readonly string[],
): string[] {
  const type = register.fields.find((field) => field.id === id)?.type
  if (type !== 'person' && type !== 'persons') return places.map((place) => `${id}:${place}`)
  const units = new Set(places)
  return [...handle.organization.view.persons.values()]
    .filter((person) => units.has(person.unit))
    .map((person) => `${id}:${person.id}`)
}
