import type { FieldType } from '../../fields/types.ts'
import { parseCadence } from '../../calendar/recurrence.ts'
import type { UsageLimit, Diagram, Reach, Retention, Stocktake, Warning } from '../register.ts'
import { child, itemsOf, numberOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { RegisterReader } from './registerReader.ts'
import { readWho, readWhos } from './who.ts'
import { optional } from './optional.ts'

const dateTypes: readonly FieldType[] = ['date', 'date-time']
const entryTypes: readonly FieldType[] = ['line', 'lines']
const defaultWarningDays = 30

export function readStocktake(
  registerReader: RegisterReader,
  tree: Tree | undefined,
): Stocktake | undefined {
  if (tree?.kind !== 'map') return undefined
  const { reader: reading } = registerReader
  return {
    every: parseCadence(reading.text(tree, 'every')) ?? 'year',
    month: Number.parseInt(textOf(child(tree, 'in')) ?? '4月', 10),
    by: readWho(reading, child(tree, 'by'), registerReader.who) ?? { kind: 'anyone' },
    ...reading.carrying(tree),
    ...optional('missing', registerReader.procedure(child(tree, 'missing'))),
  }
}

export function readRetention(
  registerReader: RegisterReader,
  tree: Tree | undefined,
): Retention | undefined {
  if (tree?.kind !== 'map') return undefined
  const { reader: reading } = registerReader
  if (['field', 'years', 'months', 'days'].filter((key) => tree.entries.has(key)).length !== 1)
    reading.faults.add('retention-length', tree.at, {}, { key: true })
  const years = numberOf(child(tree, 'years'))
  return {
    ...reading.carrying(tree),
    ...optional('field', registerReader.field(child(tree, 'field'), ['retention'], '保存期間')),
    ...optional('months', years === undefined ? numberOf(child(tree, 'months')) : years * 12),
    ...optional('days', numberOf(child(tree, 'days'))),
    ...optional('from', registerReader.field(child(tree, 'from'), dateTypes, '日付')),
    ...optional('then', registerReader.procedure(child(tree, 'then'))),
  }
}

export function readWarnings(registerReader: RegisterReader, tree: Tree | undefined): Warning[] {
  const { reader: reading } = registerReader
  return itemsOf(tree).flatMap((item): Warning[] => {
    const before = registerReader.field(
      child(item, 'before'),
      [...dateTypes, 'retention'],
      '日付か保存期間',
    )
    if (before === undefined) return []
    return [
      {
        before,
        days: numberOf(child(item, 'days')) ?? defaultWarningDays,
        tell: readWhos(reading, child(item, 'tell'), registerReader.who),
        message: reading.text(item, 'message'),
        ...reading.carrying(item),
      },
    ]
  })
}

export function readCount(
  registerReader: RegisterReader,
  tree: Tree | undefined,
): UsageLimit | undefined {
  const of = registerReader.field(child(tree, 'of'), entryTypes, '台帳の行')
  if (of === undefined) return undefined
  const ownedFields = registerReader.reader.symbols.registers.get(
    registerReader.registerOf(of) ?? '',
  )?.fields
  return {
    of,
    against: registerReader.field(child(tree, 'against'), ['number'], '数', ownedFields) ?? '',
    ...registerReader.reader.carrying(tree),
    ...optional('uses', registerReader.field(child(tree, 'uses'), ['number'], '数')),
  }
}

export function readReach(
  registerReader: RegisterReader,
  tree: Tree | undefined,
): Reach | undefined {
  const person = registerReader.field(child(tree, 'person'), ['person', 'persons'], '人')
  const to = registerReader.field(child(tree, 'to'), entryTypes, '台帳の行')
  if (person === undefined || to === undefined) return undefined
  return {
    person,
    to,
    ...registerReader.reader.carrying(tree),
    ...optional('from', registerReader.field(child(tree, 'from'), dateTypes, '日付')),
    ...optional('until', registerReader.field(child(tree, 'until'), dateTypes, '日付')),
  }
}

export function readDiagram(
  registerReader: RegisterReader,
  tree: Tree | undefined,
): Diagram | undefined {
  const to = registerReader.field(child(tree, 'to'), entryTypes, '台帳の行')
  if (to === undefined) return undefined
  const from = registerReader.field(child(tree, 'from'), entryTypes, '台帳の行')
  const nodes =
    from === undefined
      ? registerReader.names
      : registerReader.reader.symbols.registers.get(registerReader.registerOf(from) ?? '')?.fields
  return {
    title: registerReader.reader.text(tree, 'title'),
    to,
    ...registerReader.reader.carrying(tree),
    ...optional('from', from),
    ...optional('group', registerReader.field(child(tree, 'group'), ['choice'], '選択', nodes)),
  }
}
