import type { FormField, Values } from './types.ts'

/** What is wrong with the value of a field; the words stand in the kit's dictionary under `fault.<code>`. */
export interface FieldFault {
  readonly code:
    | 'missing'
    | 'no-number'
    | 'too-small'
    | 'too-large'
    | 'too-long'
    | 'too-short'
    | 'no-date'
    | 'no-time'
    | 'before'
    | 'no-email'
    | 'no-phone'
  readonly values: Readonly<Record<string, string | number>>
}

/** Nothing was filled in. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}

const day = /^\d{4}-\d{2}-\d{2}$/
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

/** A quick look at one value before it is sent; the server decides. Undefined: nothing to say. */
export function checkValue(
  field: FormField,
  value: unknown,
  required: boolean,
  values: Values,
  fields: readonly FormField[],
): FieldFault | undefined {
  const title = field.title
  if (isEmpty(value)) return required ? { code: 'missing', values: { title } } : undefined
  switch (field.type) {
    case 'number':
      return checkNumber(field, value)
    case 'date':
      return day.test(String(value))
        ? checkOrder(field, value, values, fields)
        : { code: 'no-date', values: { title } }
    case 'date-time': {
      if (!day.test(String(value).slice(0, 10))) return { code: 'no-date', values: { title } }
      return moment.test(String(value))
        ? checkOrder(field, value, values, fields)
        : { code: 'no-time', values: { title } }
    }
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value))
        ? undefined
        : { code: 'no-email', values: { title } }
    case 'phone':
      return /^\+?[\d()-]{3,}(?:#\d+)?$/.test(String(value))
        ? undefined
        : { code: 'no-phone', values: { title } }
    case 'text':
    case 'long-text':
    case 'kana':
      return checkLength(field, String(value))
    default:
      return undefined
  }
}

function checkNumber(field: FormField, value: unknown): FieldFault | undefined {
  const { title, min, max } = field
  if (typeof value !== 'number') return { code: 'no-number', values: { title } }
  if (min !== undefined && value < min) return { code: 'too-small', values: { title, min } }
  return max !== undefined && value > max
    ? { code: 'too-large', values: { title, max } }
    : undefined
}

function checkLength(field: FormField, value: string): FieldFault | undefined {
  const { title, min, max } = field
  const length = [...value].length
  if (min !== undefined && length < min) return { code: 'too-short', values: { title, min } }
  return max !== undefined && length > max
    ? { code: 'too-long', values: { title, max, length } }
    : undefined
}

function checkOrder(
  field: FormField,
  value: unknown,
  values: Values,
  fields: readonly FormField[],
): FieldFault | undefined {
  const earlier = field.after === undefined ? undefined : values[field.after]
  if (typeof earlier !== 'string' || typeof value !== 'string' || earlier === '') return undefined
  const length = Math.min(earlier.length, value.length) <= 10 ? 10 : 16
  return value.slice(0, length) < earlier.slice(0, length)
    ? {
        code: 'before',
        values: {
          title: field.title,
          earlier: fields.find((each) => each.id === field.after)?.title ?? '',
        },
      }
    : undefined
}
