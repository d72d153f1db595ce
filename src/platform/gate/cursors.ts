import { isStorable } from '#kernel/contracts/storable.ts'
import { refuse } from '#kernel/problems/index.ts'

/** What a column of a cursor holds. */
export type CursorColumn = 'uuid' | 'text' | 'instant' | 'integer'

/**
 * Positions in one list: the sort values of the last row of a page. `list` names the list and its
 * order, so that a position of another one is refused.
 */
export interface Cursors {
  write(values: readonly string[]): string
  /** The values of a position that `write` made; `at` names the parameter. Problem: `input-invalid`. */
  read(text: string, at?: string): readonly string[]
}

/** The positions of a list by the kinds of its sort columns. */
export function cursorsOf(list: string, ...columns: readonly CursorColumn[]): Cursors {
  return {
    write: (values) => Buffer.from(JSON.stringify([list, ...values])).toString('base64url'),
    read(text, at = '/after') {
      const [of, ...values] = decode(text)
      return of === list &&
        values.length === columns.length &&
        columns.every((column, i) => fits[column](values[i]!))
        ? values
        : refuseCursor(at)
    },
  }
}

const fits: Readonly<Record<CursorColumn, (value: string) => boolean>> = {
  uuid: (value) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  text: isStorable,
  instant: (value) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    value >= '0001',
  integer: (value) => /^\d{1,15}$/.test(value),
}

/** The texts in a cursor; empty where it holds anything else. */
function decode(text: string): readonly string[] {
  try {
    const bytes = Buffer.from(text, 'base64url')
    if (bytes.toString('base64url') !== text) return []
    const parts: unknown = JSON.parse(bytes.toString())
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : []
  } catch {
    return []
  }
}

function refuseCursor(at: string): never {
  return refuse(
    'input-invalid',
    { count: 1 },
    {
      faults: [
        {
          at,
          detail: {
            ja: '続きの位置が読めません。最初のページから開き直してください。',
            en: 'The place to go on from cannot be read. Start again from the first page.',
          },
        },
      ],
    },
  )
}
