import type { FieldValues } from '../fields/types.ts'
import type { Register } from '../packs/types.ts'
import { placeKinds } from '../packs/who.ts'
import type { PlaceKind } from '../packs/who.ts'
import type { EntryLocation } from './who.ts'

/** The part of an entry that says where it stands. */
export interface LocatableEntry {
  readonly id: string
  readonly register?: string
  readonly unit?: string
  readonly fields: FieldValues
}

/**
 * Where an entry stands: its unit, and for each scope the entry itself or the one that its first
 * field of that kind points to.
 */
export function locationOf(
  registers: ReadonlyMap<string, Register>,
  entry: LocatableEntry,
): EntryLocation {
  const register = registers.get(entry.register ?? '')
  const places =
    register === undefined
      ? []
      : placeKinds.flatMap((kind): [PlaceKind, string][] => {
          const id =
            register.scope === kind
              ? entry.id
              : referencedPlace(registers, register, entry.fields, kind)
          return id === undefined ? [] : [[kind, id]]
        })
  return {
    ...(entry.unit === undefined ? {} : { unit: entry.unit }),
    ...Object.fromEntries(places),
  }
}

/** The places among where something stands, by id: its system, its area … */
export function placeIdsOf(location: EntryLocation): readonly string[] {
  return placeKinds.flatMap((kind) => location[kind] ?? [])
}

function referencedPlace(
  registers: ReadonlyMap<string, Register>,
  register: Register,
  fields: FieldValues,
  kind: PlaceKind,
): string | undefined {
  const field = register.fields.find(
    (candidate) =>
      candidate.type === 'line' && registers.get(candidate.register ?? '')?.scope === kind,
  )
  const value = field === undefined ? undefined : fields[field.id]
  return typeof value === 'string' && value !== '' ? value : undefined
}
