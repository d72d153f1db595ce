import { fiscalYearOf, fiscalYearTitle } from '#kernel/calendar/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { listed } from '#kernel/words/words.ts'
import type { ReportSheet } from '#platform/documents/print/sheets.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { organizationTitleAt } from '#features/organization/server/public.ts'
import { approverNames } from '../approvers.ts'
import { ReportYear } from '../../contract.ts'
import type { Outline } from '../../contract.ts'
import { firstDay } from '../firstDay.ts'
import { outline } from '../queries.ts'
import { mayReport } from './access.ts'
import {
  caseFigures,
  editionRows,
  exceptionRows,
  findingFigures,
  meetingFigures,
  roundFigures,
  spanOf,
} from './figures.ts'
import { endOfYearBefore, reportSheet } from './sheet.ts'

/** The draft of the report of a 年度, from the records. */
export const yearlyReport = defineQuery({
  name: 'policy.report',
  input: ReportYear,
  authorise(tx, { year }) {
    if (!mayReport(tx))
      refuse('not-allowed', {
        act: { ja: '年次報告の下書き', en: 'drafting the yearly report' },
        who: listed([approverNames(tx)]),
      })
    if (year > fiscalYearOf(tx.today))
      refuse('not-found', {
        what: { ja: `${fiscalYearTitle(year)}の記録`, en: `the records of fiscal year ${year}` },
      })
  },
  async run(tx, { year }): Promise<ReportSheet> {
    const span = spanOf(tx, year)
    const [rounds, findings, cases, exceptions, meetings, editions] = await Promise.all([
      roundFigures(tx, span),
      findingFigures(tx, span),
      caseFigures(tx, span),
      exceptionRows(tx, span),
      meetingFigures(tx, span),
      editionRows(tx, span),
    ])
    return reportSheet({
      organization: await organizationTitleAt(tx, span.isOver ? span.until : null),
      pack: tx.organization.pack,
      span,
      now: await mapOn(tx, span.day),
      before: await mapBefore(tx, endOfYearBefore(year)),
      rounds,
      findings,
      cases,
      exceptions,
      meetings,
      editions,
    })
  },
})

const mapOn = (tx: Transaction, on: string): Promise<Outline> => outline.run(tx, { on }, undefined)

/** The map at the end of the year before; null where the records do not reach so far. */
async function mapBefore(tx: Transaction, on: string): Promise<Outline | null> {
  return on < (await firstDay(tx)) ? null : mapOn(tx, on)
}
