import { createHash } from 'node:crypto'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { isRestricted } from '#kernel/procedures/index.ts'
import type { CaseState } from '#kernel/procedures/index.ts'

type Detail = Readonly<Record<string, unknown>>

/**
 * Keys of an event that the journal may hold in clear for a case with restricted readers: its
 * course and its effects outside.
 */
const publicKeys: ReadonlySet<string> = new Set([
  'number',
  'procedure',
  'sent',
  'step',
  'decision',
  'as',
  'insteadOf',
  'because',
  'late',
  'to',
  'provisions',
  'edition',
])

/**
 * The detail of an event about a case. Where the readers of the case are restricted, the journal
 * holds a digest of its content: readers of the journal need not be readers of the case, and the
 * digest still proves that nothing was altered.
 */
export function redactForJournal(procedure: Procedure, state: CaseState, detail: Detail): Detail {
  if (!isRestricted(procedure, state)) return detail
  const publicEntries = Object.entries(detail).filter(([key]) => publicKeys.has(key))
  const effects = Array.isArray(detail['effects'])
    ? { effects: (detail['effects'] as Detail[]).map(({ fields: _content, ...effect }) => effect) }
    : {}
  return {
    ...Object.fromEntries(publicEntries),
    ...effects,
    sealed: createHash('sha256').update(JSON.stringify(detail)).digest('hex'),
  }
}
