import type { FieldValues } from '../fields/types.ts'
import { placeKinds } from '../packs/who.ts'
import type { PlaceKind, ScopePath, Seat, Who } from '../packs/who.ts'
import { ancestorAt } from './units.ts'
import { nearestUnitWith } from './seats.ts'
import type { Roles } from './seats.ts'
import type { OrganizationView } from './types.ts'

/** Who must act, found: a seat, one person, or anyone of the organization. */
export type Party = { readonly seat: Seat } | { readonly person: string } | 'anyone'

/**
 * Where an entry stands that a case is about or that a field points to: its unit, its system, its
 * area …
 */
export type EntryLocation = { readonly [kind in 'unit' | PlaceKind]?: string }

export interface WhoContext {
  readonly org: OrganizationView
  readonly roles: Roles
  readonly applicant: string
  /** The applicant's unit at the beginning of the case; the person's own unit by default. */
  readonly applicantUnit?: string
  readonly about: readonly EntryLocation[]
  readonly fields: FieldValues
  /** Places of the entries that fields point to, by entry id. */
  readonly related?: ReadonlyMap<string, EntryLocation>
}

/**
 * The parties that a pack's `who` means in a case. Several entries in different units give several
 * seats; an empty field gives none.
 */
export function resolveWho(who: Who, context: WhoContext): readonly Party[] {
  switch (who.kind) {
    case 'anyone':
      return ['anyone']
    case 'applicant':
      return [{ person: context.applicant }]
    case 'person':
      return idsIn(context.fields[who.field]).map((person) => ({ person }))
    case 'role': {
      const role = context.roles.get(who.role)
      if (role === undefined) return []
      const { scope } = role
      if (scope === 'organization') return [{ seat: { role: who.role, scope, id: '' } }]
      const placeIds = placesOf(who.of, context)
      const places =
        scope === 'unit'
          ? placeIds.flatMap((unit) => nearestUnitWith(context.org, role, unit) ?? [])
          : placeIds
      return [...new Set(places)].map((id) => ({ seat: { role: who.role, scope, id } }))
    }
  }
}

function placesOf(path: ScopePath, context: WhoContext): readonly string[] {
  const { org } = context
  switch (path.from) {
    case 'organization':
      return []
    case 'applicant': {
      const unit = context.applicantUnit ?? org.persons.get(context.applicant)?.unit
      return unit === undefined ? [] : [ancestorAt(org, unit, path.up)]
    }
    case 'about':
      return context.about.flatMap((entry) => placeOf(org, entry, path.to, path.up))
    case 'field':
      return idsIn(context.fields[path.field]).flatMap((id) => placesFromField(id, path, context))
  }
}

function placesFromField(
  id: string,
  path: Extract<ScopePath, { from: 'field' }>,
  { org, related }: WhoContext,
): readonly string[] {
  const entry = related?.get(id)
  if (path.to === 'line') return [id]
  if (path.to !== 'unit')
    return org.places.get(id)?.scope === path.to ? [id] : placeOf(org, entry ?? {}, path.to, 0)
  if (org.units.has(id)) return [ancestorAt(org, id, path.up)]
  const unit = org.persons.get(id)?.unit ?? org.places.get(id)?.unit ?? entry?.unit
  return unit === undefined ? [] : [ancestorAt(org, unit, path.up)]
}

function placeOf(
  org: OrganizationView,
  entry: EntryLocation,
  to: 'unit' | PlaceKind,
  up: number,
): readonly string[] {
  if (to !== 'unit') return entry[to] === undefined ? [] : [entry[to]]
  const unit =
    entry.unit ??
    placeKinds
      .map((kind) => org.places.get(entry[kind] ?? '')?.unit)
      .find((candidate) => candidate !== undefined)
  return unit === undefined ? [] : [ancestorAt(org, unit, up)]
}

function idsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  return Array.isArray(value)
    ? value.filter((id): id is string => typeof id === 'string' && id !== '')
    : []
}
