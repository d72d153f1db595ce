import { dayOf, formatEra, timeOf } from '#kernel/calendar/index.ts'
import type { FieldValues, FormatLookups } from '#kernel/fields/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { sealBoxesOf, standingActs } from '#kernel/procedures/index.ts'
import type { CaseEvent, SealBox } from '#kernel/procedures/index.ts'
import type { FormSheet, HistoryEntry } from '#platform/documents/print/index.ts'
import { withdrawn } from '#kernel/words/words.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { organizationTitleAt } from '#features/organization/server/public.ts'
import { CasePath } from '../contract/common.ts'
import { procedureOf } from './context.ts'
import { onItsDay } from './day.ts'
import { contextWithFiles } from './files.ts'
import { readableCase } from './access.ts'
import { eventView } from './eventView.ts'
import { nameOf } from './nameOf.ts'
import { paperView } from './paperView.ts'
import { signaturesOf } from './signing/check.ts'
import type { StoredCase } from './store.ts'

/** Content of the form of a case. */
export interface CaseForm {
  readonly procedure: Procedure
  /** The edition of its day. */
  readonly pack: Pack
  /** When it ended; undefined while it is open. */
  readonly endedAt: string | undefined
  /** The title of the end that it came to. */
  readonly end: string | undefined
  /** What the organisation was called when the case ended, or is called now. */
  readonly organization: string
  readonly number: string
  readonly subject: string
  /** Day of the application (YYYY-MM-DD). */
  readonly date: string
  readonly open: boolean
  readonly applicant: string
  readonly unit: string
  /** Every row of the form in words; `fields` holds the values behind them. */
  readonly paper: ReturnType<typeof paperView>
  readonly fields: FieldValues
  readonly format: FormatLookups
  readonly seals: readonly SealBox[]
  readonly history: readonly HistoryEntry[]
  /** What was confirmed at each step that still counts, and how late it was; by the id of the step. */
  readonly acts: ReadonlyMap<string, StepAct>
}

interface StepAct {
  readonly title: string
  /** Titles of what was confirmed, by their ids. */
  readonly confirmed: ReadonlyMap<string, string>
  readonly late: string
}

/**
 * The official form of a case as a sheet to print: the application, the decisions and the records.
 */
export const printCase = defineQuery({
  name: 'case.print',
  input: CasePath,
  authorise: (tx, input) => readableCase(tx, input.id),
  run: async (tx, _input, stored): Promise<{ number: string; sheet: FormSheet }> => ({
    number: stored.number,
    sheet: await toFormSheet(tx, stored),
  }),
})

/** Content of the form of a case. Refuses where the actor may not read the case. */
export async function caseForm(tx: Transaction, id: string): Promise<CaseForm> {
  return loadCaseForm(tx, await readableCase(tx, id))
}

async function loadCaseForm(tx: Transaction, stored: StoredCase): Promise<CaseForm> {
  const { state } = stored
  const day = await onItsDay(tx, stored)
  const procedure = procedureOf(day, state.procedure)
  const context = await contextWithFiles(day, procedure, stored)
  const history = state.history.map((event): HistoryEntry => {
    const shown = eventView(day, procedure, event, context, 'ja')
    return {
      at: event.at,
      who: [shown.person, shown.insteadOf ? `（${shown.insteadOf}の代行）` : ''].join(''),
      act: [shown.step, shown.decision].filter(Boolean).join('：'),
      ...noteOf(shown),
    }
  })
  return {
    procedure,
    pack: day.organization.pack,
    endedAt: state.status === 'ended' ? state.enteredAt : undefined,
    end:
      state.status === 'ended'
        ? (procedure.ends.get(state.outcome ?? '')?.title ?? withdrawn.ja)
        : undefined,
    organization: await organizationTitleAt(
      tx,
      state.status === 'ended' ? new Date(state.enteredAt) : null,
    ),
    number: stored.number,
    subject: stored.subject,
    date: dayOf(stored.openedAt),
    open: state.status === 'open',
    applicant: nameOf(day, state.applicant),
    unit: day.organization.view.units.get(state.applicantUnit)?.title ?? '',
    paper: paperView(procedure, stored, context, [], 'ja'),
    fields: state.fields,
    format: context.format ?? {},
    seals: stored.record?.seals ?? sealBoxesOf(procedure, state, context),
    history,
    acts: new Map(
      [...standingActs(procedure, state, context)].map(([step, events]) => [
        step,
        actOf(events, (event) => eventView(day, procedure, event, context, 'ja')),
      ]),
    ),
  }
}

