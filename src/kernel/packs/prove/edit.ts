/** The keys from a pack down to one of its parts; items of lists go by their id. */
export type Keys = readonly string[]

/** The keys of a mechanism, from its path in `pack explain`. */
export function keysOf(path: string): Keys {
  const keys = path.split('/')
  const [first, second, id] = keys
  return first === 'roles' && second === 'apart' && id !== undefined && keys.length === 3
    ? ['separationOfDuties', id]
    : keys
}

/** Answered by a change to take a part out of the map, list or object that it stands in. */
export const gone = Symbol('gone')

/** A copy with one part changed; everything beside the way to it is shared with the original. */
export function changedAt(
  whole: unknown,
  [key, ...rest]: Keys,
  change: (part: unknown) => unknown,
): unknown {
  if (key === undefined) return change(whole)
  const changed = changedAt(partOf(whole, key), rest, change)
  if (whole instanceof Map) {
    const copy = new Map<unknown, unknown>(whole)
    if (changed === gone) copy.delete(key)
    else copy.set(key, changed)
    return copy
  }
  if (Array.isArray(whole)) {
    const index = indexOf(whole, key)
    return changed === gone ? whole.toSpliced(index, 1) : whole.with(index, changed)
  }
  const { [key]: _old, ...others } = whole as Readonly<Record<string, unknown>>
  return changed === gone
    ? others
    : { ...(whole as Readonly<Record<string, unknown>>), [key]: changed }
}

/** The part of a whole at some keys; undefined where there is none. */
export function partAt(whole: unknown, keys: Keys): unknown {
  return keys.reduce(partOf, whole)
}

function partOf(whole: unknown, key: string): unknown {
  if (whole instanceof Map) return whole.get(key) as unknown
  if (Array.isArray(whole)) return whole[indexOf(whole, key)] as unknown
  return typeof whole === 'object' && whole !== null
    ? (whole as Readonly<Record<string, unknown>>)[key]
    : undefined
}

/** Items go by id, levels of a class by their number, the rest by their place counted from 1. */
function indexOf(list: readonly unknown[], key: string): number {
  const named = list.findIndex((item) => {
    if (typeof item !== 'object' || item === null) return item === key
    const { id, value } = item as { readonly id?: unknown; readonly value?: unknown }
    return id === key || (typeof value === 'number' && String(value) === key)
  })
  return named >= 0 ? named : Number(key) - 1
}
