import { occurrences } from '#features/rounds/server/store.ts'
import { read } from './town.ts'
import type { Town } from './town.ts'

/** Of some occurrences, those that lines, cases and meetings closed, or whose subject is gone. */
export function closedElsewhere(
  town: Town,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly gone: boolean; readonly at: string }[]> {
  if (ids.length === 0) return Promise.resolve([])
  return read(town, async (tx) => {
    const rows = await occurrences(tx)
      .where('o.id', 'in', [...ids])
      .where('o.closed_at', 'is not', null)
      .orderBy('o.closed_at')
      .orderBy('o.id')
      .execute()
    return rows.flatMap(({ id, closed_with: by, closed_at: at }) => {
      const gone = by === 'gone' || by === 'edition'
      return gone || /^(?:line|case|meeting)\//.test(by ?? '')
        ? [{ id, gone, at: at?.toISOString() ?? '' }]
        : []
    })
  })
}
