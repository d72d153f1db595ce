import { parseSpan } from '../../calendar/spans.ts'
import type { Span } from '../../calendar/spans.ts'
import { textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { choiceIn } from './choiceNames.ts'
import { parseLength } from './lengths.ts'
import { optional } from './optional.ts'
import type { PackReader } from './packReader.ts'

/** `3 months`, or `3 months after from`: counted from a date field. */
export function parseSpanAfter(text: string): (Span & { readonly after?: string }) | undefined {
  const [, length = '', after] = /^(.+?)(?: after (\S+))?$/.exec(text) ?? []
  const span = parseSpan(length)
  return span && { ...span, ...optional('after', after) }
}

/** A span of whole days: `3 days`, `2 working days`, `1 month`. */
export function readDaysSpan(reader: PackReader, tree: Tree | undefined): Span | undefined {
  const text = textOf(tree)
  if (tree === undefined || text === undefined) return undefined
  const span = parseSpan(text)
  if (span !== undefined && span.unit !== 'minutes' && span.unit !== 'hours') return span
  reader.faults.add('bad-span', tree.at, { text, example: '3 days、1 month' })
  return undefined
}

/** A length of time, or the choice of one: `2 weeks`, `organization.atOnce`. */
export function readLength(reader: PackReader, tree: Tree | undefined): Span | undefined {
  const text = textOf(tree)
  if (tree === undefined || text === undefined) return undefined
  if (choiceIn(text) !== undefined) return reader.choice(tree, 'span')?.span
  const span = parseLength(text)
  if (span === undefined)
    reader.faults.add('bad-span', tree.at, { text, example: '2 weeks、1 month' })
  return span
}
