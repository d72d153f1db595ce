import type { Static } from 'typebox'
import type { Paper } from '#kernel/procedures/index.ts'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import type { FaultWords } from '#kernel/problems/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { ActOnCaseBody } from '../contract/acts.ts'

/**
 * Validates a paper record. Refuses with `input-invalid` where the date is after today, where
 * nobody is named as having brought it, or where a scan is not a file that the recorder sent.
 */
export async function checkPaper(
  tx: Transaction,
  recorder: string,
  paper: NonNullable<Static<typeof ActOnCaseBody>['paper']>,
): Promise<Paper> {
  const faults: FaultWords[] = []
  if (paper.on > tx.today)
    faults.push({
      at: '/paper/on',
      detail: {
        ja: '紙の日付が先の日です。紙に書かれた日を入れてください。',
        en: 'The date of the paper lies ahead. Enter the day that is written on it.',
      },
    })
  if (paper.from.trim() === '')
    faults.push({
      at: '/paper/from',
      detail: { ja: '紙を持ってきた人を書いてください。', en: 'Write who handed the paper in.' },
    })
  const files = [...new Set(paper.files)]
  if (files.length > 0) {
    const sentFiles = await tx.db
      .selectFrom('files')
      .select('id')
      .where('organization_id', '=', tx.organization.id)
      .where('id', 'in', files)
      .where('uploaded_by', '=', recorder)
      .where('scan', '!=', 'infected')
      .execute()
    if (sentFiles.length < files.length)
      faults.push({
        at: '/paper/files',
        detail: {
          ja: '付けたファイルが見つかりません。もう一度付けてください。',
          en: 'The attached file was not found. Attach it again.',
        },
      })
  }
  if (faults.length > 0)
    throw new ProblemError(problem('input-invalid', { count: faults.length }, { faults }))
  return { recorder, on: paper.on, from: paper.from.trim(), files }
}
