import { parseSpan } from '../../calendar/spans.ts'
import type { Span } from '../../calendar/spans.ts'

/** A span, or weeks: `2 weeks`, which are days. */
export function parseLength(text: string): Span | undefined {
  const weeks = /^([1-9]\d?) weeks?$/.exec(text.trim().replaceAll(/\s+/g, ' '))?.[1]
  return weeks === undefined ? parseSpan(text) : { count: Number(weeks) * 7, unit: 'days' }
}
