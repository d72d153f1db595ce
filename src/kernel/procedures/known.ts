import { isEmpty } from '../fields/empty.ts'
import { visibleFields } from '../fields/check.ts'
import { sameValue } from '../fields/diff.ts'
import type { Field, FieldValues } from '../fields/types.ts'
import type { Procedure } from '../packs/procedure.ts'
import type { FaultWords } from '../problems/index.ts'
import { conditionsOf } from './conditions.ts'
import type { AboutEntry, CaseContext, CaseState } from './state.ts'

/** A value that entries already have, and the names of these entries. */
export interface KnownValue {
  readonly value: unknown
  readonly entries: readonly string[]
}

/**
 * The values of the fields with `from`, by their ids, as the entries have them that the case is
 * about or that its fields point to. A value is missing where one of them has none, or another.
 */
export function knownValues(
  procedure: Procedure,
  fields: readonly Field[],
  state: CaseState,
  values: FieldValues,
  context: CaseContext,
): ReadonlyMap<string, KnownValue> {
  const asking = fields.filter(({ from }) => from !== undefined)
  if (asking.length === 0) return new Map()
  const shown = new Set(
    visibleFields(procedure.fields, values, conditionsOf(procedure, state, context, values)).map(
      ({ id }) => id,
    ),
  )
  const entriesAt = (via: string): readonly Pick<AboutEntry, 'title' | 'fields'>[] => {
    if (via === 'about') return state.about
    const entry = shown.has(via) ? context.entries?.get(String(values[via])) : undefined
    return entry === undefined ? [] : [entry]
  }
  return new Map(
    asking.flatMap(({ id, from }) => {
      const entries = entriesAt(from?.via ?? '')
      const said = entries.map(({ fields: has }) => has?.[from?.field ?? ''])
      const isSaid = said.every((value) => !isEmpty(value) && sameValue(value, said[0]))
      return said.length > 0 && isSaid
        ? [[id, { value: said[0], entries: entries.flatMap(({ title }) => title ?? []) }]]
        : []
    }),
  )
}

/** Faults of values that differ from those of the entries. */
export function contradictions(
  procedure: Procedure,
  known: ReadonlyMap<string, KnownValue>,
  written: FieldValues,
): readonly FaultWords[] {
  return [...known].flatMap(([id, { value, entries }]) => {
    if (isEmpty(written[id]) || sameValue(written[id], value)) return []
    const title = procedure.fields.find((field) => field.id === id)?.title ?? id
    const names = entries.map((name) => `「${name}」`).join('、')
    return [
      {
        at: `/fields/${id}`,
        detail: {
          ja: `「${title}」は台帳の${names}のとおりにしてください。台帳が違うときは、先に台帳を直してもらってください。`,
          en: `“${title}” is as the register says of ${names}. If that is wrong, have the register put right first.`,
        },
      },
    ]
  })
}

/** Values that another case hands over, without those that the entries have themselves. */
export function withoutKnown(
  procedure: Procedure,
  state: CaseState,
  given: FieldValues,
  context: CaseContext,
): FieldValues {
  const known = knownValues(procedure, procedure.fields, state, given, context)
  return Object.fromEntries(Object.entries(given).filter(([id]) => !known.has(id)))
}
