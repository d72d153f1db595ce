import type { Static } from 'typebox'
import { isStorable } from '#kernel/contracts/storable.ts'
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
  /** Parts that are no state or not `field:value`, or whose encoding is broken. */
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
  const listed = partsOf(state)
  const parts = partsOf(filter)
  const readable = parts.filter(
    (part) => /^[^:]+:./.test(part) && valuesOf(part).every(isDecodable),
  )
  return {
    units: partsOf(unit),
    states: listed.filter(isDecodable).map(decodeURIComponent),
    fields: readable.map((part) => ({
      field: part.slice(0, part.indexOf(':')),
      values: valuesOf(part).map(decodeURIComponent),
    })),
    unreadable: [
      ...listed.filter((part) => !isDecodable(part)),
      ...parts.filter((part) => !readable.includes(part)),
    ],
  }
}

const valuesOf = (part: string): string[] => part.slice(part.indexOf(':') + 1).split('|')

const partsOf = (text: string | undefined): string[] => (text ?? '').split(',').filter(Boolean)

/** Whether a percent-encoded value can be read, and stands for a text that the database can keep. */
function isDecodable(text: string): boolean {
  try {
    return isStorable(decodeURIComponent(text))
  } catch {
    return false
  }
}
