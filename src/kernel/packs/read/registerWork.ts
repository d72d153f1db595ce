import type { FieldType } from '../../fields/types.ts'
import { cadences } from '../register.ts'
import type { Count, Diagram, Reach, Retention, Stocktake, Warning } from '../register.ts'
import { child, itemsOf, numberOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { RegisterPlace } from './registerPlace.ts'
import { readWho, readWhos } from './who.ts'
import { optional } from './optional.ts'

const days: readonly FieldType[] = ['date', 'date-time']
const lines: readonly FieldType[] = ['line', 'lines']
const dayBefore = 30

export function readStocktake(place: RegisterPlace, tree: Tree | undefined): Stocktake | undefined {
  if (tree?.kind !== 'map') return undefined
  const { reading } = place
  const every = reading.text(tree, 'every')
  return {
    every: cadences.find((each) => each === every) ?? 'year',
    month: Number.parseInt(textOf(child(tree, 'in')) ?? '4月', 10),
    by: readWho(reading, child(tree, 'by'), place.who) ?? { kind: 'anyone' },
    carries: reading.carries(tree),
    ...optional('missing', place.procedure(child(tree, 'missing'))),
  }
}

export function readRetention(place: RegisterPlace, tree: Tree | undefined): Retention | undefined {
  if (tree?.kind !== 'map') return undefined
  const { reading } = place
  if (['field', 'years', 'months', 'days'].filter((key) => tree.entries.has(key)).length !== 1)
    reading.faults.add('retention-length', tree.at, {}, { key: true })
  const years = numberOf(child(tree, 'years'))
  return {
    carries: reading.carries(tree),
    ...optional('field', place.field(child(tree, 'field'), ['retention'], '保存期間')),
    ...optional('months', years === undefined ? numberOf(child(tree, 'months')) : years * 12),
    ...optional('days', numberOf(child(tree, 'days'))),
    ...optional('from', place.field(child(tree, 'from'), days, '日付')),
    ...optional('then', place.procedure(child(tree, 'then'))),
  }
}

export function readWarnings(place: RegisterPlace, tree: Tree | undefined): Warning[] {
  const { reading } = place
  return itemsOf(tree).flatMap((item): Warning[] => {
    const before = place.field(child(item, 'before'), [...days, 'retention'], '日付か保存期間')
    if (before === undefined) return []
    return [
      {
        before,
        days: numberOf(child(item, 'days')) ?? dayBefore,
        tell: readWhos(reading, child(item, 'tell'), place.who),
        message: reading.text(item, 'message'),
        carries: reading.carries(item),
      },
    ]
  })
}

export function readCount(place: RegisterPlace, tree: Tree | undefined): Count | undefined {
  const of = place.field(child(tree, 'of'), lines, '台帳の行')
  if (of === undefined) return undefined
  const owned = place.reading.known.registers.get(place.registerOf(of) ?? '')?.fields
  return {
    of,
    against: place.field(child(tree, 'against'), ['number'], '数', owned) ?? '',
    carries: place.reading.carries(tree),
    ...optional('uses', place.field(child(tree, 'uses'), ['number'], '数')),
  }
}

export function readReach(place: RegisterPlace, tree: Tree | undefined): Reach | undefined {
  const person = place.field(child(tree, 'person'), ['person', 'persons'], '人')
  const to = place.field(child(tree, 'to'), lines, '台帳の行')
  if (person === undefined || to === undefined) return undefined
  return {
    person,
    to,
    carries: place.reading.carries(tree),
    ...optional('from', place.field(child(tree, 'from'), days, '日付')),
    ...optional('until', place.field(child(tree, 'until'), days, '日付')),
  }
}

export function readDiagram(place: RegisterPlace, tree: Tree | undefined): Diagram | undefined {
  const to = place.field(child(tree, 'to'), lines, '台帳の行')
  if (to === undefined) return undefined
  const from = place.field(child(tree, 'from'), lines, '台帳の行')
  const nodes =
    from === undefined
      ? place.names
      : place.reading.known.registers.get(place.registerOf(from) ?? '')?.fields
  return {
    title: place.reading.text(tree, 'title'),
    to,
    carries: place.reading.carries(tree),
    ...optional('from', from),
    ...optional('group', place.field(child(tree, 'group'), ['choice'], '選択', nodes)),
  }
}
