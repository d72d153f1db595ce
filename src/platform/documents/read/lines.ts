import type { Block } from '#kernel/reader/blocks.ts'
import { readLabel } from '#kernel/reader/labels.ts'

/**
 * Splits a text of several lines into one text block a line: numbered items are often separated by
 * mere line breaks.
 */
export function textBlocks(text: string, line: number, extra: Partial<Block> = {}): Block[] {
  return text
    .split('\n')
    .map((part, i) => ({ part: part.trim(), i }))
    .filter(({ part }) => part !== '')
    .map(({ part, i }) =>
      Object.assign({ kind: 'text' as const, text: part, line: line + i }, extra),
    )
}

/** An item of a list. A bullet is dropped where the text itself begins with a number. */
export function listBlocks(
  text: string,
  label: string,
  line: number,
  extra: Partial<Block> = {},
): Block[] {
  const [first, ...rest] = textBlocks(text, line, extra)
  if (first === undefined) return []
  const hasOwnLabel = label === '・' && readLabel(first.text) !== undefined
  return [{ ...first, kind: 'list', ...(hasOwnLabel ? {} : { label }) }, ...rest]
}

/**
 * Adds an empty block where the source has empty lines between two blocks; the ruled line below a
 * table's header does not count.
 */
export function withBlanks(blocks: readonly Block[]): Block[] {
  const result: Block[] = []
  let last = 0
  for (const block of blocks) {
    const inTable = block.kind === 'table-row' && result.at(-1)?.kind === 'table-row'
    if (last > 0 && block.line > last + (inTable ? 2 : 1))
      result.push({ kind: 'blank', text: '', line: last + 1 })
    result.push(block)
    last = Math.max(last, block.line, ...(block.lines ?? []).slice(-1))
  }
  return result
}
