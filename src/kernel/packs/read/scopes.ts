import { scopeOf } from '../expressions/environment.ts'
import type { Scope } from '../expressions/environment.ts'
import { applicantNames, classNames, everywhere, fieldNames } from '../expressions/names.ts'
import type { FieldName, Names, ValueType } from '../expressions/names.ts'
import type { Known } from './known.ts'

const text: ValueType = { kind: 'text' }

/** Computes a scope when it is first asked for: most places have no expressions. */
export function lazy(names: () => Names): () => Scope {
  let scope: Scope | undefined
  return () => (scope ??= scopeOf(names()))
}

/** Names of a line of a register, as `asset` or an item of `about`. */
function lineNames(known: Known, fields: readonly FieldName[]): Names {
  const { class: _, ...rest } = fieldNames(fields, known.axes)
  return { ...rest, class: classNames(known.axes), id: text, unit: text, state: text }
}

/** Fields of every register whose lines have a class: what an act may be about. */
export function assetFields(known: Known): FieldName[] {
  const fields = new Map<string, FieldName>()
  for (const register of known.registers.values()) {
    if (!register.fields.some((field) => field.type === 'class')) continue
    for (const field of register.fields) if (!fields.has(field.id)) fields.set(field.id, field)
  }
  return [...fields.values()]
}

/** What the questions and rules of an act see. */
export function actNames(known: Known, asks: readonly FieldName[]): Names {
  return {
    ...fieldNames(asks, known.axes),
    class: classNames(known.axes),
    asset: { kind: 'record', names: lineNames(known, assetFields(known)) },
    ...applicantNames,
    ...everywhere,
  }
}

/** What the fields of a register see. */
export function registerNames(known: Known, fields: readonly FieldName[]): Names {
  return { ...fieldNames(fields, known.axes), ...everywhere }
}

/** What the fields, conditions and effects of a procedure see. */
export function procedureNames(
  known: Known,
  fields: readonly FieldName[],
  about: string | undefined,
): Names {
  const lines = about === undefined ? [] : (known.registers.get(about)?.fields ?? [])
  return {
    ...fieldNames(fields, known.axes),
    class: classNames(known.axes),
    about: { kind: 'records', names: lineNames(known, lines) },
    safeguards: { kind: 'texts' },
    ...applicantNames,
    ...everywhere,
  }
}
