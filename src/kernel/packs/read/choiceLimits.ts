import { everyWords, isAsOften, parseEvery } from '../../calendar/every.ts'
import { spanWords } from '../../calendar/spans.ts'
import type { Span } from '../../calendar/spans.ts'
import { suggest } from '../suggest.ts'
import { child, numberOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { choiceTypes } from './choiceSymbols.ts'
import type { ChoiceSymbol } from './choiceSymbols.ts'
import { parseFieldType } from './fieldType.ts'
import type { PackReader } from './packReader.ts'
import { parseLength } from './lengths.ts'

/** The keys that limit a choice, each with the types that know it. */
const typesByKey: Readonly<Record<string, readonly ChoiceSymbol['type'][]>> = {
  atLeast: ['cadence'],
  max: ['span', 'number'],
  min: ['number'],
  options: ['choice'],
}

/** Reports a choice whose type, value or limit cannot be, and a value beyond its limit. */
export function checkChoice(
  reader: PackReader,
  id: string,
  tree: Tree,
  symbol: ChoiceSymbol,
): void {
  const { faults } = reader
  for (const [key, types] of Object.entries(typesByKey)) {
    const written = child(tree, key)
    if (written !== undefined && !types.includes(symbol.type))
      faults.add(
        'choice-key',
        written.at,
        { name: id, key, type: choiceTypes[symbol.type] },
        { key: true },
      )
  }
  checkType(reader, tree, symbol)
  const value = child(tree, 'value')
  if (value === undefined) return
  checkValue(reader, id, value, symbol)
  const limit = beyond(reader, tree, symbol)
  if (limit !== undefined) faults.add('choice-beyond', value.at, { name: id, ...limit })
}

function checkType({ faults }: PackReader, tree: Tree, { type, options = [] }: ChoiceSymbol): void {
  const written = child(tree, 'type')
  const text = textOf(written)
  if (written === undefined || text === undefined || type !== 'choice') return
  const parsed = parseFieldType(text)
  if (!parsed.ok && parsed.code === 'broken-choices') faults.add('broken-choices', written.at, {})
  else if (!parsed.ok || parsed.type !== 'choice')
    faults.add('unknown-type', written.at, {
      name: text,
      near: suggest(text, Object.keys(choiceTypes)),
    })
  else if (options.length === 0) faults.add('no-options', written.at, {})
  const ids = options.map((option) => option.id)
  const twice = ids.find((each, index) => ids.indexOf(each) !== index)
  if (twice !== undefined) faults.add('duplicate', written.at, { what: '選択肢', name: twice })
}

function checkValue(
  { faults }: PackReader,
  id: string,
  tree: Tree,
  { type, options = [], value, cadence, span }: ChoiceSymbol,
): void {
  const text = String(value)
  if (type === 'cadence' && cadence === undefined) faults.add('bad-every', tree.at, { text })
  if (type === 'span' && span === undefined)
    faults.add('bad-span', tree.at, { text, example: '3 hours、1 month' })
  if (type === 'choice' && options.length > 0 && !options.some((option) => option.id === text)) {
    const near = suggest(
      text,
      options.map((option) => option.id),
    )
    faults.add('unknown-option', tree.at, { field: id, name: text, near })
  }
  if (type === 'yes-no' && typeof value !== 'boolean')
    faults.add('wrong-shape', tree.at, { wanted: ' yes か no ' }, { since: 6 })
  if (type === 'number' && typeof value !== 'number')
    faults.add('wrong-shape', tree.at, { wanted: '数' }, { since: 6 })
}

/** The limit that a value does not keep; undefined where it does. A limit that is none is reported. */
function beyond(
  { faults }: PackReader,
  tree: Tree,
  { type, value, cadence, span }: ChoiceSymbol,
): { readonly limit: string; readonly value: string } | undefined {
  const [atLeast, max, min] = ['atLeast', 'max', 'min'].map((key) => child(tree, key))
  if (type === 'cadence' && atLeast !== undefined) {
    const text = textOf(atLeast) ?? ''
    const every = parseEvery(text)
    if (every === undefined) faults.add('bad-every', atLeast.at, { text })
    return every === undefined || cadence === undefined || isAsOften(cadence, every)
      ? undefined
      : { limit: `${everyWords(every).ja}か、それより多く`, value: everyWords(cadence).ja }
  }
  if (type === 'span' && max !== undefined) {
    const text = textOf(max) ?? ''
    const longest = parseLength(text)
    if (longest === undefined) faults.add('bad-span', max.at, { text, example: '3 hours、1 month' })
    return longest === undefined || span === undefined || hoursOf(span) <= hoursOf(longest)
      ? undefined
      : { limit: `${spanWords(longest).ja}以内`, value: spanWords(span).ja }
  }
  if (type !== 'number' || typeof value !== 'number') return undefined
  const [most, least] = [numberOf(max), numberOf(min)]
  if (most !== undefined && value > most) return { limit: `${most}以下`, value: String(value) }
  return least !== undefined && value < least
    ? { limit: `${least}以上`, value: String(value) }
    : undefined
}

const hours = {
  minutes: 1 / 60,
  hours: 1,
  days: 24,
  'working-days': 24 * 1.4,
  months: 24 * 30.4,
  years: 24 * 365,
} as const

function hoursOf({ count, unit }: Span): number {
  return count * hours[unit]
}
