import type { FieldValues } from '../fields/types.ts'
import type { Register } from '../packs/types.ts'
import { placeKinds } from '../packs/who.ts'
import type { PlaceKind } from '../packs/who.ts'
import type { Placed } from './who.ts'

/** A line of a register, as far as its place matters. */
export interface Line {
  readonly id: string
  readonly register?: string
  readonly unit?: string
  readonly fields: FieldValues
}

/** Where a line stands: its unit, and for each scope the line itself or the one that its first field of that kind points to. */
export function placedOf(registers: ReadonlyMap<string, Register>, line: Line): Placed {
  const register = registers.get(line.register ?? '')
  const places =
    register === undefined
      ? []
      : placeKinds.flatMap((kind): [PlaceKind, string][] => {
          const id =
            register.scope === kind ? line.id : pointedTo(registers, register, line.fields, kind)
          return id === undefined ? [] : [[kind, id]]
        })
  return { ...(line.unit === undefined ? {} : { unit: line.unit }), ...Object.fromEntries(places) }
}

/** The places among where something stands, by id: its system, its area … */
export function placesIn(placed: Placed): readonly string[] {
  return placeKinds.flatMap((kind) => placed[kind] ?? [])
}

function pointedTo(
  registers: ReadonlyMap<string, Register>,
  register: Register,
  fields: FieldValues,
  kind: PlaceKind,
): string | undefined {
  const field = register.fields.find(
    (one) => one.type === 'line' && registers.get(one.register ?? '')?.scope === kind,
  )
  const value = field === undefined ? undefined : fields[field.id]
  return typeof value === 'string' && value !== '' ? value : undefined
}
