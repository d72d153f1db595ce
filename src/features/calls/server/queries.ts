import { Type } from 'typebox'
import { timeOf } from '#kernel/calendar/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { LedgerSheet } from '#platform/documents/print/sheets.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { IdPath, LinkPath } from '../contract.ts'
import type { CalledRow, CallRow, CallsAnswer, CallView, LinkView, State } from '../contract.ts'
import { linked } from './actions.ts'
import { demandKeep, mayKeep } from './authorise.ts'
import { reachedToday } from './network.ts'
import { answersOf, callRow, titleOf } from './store.ts'

type Call = Awaited<ReturnType<typeof callRow>>
type Answers = Awaited<ReturnType<typeof answersOf>>

/** Calls, the last first: all for those who keep the network, their own for those who were called. */
export const calls = defineQuery({
  name: 'call.list',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (handle): Promise<CallsAnswer> => {
    const rows = await handle.db
      .selectFrom('calls')
      .selectAll()
      .where('organization_id', '=', handle.organization.id)
      .orderBy('started_at', 'desc')
      .limit(100)
      .execute()
    const described = await Promise.all(
      rows.map(async (row) => describe(handle, row, await answersOf(handle, row.id))),
    )
    const keeps = mayKeep(handle)
    return {
      calls: described.filter((one) => keeps || one.own !== undefined),
      mayStart: keeps,
      reach: keeps ? await reach(handle) : { people: 0, withoutMail: [] },
    }
  },
})

async function reach(handle: Handle): Promise<CallsAnswer['reach']> {
  const ids = (await reachedToday(handle)).map((one) => one.person)
  if (ids.length === 0) return { people: 0, withoutMail: [] }
  const rows = await handle.db
    .selectFrom('persons')
    .select('name')
    .where('organization_id', '=', handle.organization.id)
    .where('id', 'in', ids)
    .where('email', 'is', null)
    .orderBy('kana')
    .execute()
  return { people: ids.length, withoutMail: rows.map((row) => row.name) }
}

function describe(handle: Handle, row: Call, answers: Answers): CallRow {
  const own = answers.find((one) => one.person_id === actorPerson(handle))
  return {
    id: row.id,
    drill: row.drill,
    message: row.message,
    startedBy: handle.organization.view.persons.get(row.started_by ?? '')?.name ?? '',
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    asked: answers.length,
    answered: answers.filter((one) => one.answered_at !== null).length,
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

/** One call: how far it is, the reader's own answer, and for those who keep the network everybody's. */
export const call = defineQuery({
  name: 'call.read',
  input: IdPath,
  authorise: () => undefined,
  run: async (handle, { id }): Promise<CallView> => {
    const row = await callRow(handle, id)
    const answers = await answersOf(handle, id)
    const described = describe(handle, row, answers)
    const keeps = mayKeep(handle)
    if (!keeps && described.own === undefined) refuse('not-found', { what: nouns.call })
    return { ...described, mayKeep: keeps, people: keeps ? await called(handle, answers) : [] }
  },
})

/** Who needs help first, then who is silent, then the others, each in the order of the network. */
async function called(handle: Handle, answers: Answers): Promise<CalledRow[]> {
  const { view } = handle.organization
  const rows = await handle.db
    .selectFrom('persons')
    .select(['id', 'phone', 'emergency_phone'])
    .where('organization_id', '=', handle.organization.id)
    .where(
      'id',
      'in',
      answers.map((one) => one.person_id),
    )
    .execute()
  const numbers = new Map(rows.map((row) => [row.id, row]))
  const weight = (state: State | null): number => (state === 'help' ? 0 : state === null ? 1 : 2)
  return answers
    .toSorted((a, b) => weight(a.state) - weight(b.state))
    .map((one) => {
      const person = view.persons.get(one.person_id)
      return {
        person: one.person_id,
        name: person?.name ?? '',
        role: one.role,
        unit: view.units.get(person?.unit ?? '')?.title ?? '',
        phone: numbers.get(one.person_id)?.phone ?? null,
        emergencyPhone: numbers.get(one.person_id)?.emergency_phone ?? null,
        told: one.told,
        toldAt: one.told_at.toISOString(),
        state: one.state,
        note: one.note,
        answeredAt: one.answered_at?.toISOString() ?? null,
        answeredBy: one.answered_by,
      }
    })
}

/** What the page behind a link shows: nothing but the call and the person's own answer. */
export const callByLink = defineQuery({
  name: 'call.by-link',
  input: LinkPath,
  authorise: (handle, { token }) => linked(handle, token),
  run: async (handle, _input, own): Promise<LinkView> => {
    const row = await callRow(handle, own.call_id)
    return {
      organization: handle.organization.title,
      drill: row.drill,
      message: row.message,
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      name: handle.organization.view.persons.get(own.person_id)?.name ?? '',
      state: own.state,
      answeredAt: own.answered_at?.toISOString() ?? null,
    }
  },
})

const states: Readonly<Record<State, string>> = {
  ready: '受け取り、動けます',
  later: '受け取り、すぐには動けません',
  help: '助けが必要',
}
const ways: Readonly<Record<string, string>> = { link: 'リンク', self: '画面', keeper: '電話' }

/** The result on paper: everybody in the order of the network with the time of their answer; who has not answered is plainly so. */
export const printCall = defineQuery({
  name: 'call.print',
  input: IdPath,
  authorise: demandKeep,
  run: async (handle, { id }): Promise<LedgerSheet> => {
    const row = await callRow(handle, id)
    const answers = await answersOf(handle, id)
    const done = answers.filter((one) => one.answered_at !== null).length
    const names = handle.organization.view
    return {
      organization: handle.organization.title,
      title: '緊急連絡網の呼出しの結果',
      subtitle: `${titleOf(row)}　${timeOf(row.started_at)}開始　${answers.length}人のうち${done}人が回答`,
      date: handle.today,
      ...(row.drill ? { mark: '訓練' } : {}),
      columns: [
        { header: '役割', width: 2.4 },
        { header: '氏名', width: 1.4 },
        { header: '所属', width: 1.6 },
        { header: '呼出し', width: 0.8 },
        { header: '回答', width: 0.8 },
        { header: '分', width: 0.5, align: 'right' },
        { header: '様子', width: 2 },
        { header: '方法', width: 0.8 },
        { header: 'ひとこと', width: 2 },
      ],
      rows: answers.map((one) => {
        const person = names.persons.get(one.person_id)
        const minutes = one.answered_at
          ? Math.floor((one.answered_at.getTime() - row.started_at.getTime()) / 60_000)
          : undefined
        return [
          one.role,
          person?.name ?? '',
          names.units.get(person?.unit ?? '')?.title ?? '',
          timeOf(one.told_at),
          one.answered_at ? timeOf(one.answered_at) : '—',
          minutes === undefined ? '' : String(minutes),
          one.state ? states[one.state] : '回答なし',
          ways[one.answered_by ?? ''] ?? '',
          one.note ?? '',
        ]
      }),
    }
  },
})
