import type { Static } from 'typebox'
import type { ListQuery } from './contract/entries.ts'

type Asked = Pick<Static<typeof ListQuery>, 'unit' | 'state' | 'filter'>

/** A condition: a field or an axis of the classification has one of these values. */
export interface FieldCondition {
  readonly field: string
  readonly values: readonly string[]
}

/**
 * The conditions of a list of entries: one of the units, one of the states, and every field
 * condition.
 */
export interface LineConditions {
  readonly units: readonly string[]
  readonly states: readonly string[]
  readonly fields: readonly FieldCondition[]
  /** Parts of the filter that are not `field:value`. */
  readonly unreadable: readonly string[]
}

/** Writes conditions as a query: `form:paper|data,confidentiality:3`, values percent-encoded. */
export function conditionsToQuery({
  units,
  states,
  fields,
}: Omit<LineConditions, 'unreadable'>): Asked {
  return {
    unit: units.join(',') || undefined,
    state: states.map(encodeURIComponent).join(',') || undefined,
    filter: fields.map(fieldToText).join(',') || undefined,
  }
}

/** Writes one field condition as in a query. */
export function fieldToText({ field, values }: FieldCondition): string {
  return `${field}:${values.map(encodeURIComponent).join('|')}`
}

/** Reads the conditions of a query; the inverse of `conditionsToQuery`. */
export function conditionsOf({ unit, state, filter }: Asked): LineConditions {
  const parts = splitDecoded(filter)
  const readable = parts.filter((part) => /^[^:]+:./.test(part))
  return {
    units: splitDecoded(unit).map(decoded),
    states: splitDecoded(state).map(decoded),
    fields: readable.map((part) => ({
      field: part.slice(0, part.indexOf(':')),
      values: part
        .slice(part.indexOf(':') + 1)
        .split('|')
        .map(decoded),
    })),
    unreadable: parts.filter((part) => !readable.includes(part)),
  }
}

function splitDecoded(text: string | undefined): string[] {
  return (text ?? '').split(',').filter(Boolean)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
