import { isEmpty } from '../fields/empty.ts'
import type { Procedure } from '../packs/procedure.ts'
import type { CaseEvent } from './state.ts'

/** Whether what was done can be seen by others: a meeting, a signature, a paper or a file is with it. */
export function hasEvidence(
  procedure: Procedure,
  { proofs, paper, changed = [] }: Pick<CaseEvent, 'proofs' | 'paper' | 'changed'>,
): boolean {
  const files = new Set(
    procedure.fields.filter((field) => field.type === 'files').map((field) => field.id),
  )
  return (
    proofs !== undefined ||
    paper !== undefined ||
    changed.some((change) => files.has(change.field) && !isEmpty(change.to))
  )
}
