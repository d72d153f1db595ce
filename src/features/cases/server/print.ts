import { dayOf } from '#kernel/calendar/index.ts'
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
    return { at: line.at, who: [said.person, said.insteadOf ? `（${said.insteadOf}の代行）` : ''].join(''), act: [said.step, said.decision].filter(Boolean).join('：'), ...(said.comment ? { note: said.comment } : {}) }
  })
  const later = rows(false)
  return {
    organization: handle.organization.title, title: procedure.title, ...(procedure.form ? { formNumber: procedure.form } : {}), documentNumber: stored.number, date: dayOf(stored.openedAt),
    applicant: [{ label: '所属', value: handle.organization.view.units.get(state.applicantUnit)?.title ?? '' }, { label: '氏名', value: nameOf(handle, state.applicant) }],
    sections: [{ heading: '申請', rows: rows(true) }, ...(later.length > 0 ? [{ heading: '記録', rows: later }] : [])],
    seals: sealsOf(handle, stored, context), history, ...(state.status === 'open' ? { mark: '手続中' } : {}),
  }
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
