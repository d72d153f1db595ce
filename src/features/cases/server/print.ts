import { dayOf, formatEra, timeOf } from '#kernel/calendar/index.ts'
import type { FieldValues, FormatLookups } from '#kernel/fields/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { FormSheet, HistoryLine } from '#platform/documents/print/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { CasePath } from '../contract.ts'
import { procedureOf } from './context.ts'
import { contextWithFiles } from './files.ts'
import { readableCase } from './reading.ts'
import { sealsOf } from './seals.ts'
import type { StepSeal } from './seals.ts'
import { happeningOf, nameOf, paperOf } from './show.ts'
import { signaturesOf } from './signing/check.ts'
import type { StoredCase } from './store.ts'

/** What a form of a case is filled with. */
export interface CaseForm {
  readonly procedure: Procedure
  readonly number: string
  readonly subject: string
  /** The day of the application. */
  readonly date: string
  readonly open: boolean
  readonly applicant: string
  readonly unit: string
  /** Every line of the paper, in words; and the values behind them. */
  readonly paper: ReturnType<typeof paperOf>
  readonly fields: FieldValues
  readonly format: FormatLookups
  readonly seals: readonly StepSeal[]
  readonly history: readonly HistoryLine[]
}

/** The official form of a case as a sheet to print: what was applied for, who decided, what was recorded. */
export const printCase = defineQuery({
  name: 'case.print',
  input: CasePath,
  authorise: (handle, input) => readableCase(handle, input.id),
  run: async (handle, _input, stored): Promise<{ number: string; sheet: FormSheet }> => ({
    number: stored.number,
    sheet: await sheetOf(handle, stored),
  }),
})

/** What the form of a case is filled with, for whoever may read the case. */
export async function caseForm(handle: Handle, id: string): Promise<CaseForm> {
  return formOf(handle, await readableCase(handle, id))
}

async function formOf(handle: Handle, stored: StoredCase): Promise<CaseForm> {
  const { state } = stored
  const procedure = procedureOf(handle, state.procedure)
  const context = await contextWithFiles(handle, procedure, stored)
  const history = state.history.map((line): HistoryLine => {
    const said = happeningOf(handle, procedure, line, context, 'ja')
    return {
      at: line.at,
      who: [said.person, said.insteadOf ? `（${said.insteadOf}の代行）` : ''].join(''),
      act: [said.step, said.decision].filter(Boolean).join('：'),
      ...noteOf(said),
    }
  })
  return {
    procedure,
    number: stored.number,
    subject: stored.subject,
    date: dayOf(stored.openedAt),
    open: state.status === 'open',
    applicant: nameOf(handle, state.applicant),
    unit: handle.organization.view.units.get(state.applicantUnit)?.title ?? '',
    paper: paperOf(procedure, stored, context, [], 'ja'),
    fields: state.fields,
    format: context.format ?? {},
    seals: sealsOf(handle, stored, context),
    history,
  }
}

async function sheetOf(handle: Handle, stored: StoredCase): Promise<FormSheet> {
  const { procedure, paper, ...form } = await formOf(handle, stored)
  const filledFirst = new Set([
    'about',
    ...(procedure.steps.get(procedure.start)?.fill ?? []),
    'safeguards',
  ])
  const rows = (wanted: boolean) =>
    paper
      .filter((line) => (line.safeguard === undefined && filledFirst.has(line.field)) === wanted)
      .map((line) => ({ label: line.title, value: line.value }))
  const signed = (await signaturesOf(handle, stored)).map((one) => ({
    label: one.title,
    value: `${one.signer}　${formatEra(dayOf(one.signedAt))} ${timeOf(one.signedAt)}\n封印 ${one.seal}\nPDF ${one.sha256}`,
  }))
  const later = rows(false)
  return {
    organization: handle.organization.title,
    title: procedure.title,
    ...(procedure.form ? { formNumber: procedure.form } : {}),
    documentNumber: form.number,
    date: form.date,
    applicant: [
      { label: '所属', value: form.unit },
      { label: '氏名', value: form.applicant },
    ],
    sections: [
      { heading: '申請', rows: rows(true) },
      ...(later.length > 0 ? [{ heading: '記録', rows: later }] : []),
      ...(signed.length > 0 ? [{ heading: '署名（SHA-256）', rows: signed }] : []),
    ],
    seals: form.seals.map((one) => one.seal),
    history: form.history,
    ...(form.open ? { mark: '手続中' } : {}),
  }
}

/** What stands beside a line of the history: what was said, what was given back, and that it came in on paper. */
function noteOf({ comment, paper, holdings }: ReturnType<typeof happeningOf>): { note?: string } {
  const lines = holdings.map(
    (line) => `${line.number} ${line.name}：${line.returned ? '返した' : (line.why ?? '')}`,
  )
  const note = [
    comment ?? '',
    ...lines,
    paper ? `紙（${formatEra(paper.on)}付）。${paper.from}が持参し、${paper.recorder}が記録` : '',
  ]
    .filter(Boolean)
    .join('\n')
  return note === '' ? {} : { note }
}
