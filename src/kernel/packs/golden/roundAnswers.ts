import { addDays, isDay } from '../../calendar/days.ts'
import type { FieldValues } from '../../fields/types.ts'
import { judgeAnswer } from '../../rounds/index.ts'
import type { JudgedAnswer } from '../../rounds/index.ts'
import type { AskedItem, Item } from '../checklist.ts'
import type { GoldenDay } from './world.ts'

/** Judges answers to items about a subject. */
export interface Judge {
  (asked: AskedItem, value: unknown): JudgedAnswer
}

export function judgeIn({ pack, org, day }: GoldenDay, conditions: FieldValues): Judge {
  const context = {
    now: day,
    hasPerson: (id: string) => org.persons.has(id),
    hasUnit: (id: string) => org.units.has(id),
    ...(pack.classification ? { classification: pack.classification } : {}),
  }
  return (asked, value) => judgeAnswer(asked, read(asked.item, value), conditions, context)
}

/** As packs write a yes or no. */
function read({ type }: Item, value: unknown): unknown {
  if (type !== 'yes-no') return value
  return value === 'yes' ? true : value === 'no' ? false : value
}

/** An answer that an item wants, or one that it does not, among those that may be tried. */
export function findAnswer(
  asked: AskedItem,
  wanted: 'right' | 'wrong',
  judge: Judge,
  conditions: FieldValues,
): { readonly value: unknown } | undefined {
  for (const value of candidates(asked.item, conditions)) {
    const judged = judge(asked, value)
    if (wanted === 'right' ? isRight(judged) : isWrong(asked.item, judged)) return { value }
  }
  return undefined
}

export function isRight({ outcome, faults }: JudgedAnswer): boolean {
  return outcome === 'kept' && faults.length === 0
}

/** A wrong answer is a finding; where only `must` asks for a value, it is refused. */
export function isWrong({ should, must }: Item, { outcome, faults }: JudgedAnswer): boolean {
  return (
    outcome === 'finding' && (faults.length === 0 || (should === undefined && must !== undefined))
  )
}

/** What is tried as an answer, by the type of an item and by what stands in its conditions. */
function candidates(item: Item, conditions: FieldValues): readonly unknown[] {
  switch (item.type) {
    case 'yes-no':
      return [true, false]
    case 'choice':
      return (item.options ?? []).map(({ id }) => id)
    case 'choices': {
      const ids = (item.options ?? []).map(({ id }) => id)
      return [
        ids,
        [],
        ...ids.map((id) => [id]),
        ...ids.map((id) => ids.filter((other) => other !== id)),
      ]
    }
    case 'number':
      return around([
        0,
        ...literals(item).map(Number),
        ...Object.values(namedIn(item, conditions)).filter((value) => typeof value === 'number'),
        ...[item.min, item.max].filter((limit) => limit !== undefined),
      ])
    case 'date': {
      const days = [conditions['today'], ...Object.values(namedIn(item, conditions))].filter(isDay)
      return days.flatMap((day) => [0, -1, 1, -40, 40, -400, 400].map((by) => addDays(day, by)))
    }
    case 'text':
    case 'long-text':
      return ['', 'あり', ...texts(item)]
    default:
      return ['']
  }
}

function around(numbers: readonly number[]): readonly number[] {
  return [
    ...new Set(numbers.flatMap((number) => [number, number + 1, number - 1, number * 10])),
  ].filter(Number.isFinite)
}

const sources = ({ should, must }: Item): string => `${should?.source ?? ''} ${must?.source ?? ''}`

const literals = (item: Item): readonly string[] =>
  [...sources(item).matchAll(/(?<![\w.])\d+(?:\.\d+)?/g)].map(([number]) => number)

const texts = (item: Item): readonly string[] =>
  [...sources(item).matchAll(/'([^']*)'/g)].map(([, text = '']) => text)

/** The names of the subject that the conditions of an item read. */
function namedIn({ should, must }: Item, conditions: FieldValues): FieldValues {
  const names = new Set([...(should?.names ?? []), ...(must?.names ?? [])])
  return Object.fromEntries(
    Object.entries(conditions).flatMap(([name, value]): [string, unknown][] =>
      !names.has(name)
        ? []
        : typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.entries(value)
          : [[name, value]],
    ),
  )
}