function actOf(
  events: readonly CaseEvent[],
  viewOf: (event: CaseEvent) => ReturnType<typeof eventView>,
): StepAct {
  const shown = events.map((event) => ({ event, view: viewOf(event) }))
  return {
    title: shown[0]?.view.step ?? '',
    confirmed: new Map(
      shown.flatMap(({ event, view }) =>
        (event.confirmed ?? []).map((id, i) => [id, view.confirmed[i] ?? id] as const),
      ),
    ),
    late: shown.flatMap(({ view }) => (view.late === null ? [] : [lateNote(view.late)])).join('\n'),
  }
}

async function toFormSheet(tx: Transaction, stored: StoredCase): Promise<FormSheet> {
  const { procedure, paper, ...form } = await loadCaseForm(tx, stored)
  const filledFirst = new Set([
    'about',
    ...(procedure.steps.get(procedure.start)?.fill ?? []),
    'safeguards',
  ])
  const rows = (isFilledFirst: boolean) =>
    paper
      .filter(
        (row) => (row.safeguard === undefined && filledFirst.has(row.field)) === isFilledFirst,
      )
      .map((row) => ({ label: row.title, value: row.value }))
  const signatureRows = (await signaturesOf(tx, stored)).map((signature) => ({
    label: signature.title,
    value: `${signature.signer}　${formatEra(dayOf(signature.signedAt))} ${timeOf(signature.signedAt)}\n封印 ${signature.seal}\nPDF ${signature.sha256}`,
  }))
  const later = rows(false)
  return {
    organization: form.organization,
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
      ...(form.end === undefined
        ? []
        : [
            {
              heading: '終わり',
              rows: [
                {
                  label: form.end,
                  value: `${formatEra(dayOf(form.endedAt ?? ''))} ${timeOf(form.endedAt ?? '')}`,
                },
              ],
            },
          ]),
      ...(signatureRows.length > 0 ? [{ heading: '署名（SHA-256）', rows: signatureRows }] : []),
    ],
    seals: form.seals.map(({ seal }) => seal),
    history: form.history,
    ...(form.open ? { mark: '手続中' } : {}),
  }
}

const lateNote = ({ due, days }: { readonly due: string; readonly days: number }): string =>
  days === 0
    ? `期限（${formatEra(dayOf(due))} ${timeOf(due)}）を過ぎて行われた`
    : `期限（${formatEra(dayOf(due))}）を${days}日過ぎて行われた`

/**
 * Note beside a row of the history: the answer and the comment, what was confirmed, lateness, the
 * steps passed over, the things returned, and that the step came in on paper.
 */
function noteOf({
  comment,
  reply,
  left,
  passedOver,
  paper,
  holdings,
  confirmed,
  late,
}: ReturnType<typeof eventView>): { note?: string } {
  const returns = holdings.map(
    (row) => `${row.number} ${row.name}：${row.returned ? '返した' : (row.why ?? '')}`,
  )
  const note = [
    reply === null ? '' : `答え：${reply}`,
    comment ?? '',
    ...confirmed.map((title) => `確かめた：${title}`),
    late === null ? '' : lateNote(late),
    ...passedOver.map((title) => `「${title}」は要らないので通らなかった`),
    ...left.map(({ name, state }) => `「${name}」は「${state}」のまま`),
    ...returns,
    paper ? `紙（${formatEra(paper.on)}付）。${paper.from}が持参し、${paper.recorder}が記録` : '',
  ]
    .filter(Boolean)
    .join('\n')
  return note === '' ? {} : { note }
}
