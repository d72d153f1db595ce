import { dayOf, formatEra, timeOf } from '#kernel/calendar/index.ts'
import { askedOf } from '#kernel/procedures/index.ts'
import type { CaseContext } from '#kernel/procedures/index.ts'
import type { FormSheet, HistoryLine, Seal } from '#platform/documents/print/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { CasePath } from '../contract.ts'
import { procedureOf } from './context.ts'
import { contextWithFiles } from './files.ts'
import { readableCase } from './reading.ts'
import { happeningOf, nameOf, paperOf } from './show.ts'
import { signaturesOf } from './signing/check.ts'
import type { StoredCase } from './store.ts'

/** The official form of a case as a sheet to print: what was applied for, who decided, what was recorded. */
export const printCase = defineQuery({
  name: 'case.print',
  input: CasePath,
  authorise: (handle, input) => readableCase(handle, input.id),
  run: async (handle, _input, stored): Promise<{ number: string; sheet: FormSheet }> => ({ number: stored.number, sheet: await sheetOf(handle, stored) }),
})

async function sheetOf(handle: Handle, stored: StoredCase): Promise<FormSheet> {
  const { state } = stored
  const procedure = procedureOf(handle, state.procedure)
  const context = await contextWithFiles(handle, procedure, stored)
  const paper = paperOf(procedure, stored, context, new Set())
  const filledFirst = new Set(['about', ...(procedure.steps.get(procedure.start)?.fill ?? []), 'safeguards'])
  const rows = (wanted: boolean) => paper.filter((line) => filledFirst.has(line.field) === wanted).map((line) => ({ label: line.title, value: line.value }))
  const history = state.history.map((line): HistoryLine => {
    const said = happeningOf(handle, procedure, line, context)
    return { at: line.at, who: [said.person, said.insteadOf ? `（${said.insteadOf}の代行）` : ''].join(''), act: [said.step, said.decision].filter(Boolean).join('：'), ...noteOf(said) }
  })
  const signed = (await signaturesOf(handle, stored.id)).map((one) => ({ label: one.title, value: `${one.signer}　${formatEra(dayOf(one.signedAt))} ${timeOf(one.signedAt)}\n封印 ${one.seal}\nPDF ${one.sha256}` }))
  const later = rows(false)
  return {
    organization: handle.organization.title, title: procedure.title, ...(procedure.form ? { formNumber: procedure.form } : {}), documentNumber: stored.number, date: dayOf(stored.openedAt),
    applicant: [{ label: '所属', value: handle.organization.view.units.get(state.applicantUnit)?.title ?? '' }, { label: '氏名', value: nameOf(handle, state.applicant) }],
    sections: [{ heading: '申請', rows: rows(true) }, ...(later.length > 0 ? [{ heading: '記録', rows: later }] : []), ...(signed.length > 0 ? [{ heading: '署名（SHA-256）', rows: signed }] : [])],
    seals: sealsOf(handle, stored, context), history, ...(state.status === 'open' ? { mark: '手続中' } : {}),
  }
}

/** What stands beside a line of the history: what was said, what was given back, and that it came in on paper. */
function noteOf({ comment, paper, holdings }: ReturnType<typeof happeningOf>): { note?: string } {
  const lines = holdings.map((line) => `${line.number} ${line.name}：${line.returned ? '返した' : line.why ?? ''}`)
  const note = [comment ?? '', ...lines, paper ? `紙（${formatEra(paper.on)}付）。${paper.from}が持参し、${paper.recorder}が記録` : ''].filter(Boolean).join('\n')
  return note === '' ? {} : { note }
}

/** A box for each step that decides: empty until somebody has, with the word of the decision then. */
function sealsOf(handle: Handle, { state }: StoredCase, context: CaseContext): Seal[] {
  const procedure = procedureOf(handle, state.procedure)
  return [...procedure.steps.values()].filter((step) => step.decides).flatMap((step): Seal[] => {
    const line = state.history.findLast((one) => one.kind === 'decided' && one.step === step.id)
    const decision = step.decisions.find((one) => one.id === line?.decision)
    const role = askedOf(procedure, step, state, context).map((who) => (who.kind === 'role' ? handle.organization.pack.roles.get(who.role)?.title ?? who.role : step.title)).join('・')
    if (!line || decision?.tone !== 'good') return state.history.some((one) => one.passedOver?.includes(step.id)) ? [] : [{ role }]
    return [{ role, name: nameOf(handle, line.person), date: dayOf(line.at), decision: line.insteadOf ? '代行' : '許可' }]
  })
}
