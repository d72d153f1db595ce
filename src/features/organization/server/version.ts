import { dayWords, momentWords } from '#kernel/words/days.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/**
 * Refuses where somebody else has changed the thing since it was read; the problem names who and
 * when, from the journal.
 */
export async function demandVersion(
  tx: Transaction,
  subject: { readonly kind: string; readonly id: string },
  current: number,
  expected: number,
): Promise<void> {
  await demandUnchanged(tx, subject, current === expected)
}

/** As `demandVersion`, for what has no version of its own. */
export async function demandUnchanged(
  tx: Transaction,
  subject: { readonly kind: string; readonly id: string },
  isUnchanged: boolean,
): Promise<void> {
  if (isUnchanged) return
  const last = await tx.db
    .selectFrom('journal')
    .select(['actor', 'at'])
    .where('organization_id', '=', tx.organization.id)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const by = tx.organization.view.persons.get(last?.actor ?? '')?.name ?? nouns.program
  refuse('changed-meanwhile', {
    by,
    at: last ? momentWords(last.at) : '',
  })
}

/** Refuses a period that ends before it begins. */
export function demandDates(from: string | null | undefined, to: string | null | undefined): void {
  if (from && to && to < from)
    refuse(
      'dates-reversed',
      { from: dayWords(from), to: dayWords(to) },
      {
        faults: [
          {
            at: '/to',
            detail: {
              ja: '始まりの日より後にしてください。',
              en: 'It must not lie before the first day.',
            },
          },
        ],
      },
    )
}

/** The given values that differ, for the journal. */
export function changesOf<T extends object>(
  before: T,
  after: Partial<T>,
): Record<string, { from: unknown; to: unknown }> {
  return Object.fromEntries(
    Object.entries(after).flatMap(([key, to]) => {
      const from: unknown = before[key as keyof T]
      return to === undefined || to === from ? [] : [[key, { from, to }]]
    }),
  )
}
