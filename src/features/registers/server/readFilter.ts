import type { Register } from '#kernel/packs/types.ts'
import type { Who } from '#kernel/packs/who.ts'
import { claimsOfPerson, ancestorAt, isWithin } from '#kernel/organization/index.ts'
import type { OrganizationView } from '#kernel/organization/types.ts'
import { actorPerson, actorUnit } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** The entries of a register that a person may read, as conditions of a list. */
export interface ReadFilter {
  readonly units: readonly string[]
  /** Entries that belong to no unit. */
  readonly unitless: boolean
  readonly entries: readonly string[]
  /** `field:value` facets, one of which an entry must have. */
  readonly facets: readonly string[]
}

const noEntries: ReadFilter = { units: [], unitless: false, entries: [], facets: [] }

interface CachedFilters {
  readonly date: string
  readonly byActor: Map<string, ReadFilter | undefined>
}
const filterCache = new WeakMap<OrganizationView, CachedFilters>()

/**
 * The entries that the actor may read; undefined where all. Cached as long as the organisation's
 * revision and the day are the same.
 */
export function readFilterFor(tx: Transaction, register: Register): ReadFilter | undefined {
  if (register.readBy === 'everyone' || tx.actor.kind === 'program') return undefined
  const { view } = tx.organization
  let cached = filterCache.get(view)
  if (cached?.date !== tx.today)
    filterCache.set(view, (cached = { date: tx.today, byActor: new Map() }))
  const key = `${register.id}/${tx.actor.personId}`
  if (!cached.byActor.has(key)) cached.byActor.set(key, computeReadFilter(tx, register))
  return cached.byActor.get(key)
}

function computeReadFilter(tx: Transaction, register: Register): ReadFilter | undefined {
  const { view } = tx.organization
  const own = actorUnit(tx)
  const filters = [
    register.keptBy,
    ...(register.readBy === 'unit' || register.readBy === 'everyone' ? [] : register.readBy),
  ].map((who) => readFilterBy(tx, register, who))
  if (filters.includes(undefined)) return undefined
  const units = [...view.units.keys()].filter(
    (unit) =>
      own !== undefined &&
      ((register.readBy === 'unit' && isWithin(view, unit, own)) ||
        (register.unitWrites && unit === own)),
  )
  const boundedFilters = filters.map((part) => part ?? noEntries)
  const all = new Set([...units, ...boundedFilters.flatMap((part) => part.units)])
  const unitless = register.readBy === 'unit' && register.belongsTo !== 'unit'
  if (all.size === view.units.size && (register.belongsTo === 'unit' || unitless)) return undefined
  return {
    units: [...all],
    unitless,
    entries: boundedFilters.flatMap((part) => part.entries),
    facets: [...new Set(boundedFilters.flatMap((part) => part.facets))],
  }
}

/** Which entries of the register the actor may read: all, those of a filter, or none whatever. */
export function readsOf(tx: Transaction, register: Register): 'all' | 'some' | 'none' {
  const filter = readFilterFor(tx, register)
  if (filter === undefined) return 'all'
  const { units, unitless, entries, facets } = filter
  return unitless || units.length + entries.length + facets.length > 0 ? 'some' : 'none'
}

/** Whether the actor may write some entries: as their keeper, or those of the own unit. */
export function mayWriteSome(tx: Transaction, register: Register): boolean {
  if (tx.actor.kind === 'program' || (register.unitWrites && actorUnit(tx) !== undefined))
    return true
  const filter = readFilterBy(tx, register, register.keptBy)
  return (
    filter === undefined || filter.units.length + filter.entries.length + filter.facets.length > 0
  )
}

/**
 * Whether there is an entry that the actor may add, by who may add one (`mayAddEntry`). A right
 * over entries that are there already adds none.
 */
export function mayAddSome(tx: Transaction, register: Register): boolean {
  return (
    tx.actor.kind === 'program' ||
    (register.unitWrites && actorUnit(tx) !== undefined) ||
    mayAddByRole(tx, register)
  )
}

/** Whether there is an entry that the actor may add as its keeper or as who adds entries. */
export function mayAddByRole(tx: Transaction, register: Register): boolean {
  return [register.keptBy, ...register.addedBy].some((who) => {
    const filter = readFilterBy(tx, register, who)
    return filter === undefined || filter.units.length + filter.facets.length > 0
  })
}

/** The entries for which `who` means the actor; undefined where for all of them. */
function readFilterBy(tx: Transaction, register: Register, who: Who): ReadFilter | undefined {
  const { view, pack } = tx.organization
  const person = actorPerson(tx) ?? ''
  if (who.kind === 'anyone') return undefined
  if (who.kind === 'person') return { ...noEntries, facets: [`${who.field}:${person}`] }
  if (who.kind === 'applicant') return noEntries
  const heldPlaces = new Set(
    claimsOfPerson(view, pack.roles, person, tx.today)
      .filter((claim) => claim.requires.length === 0 && claim.seat.role === who.role)
      .map((claim) => claim.seat.id),
  )
  if (heldPlaces.size === 0) return noEntries
  const path = who.of
  if (path.from === 'organization') return undefined
  const heldUnits =
    path.from === 'applicant' || path.to !== 'unit'
      ? []
      : [...view.units.keys()].filter((unit) => heldPlaces.has(ancestorAt(view, unit, path.up)))
  if (path.from === 'applicant') return noEntries
  if (path.from === 'field')
    return {
      ...noEntries,
      facets: facetsPointingTo(
        tx,
        register,
        path.field,
        path.to === 'unit' ? heldUnits : [...heldPlaces],
      ),
    }
  if (path.to === 'unit') return { ...noEntries, units: heldUnits }
  if (register.scope === path.to) return { ...noEntries, entries: [...heldPlaces] }
  const field = register.fields.find(
    (candidate) =>
      candidate.type === 'line' && pack.registers.get(candidate.register ?? '')?.scope === path.to,
  )
  return field === undefined
    ? noEntries
    : { ...noEntries, facets: [...heldPlaces].map((id) => `${field.id}:${id}`) }
}

/**
 * The facets of a field that refer to one of these places; a person stands for the unit that they
 * work in.
 */
function facetsPointingTo(
  tx: Transaction,
  register: Register,
  id: string,
  places: readonly string[],
): string[] {
  const type = register.fields.find((field) => field.id === id)?.type
  if (type !== 'person' && type !== 'persons') return places.map((place) => `${id}:${place}`)
  const units = new Set(places)
  return [...tx.organization.view.persons.values()]
    .filter((person) => units.has(person.unit))
    .map((person) => `${id}:${person.id}`)
}
