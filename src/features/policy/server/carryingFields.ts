import type { Pack } from '#kernel/packs/types.ts'

const carryingFieldsByPack = new WeakMap<Pack, readonly { register: string; field: string }[]>()

/** The fields of registers whose filling in somebody has to know: those that carry a provision. */
export function carryingFields(pack: Pack) {
  const known = carryingFieldsByPack.get(pack)
  if (known) return known
  const fields = [...pack.registers.values()].flatMap((register) =>
    register.fields
      .filter((field) =>
        [field, ...(field.columns ?? [])].some(({ carries }) => carries.length > 0),
      )
      .map((field) => ({ register: register.id, field: field.id })),
  )
  carryingFieldsByPack.set(pack, fields)
  return fields
}
