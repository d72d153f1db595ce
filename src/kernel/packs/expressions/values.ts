import type { ValueType } from './names.ts'

/** Makes the instance of a record type that CEL knows; one class for each set of names. */
export type RecordClass = new () => object

/**
 * A value as its type promises it: what is not filled in is empty text, no, or an empty list. A
 * number that is not there stays undefined, and whatever is calculated from it cannot be evaluated.
 */
export function coerce(
  value: unknown,
  type: ValueType,
  classes: ReadonlyMap<ValueType, RecordClass>,
): unknown {
  switch (type.kind) {
    case 'text':
      return typeof value === 'number'
        ? String(value)
        : filledText(value)
          ? value
          : (type.empty ?? '')
    case 'number':
      return typeof value === 'number'
        ? value
        : typeof value === 'bigint'
          ? Number(value)
          : type.empty
    case 'yes-no':
      return typeof value === 'boolean'
        ? value
        : (type.empty ?? (type.open === true ? undefined : false))
    case 'texts':
      return Array.isArray(value)
        ? value.filter((item) => typeof item === 'string')
        : typeof value === 'string' && value !== ''
          ? [value]
          : []
    case 'record':
      return coerceRecord(value, type, classes)
    case 'records':
      return Array.isArray(value) ? value.map((item) => coerceRecord(item, type, classes)) : []
    case 'any':
    case 'facts':
      return value ?? null
  }
}

function filledText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** What became of a record, by its class: many conditions look at the same one. */
const coerced = new WeakMap<object, WeakMap<RecordClass | ValueType, object>>()

function coerceRecord(
  value: unknown,
  type: ValueType & { kind: 'record' | 'records' },
  classes: ReadonlyMap<ValueType, RecordClass>,
): object {
  if (value === null || typeof value !== 'object') return makeRecord(value, type, classes)
  const key = classes.get(type) ?? type
  let byClass = coerced.get(value)
  if (!byClass) coerced.set(value, (byClass = new WeakMap()))
  let record = byClass.get(key)
  if (!record) byClass.set(key, (record = makeRecord(value, type, classes)))
  return record
}

function makeRecord(
  value: unknown,
  type: ValueType & { kind: 'record' | 'records' },
  classes: ReadonlyMap<ValueType, RecordClass>,
): object {
  const Record = classes.get(type) ?? Object
  const record = new Record() as Record<string, unknown>
  const input =
    value !== null && typeof value === 'object' ? (value as Readonly<Record<string, unknown>>) : {}
  for (const [name, inner] of Object.entries(type.names)) {
    const settled = coerce(Object.hasOwn(input, name) ? input[name] : undefined, inner, classes)
    if (settled !== undefined) record[name] = settled
  }
  return record
}

/** Converts a result of CEL to plain data: CEL gives whole numbers as bigint. */
export function toPlainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'number' && Number.isNaN(value)) return null
  if (Array.isArray(value)) return value.map(toPlainValue)
  return value
}
