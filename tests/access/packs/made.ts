import type { Field, FieldValues } from '#kernel/fields/types.ts'
import type { AssignmentView, OrganizationView } from '#kernel/organization/index.ts'
import type { GoldenEntry } from '#kernel/packs/golden/types.ts'
import type { Pack, Register, Role } from '#kernel/packs/types.ts'
import { placeKinds } from '#kernel/packs/who.ts'
import type { PlaceKind } from '#kernel/packs/who.ts'

/**
 * Units of the organisation made for a pack: a bureau with two sections, a separate section, an
 * office.
 */
export const parentOf: Readonly<Record<string, string | undefined>> = {
  top: undefined,
  bureau: 'top',
  own: 'bureau',
  sister: 'bureau',
  other: 'top',
  office: 'top',
}
const units = Object.keys(parentOf)

/**
 * An entry of a register. The first belongs to the unit `own`, the second to `other`; each refers
 * to places that the other unit owns.
 */
export interface MadeLine extends GoldenEntry {
  readonly register: string
  readonly places: Readonly<Partial<Record<PlaceKind, string>>>
}

/**
 * An organisation made from a pack alone: every role has its own holder at every place, and every
 * unit has a person without a role.
 */
export interface Made {
  readonly view: OrganizationView
  /** The holder of a role at a place: `role@unit`, `role@line`, `role@`. */
  readonly holders: ReadonlyMap<string, string>
  readonly unitOf: ReadonlyMap<string, string>
  readonly lines: ReadonlyMap<string, readonly [MadeLine, MadeLine]>
}

export const plain = (unit: string): string => `plain ${unit}`
/** The persons in the person fields of the first and second entries, and in those of cases. */
const named = ['named one', 'named two'] as const
const owners = ['own', 'other'] as const
export const lineId = (register: string, index: 0 | 1): string => `${register}/${owners[index]}`

/** Makes the organisation for a pack. */
export function makeFor(pack: Pack): Made {
  const holders = new Map<string, string>()
  const unitOf = new Map<string, string>([
    ...units.map((unit): [string, string] => [plain(unit), unit]),
    [named[0], 'sister'],
    [named[1], 'office'],
  ])
  const assignments: AssignmentView[] = []
  for (const role of pack.roles.values()) {
    if (isBody(role)) continue
    for (const [place, unit] of placesOf(pack, role)) {
      const person = `${role.id}@${place}`
      holders.set(person, person)
      unitOf.set(person, unit)
      assignments.push({
        role: role.id,
        scope: role.scope,
        scopeId: place,
        person,
        from: '2000-01-01',
      })
    }
  }
  const view: OrganizationView = {
    units: new Map(
      units.map((id) => [
        id,
        { id, title: id, ...(parentOf[id] !== undefined && { parent: parentOf[id] }) },
      ]),
    ),
    posts: new Map(),
    places: new Map(),
    absences: [],
    assignments,
    persons: new Map(
      [...unitOf].map(([id, unit]) => [id, { id, name: id, unit, employment: '', posts: [] }]),
    ),
  }
  return {
    view,
    holders,
    unitOf,
    lines: new Map(
      [...pack.registers.values()].map((register) => [
        register.id,
        [lineOf(pack, register, 0), lineOf(pack, register, 1)],
      ]),
    ),
  }
}

export const isBody = (role: Role): boolean => role.heldBy.some((way) => way.kind === 'body')

/**
 * The places of a role, each with the unit in which its holder works: the unit of the place, or the
 * office for the whole organisation.
 */
function placesOf(pack: Pack, { scope }: Role): readonly (readonly [string, string])[] {
  if (scope === 'organization') return [['', 'office']]
  if (scope === 'unit') return units.map((unit) => [unit, unit] as const)
  const register = registerOf(pack, scope)
  return register === undefined
    ? []
    : ([0, 1] as const).map((index) => [lineId(register.id, index), owners[index]] as const)
}

function registerOf(pack: Pack, scope: PlaceKind): Register | undefined {
  return [...pack.registers.values()].find((register) => register.scope === scope)
}

function lineOf(pack: Pack, register: Register, index: 0 | 1): MadeLine {
  const fields = pointingValues(register.fields, index)
  const places = Object.fromEntries(
    placeKinds.flatMap((kind): [string, string][] => {
      if (register.scope === kind) return [[kind, lineId(register.id, index)]]
      const field = register.fields.find(
        (field) => field.type === 'line' && field.register === registerOf(pack, kind)?.id,
      )
      return field === undefined ? [] : [[kind, String(fields[field.id])]]
    }),
  )
  return {
    id: lineId(register.id, index),
    register: register.id,
    fields: { ...fields, ...nameFor(register, index) },
    places,
    ...(register.belongsTo === 'unit' && { unit: owners[index] }),
  }
}

const nameFor = (register: Register, index: 0 | 1): FieldValues =>
  register.fields.some((field) => field.id === register.nameField && field.type === 'text')
    ? { [register.nameField]: lineId(register.id, index) }
    : {}

/**
 * A value for each field that refers to a person or a place: never the place of the entry or case
 * itself.
 */
export function pointingValues(fields: readonly Field[], index: 0 | 1): FieldValues {
  const across = index === 0 ? 1 : 0
  return Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      switch (field.type) {
        case 'person':
          return [[field.id, named[index]]]
        case 'persons':
          return [[field.id, [named[index]]]]
        case 'unit':
          return [[field.id, owners[across]]]
        case 'units':
          return [[field.id, [owners[across]]]]
        case 'line':
          return [[field.id, lineId(field.register ?? '', across)]]
        case 'lines':
          return [[field.id, [lineId(field.register ?? '', across)]]]
        default:
          return []
      }
    }),
  )
}
