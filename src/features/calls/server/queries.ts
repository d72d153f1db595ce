import { Type } from 'typebox'
import { timeOf } from '#kernel/calendar/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { RegisterSheet } from '#platform/documents/print/sheets.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { IdPath, LinkPath } from '../contract.ts'
import type { CalledRow, CallRow, CallsAnswer, CallView, LinkView, State } from '../contract.ts'
import { loadAnswerByToken } from './actions.ts'
import { demandNetworkKeeper, mayKeepNetwork } from './authorise.ts'
import { recipientsToday } from './network.ts'
import { answersOf, callRow, titleOf } from './store.ts'

type Call = Awaited<ReturnType<typeof callRow>>
type Answers = Awaited<ReturnType<typeof answersOf>>

/**
 * The last 100 calls, newest first. Those who keep the network see all of them; others see those in
 * which they were called.
 */
export const calls = defineQuery({
  name: 'call.list',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (tx): Promise<CallsAnswer> => {
    const rows = await tx.db
      .selectFrom('calls')
      .selectAll()
      .where('organization_id', '=', tx.organization.id)
      .orderBy('started_at', 'desc')
      .limit(100)
      .execute()
    const summaries = await Promise.all(
      rows.map(async (row) => toCallRow(tx, row, await answersOf(tx, row.id))),
    )
    const keepsNetwork = mayKeepNetwork(tx)
    return {
      calls: summaries.filter((summary) => keepsNetwork || summary.own !== undefined),
      mayStart: keepsNetwork,
      reach: keepsNetwork ? await reachToday(tx) : { people: 0, withoutMail: [] },
    }
  },
})

async function reachToday(tx: Transaction): Promise<CallsAnswer['reach']> {
  const ids = (await recipientsToday(tx)).map((recipient) => recipient.person)
  if (ids.length === 0) return { people: 0, withoutMail: [] }
  const rows = await tx.db
    .selectFrom('persons')
    .select('name')
    .where('organization_id', '=', tx.organization.id)
    .where('id', 'in', ids)
    .where('email', 'is', null)
    .orderBy('kana')
    .execute()
  return { people: ids.length, withoutMail: rows.map((row) => row.name) }
}

function toCallRow(tx: Transaction, row: Call, answers: Answers): CallRow {
  const own = answers.find((answer) => answer.person_id === actorPerson(tx))
  return {
    id: row.id,
    drill: row.drill,
    message: row.message,
    startedBy: tx.organization.view.persons.get(row.started_by ?? '')?.name ?? '',
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    asked: answers.length,
    answered: answers.filter((answer) => answer.answered_at !== null).length,
    ...(own
      ? {
          own: {
            state: own.state,
            note: own.note,
            answeredAt: own.answered_at?.toISOString() ?? null,
          },
        }
      : {}),
  }
}

/**
 * One call: its counts, the reader's own answer, and for those who keep the network everybody's.
 * Refuses with `not-found` if the reader neither keeps the network nor was called.
 */
export const call = defineQuery({
  name: 'call.read',
  input: IdPath,
  authorise: () => undefined,
  run: async (tx, { id }): Promise<CallView> => {
    const row = await callRow(tx, id)
    const answers = await answersOf(tx, id)
    const summary = toCallRow(tx, row, answers)
    const keepsNetwork = mayKeepNetwork(tx)
    if (!keepsNetwork && summary.own === undefined) refuse('not-found', { what: nouns.call })
    return {
      ...summary,
      mayKeep: keepsNetwork,
      people: keepsNetwork ? await calledRows(tx, answers) : [],
    }
  },
})

/**
 * Those who need help, then those who have not answered, then the others; each in network order.
 */
async function calledRows(tx: Transaction, answers: Answers): Promise<CalledRow[]> {
  const { view } = tx.organization
  const rows = await tx.db
    .selectFrom('persons')
    .select(['id', 'phone', 'emergency_phone'])
    .where('organization_id', '=', tx.organization.id)
    .where(
      'id',
      'in',
      answers.map((answer) => answer.person_id),
    )
    .execute()
  const numbers = new Map(rows.map((row) => [row.id, row]))
  const weight = (state: State | null): number => (state === 'help' ? 0 : state === null ? 1 : 2)
  return answers
    .toSorted((a, b) => weight(a.state) - weight(b.state))
    .map((answer) => {
      const person = view.persons.get(answer.person_id)
      return {
        person: answer.person_id,
        name: person?.name ?? '',
        role: answer.role,
        unit: view.units.get(person?.unit ?? '')?.title ?? '',
        phone: numbers.get(answer.person_id)?.phone ?? null,
        emergencyPhone: numbers.get(answer.person_id)?.emergency_phone ?? null,
        told: answer.told,
        toldAt: answer.told_at.toISOString(),
        state: answer.state,
        note: answer.note,
        answeredAt: answer.answered_at?.toISOString() ?? null,
        answeredBy: answer.answered_by,
      }
    })
}

/** The page behind a link: only the call and the answer of the link's person. */
export const callByLink = defineQuery({
  name: 'call.by-link',
  input: LinkPath,
  authorise: (tx, { token }) => loadAnswerByToken(tx, token),
  run: async (tx, _input, own): Promise<LinkView> => {
    const row = await callRow(tx, own.call_id)
    return {
      organization: tx.organization.title,
      drill: row.drill,
      message: row.message,
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      name: tx.organization.view.persons.get(own.person_id)?.name ?? '',
      state: own.state,
      answeredAt: own.answered_at?.toISOString() ?? null,
    }
  },
})

const stateTitles: Readonly<Record<State, string>> = {
  ready: '受け取り、動けます',
  later: '受け取り、すぐには動けません',
  help: '助けが必要',
}
const channelTitles: Readonly<Record<string, string>> = {
  link: 'リンク',
  self: '画面',
  keeper: '電話',
}

/** The result as a table to print: everybody in network order, also those who have not answered. */
export const printCall = defineQuery({
  name: 'call.print',
  input: IdPath,
  authorise: demandNetworkKeeper,
  run: async (tx, { id }): Promise<RegisterSheet> => {
    const row = await callRow(tx, id)
    const answers = await answersOf(tx, id)
    const answeredCount = answers.filter((answer) => answer.answered_at !== null).length
    const view = tx.organization.view
    return {
      organization: tx.organization.title,
      title: '緊急連絡網の呼出しの結果',
      subtitle: `${titleOf(row)}　${timeOf(row.started_at)}開始　${answers.length}人のうち${answeredCount}人が回答`,
      date: tx.today,
      ...(row.drill ? { mark: '訓練' } : {}),
      columns: [
        { header: '役割' },
        { header: '氏名' },
        { header: '所属' },
        { header: '呼出し' },
        { header: '回答' },
        { header: '分', align: 'right' },
        { header: '様子' },
        { header: '方法' },
        { header: 'ひとこと' },
      ],
      rows: answers.map((answer) => {
        const person = view.persons.get(answer.person_id)
        const minutes = answer.answered_at
          ? Math.floor((answer.answered_at.getTime() - row.started_at.getTime()) / 60_000)
          : undefined
        return [
          answer.role,
          person?.name ?? '',
          view.units.get(person?.unit ?? '')?.title ?? '',
          timeOf(answer.told_at),
          answer.answered_at ? timeOf(answer.answered_at) : '—',
          minutes === undefined ? '' : String(minutes),
          answer.state ? stateTitles[answer.state] : '回答なし',
          channelTitles[answer.answered_by ?? ''] ?? '',
          answer.note ?? '',
        ]
      }),
    }
  },
})
