import type { CourseFacts } from '#kernel/rounds/index.ts'
import { lineOfCourse } from '#kernel/rounds/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { writeEntry } from '#features/registers/server/public.ts'
import { closeByLines } from '#features/rounds/server/public.ts'
import type { TaughtRound } from './access.ts'

/** Writes the line that a course becomes, and closes what it closes. */
export async function writeLine(
  tx: Transaction,
  round: TaughtRound,
  facts: CourseFacts,
  { unit, as }: { readonly unit: string | null; readonly as: 'self' | 'program' },
): Promise<{ readonly id: string; readonly number: string; readonly closed: number }> {
  const { id, number } = await writeEntry(
    tx,
    round.course.register,
    lineOfCourse(round.course, facts),
    unit ?? '',
    { reason: `研修「${facts.title}」による` },
  )
  return { id, number, closed: await closeByLines(tx, facts.attendees, as) }
}
