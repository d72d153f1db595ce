import type { Transaction } from '#platform/gate/transaction.ts'
import type { SubjectRow } from '../subjects.ts'

/** A subject as lists show it; `register` is where the line stands that it is. */
export function subjectView(tx: Transaction, row: SubjectRow, register?: string) {
  const { units } = tx.organization.view
  const href =
    row.subject_kind === 'line' && register !== undefined
      ? `/registers/${register}/${row.subject_id}`
      : row.subject_kind === 'person'
        ? `/organization/persons/${row.subject_id}`
        : null
  return {
    id: row.subject_id,
    title: row.subject_title,
    unit: row.subject_kind === 'unit' ? null : (units.get(row.unit_id ?? '')?.title ?? null),
    href,
  }
}

/** The register of the lines that a round goes through. */
export const registerOfEach = (each: {
  readonly kind: string
  readonly register?: string
}): string | undefined => (each.kind === 'line' ? each.register : undefined)
