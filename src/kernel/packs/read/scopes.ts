import { createScope } from '../expressions/environment.ts'
import type { ExpressionScope } from '../expressions/environment.ts'
import {
  applicantNames,
  classNames,
  globalNames,
  namesOfFields,
  personSubjectNames,
} from '../expressions/names.ts'
import type { FieldSymbol, NameTypes, ValueType } from '../expressions/names.ts'
import type { Emptiness } from '../check/empty.ts'
import type { Subject } from '../checklist.ts'
import { organizationType } from './choiceSymbols.ts'
import { emptyAmong } from './filled.ts'
import type { PackSymbols } from './symbols.ts'

const text: ValueType = { kind: 'text' }

/** Creates a scope at its first use: most places have no expressions. */
export function lazyScope(names: () => NameTypes): () => ExpressionScope {
  let scope: ExpressionScope | undefined
  return () => (scope ??= createScope(names()))
}

/** Names of an entry of a register, as `asset` or an item of `about`. */
function entryNames(symbols: PackSymbols, fields: readonly FieldSymbol[]): NameTypes {
  const { class: _, ...rest } = namesOfFields(fields, symbols.axes)
  return { ...rest, class: classNames(symbols.axes), id: text, unit: text, state: text }
}

/** Fields of every register whose entries have a class: what an act may be about. */
export function assetFields(symbols: PackSymbols): FieldSymbol[] {
  const fields = new Map<string, FieldSymbol>()
  for (const register of symbols.registers.values()) {
    if (!register.fields.some((field) => field.type === 'class')) continue
    for (const field of register.fields) if (!fields.has(field.id)) fields.set(field.id, field)
  }
  return [...fields.values()]
}

/** What the questions and rules of an act see. */
export function actNames(symbols: PackSymbols, asks: readonly FieldSymbol[]): NameTypes {
  return {
    ...namesOfFields(asks, symbols.axes),
    class: classNames(symbols.axes),
    asset: { kind: 'record', names: entryNames(symbols, assetFields(symbols)) },
    ...applicantNames,
    ...globalNames,
  }
}

/** What the fields of a register see. */
export function registerNames(symbols: PackSymbols, fields: readonly FieldSymbol[]): NameTypes {
  return { ...namesOfFields(fields, symbols.axes), ...globalNames }
}

/** What the fields, conditions and effects of a procedure see. */
export function procedureNames(
  symbols: PackSymbols,
  fields: readonly FieldSymbol[],
  about: string | undefined,
): NameTypes {
  const entryFields = about === undefined ? [] : (symbols.registers.get(about)?.fields ?? [])
  return {
    ...namesOfFields(fields, symbols.axes),
    class: classNames(symbols.axes),
    about: { kind: 'records', names: entryNames(symbols, entryFields) },
    safeguards: { kind: 'texts' },
    ...applicantNames,
    ...globalNames,
  }
}

/** What the items of a checklist and the condition of a round see of their subject. */
export function subjectNames(symbols: PackSymbols, of: Subject): NameTypes {
  const organization = organizationType(symbols.choices)
  if (of.kind === 'person') return { ...personSubjectNames, organization, ...globalNames }
  const entry = of.kind === 'line' ? entryNames(symbols, fieldsOf(symbols, of)) : {}
  return { ...entry, organization, ...globalNames }
}

/** What may be empty of a subject. */
export function subjectEmptiness(symbols: PackSymbols, of: Subject): (path: string) => Emptiness {
  return emptyAmong(fieldsOf(symbols, of))
}

function fieldsOf(symbols: PackSymbols, of: Subject): readonly FieldSymbol[] {
  return of.kind === 'line' ? (symbols.registers.get(of.register)?.fields ?? []) : []
}
