import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeEntries } from '#features/registers/server/public.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { PersonName, World } from '../support/world.ts'
import {
  act,
  createAsset,
  homeOf,
  tasksOf,
  takeOutFields,
  getCase,
  sendApplication,
  takeOutAsset,
} from './steps.ts'
import type { Receipt, Refusal } from './steps.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld({ routes, pack: 'hoshi' })
})
afterEach(() => world.close())

const apply = async (about: readonly string[], by: PersonName = 'clerk') =>
  (await world.as(by)).post<Receipt & Refusal>('/api/cases', {
    procedure: 'take-out',
    about,
    fields: takeOutFields,
    send: true,
  })
const dispose = (id: string, reason = '廃棄したため') =>
  world.transact((tx) => changeEntries(tx, [id], { state: '廃棄済み', fields: {} }, { reason }))

/**
 * Makes people absent (`away`) or ends their employment (`left`), as keepers of the organisation
 * would.
 */
async function changePeople(change: {
  readonly away?: readonly PersonName[]
  readonly left?: readonly PersonName[]
}): Promise<void> {
  await world.transact(async ({ db, organization, newId }) => {
    const own = organization.id
    for (const name of change.away ?? [])
      await db
        .insertInto('absences')
        .values({
          organization_id: own,
          id: newId(),
          person_id: world.persons[name],
          from_on: '2026-11-02',
          to_on: '2026-11-30',
        })
        .execute()
    for (const name of change.left ?? [])
      await db
        .updateTable('persons')
        .set({ to_on: '2026-11-01' })
        .where('organization_id', '=', own)
        .where('id', '=', world.persons[name])
        .execute()
    await db
      .updateTable('organizations')
      .set({ revision: 100 })
      .where('organization_id', '=', own)
      .execute()
  })
}

describe('a permit for an entry that was disposed of', () => {
  test('does not begin: the refusal names the entry and its state', async () => {
    const id = await createAsset(world, 2)
    await dispose(id)
    expect((await apply([id])).body).toMatchObject({
      code: 'about-over',
      detail: expect.stringContaining('「要支援者名簿」はもう「廃棄済み」なので'),
      grounds: [{ provision: '2-1(1)' }],
    })
    const verdict = await (
      await world.as('clerk')
    ).post<Refusal>('/api/handling/ask', {
      act: 'take-out',
      about: [id],
      fields: { medium: 'paper', destination: '県庁' },
    })
    expect(verdict.body.code).toBe('about-over')
  })

  test('is not given if the disposal came after the application; the application may still be refused', async () => {
    const id = await createAsset(world, 2)
    const { body } = await apply([id])
    await dispose(id)
    expect((await act(await world.as('head'), body.id, 'permit')).body).toMatchObject({
      code: 'about-over',
      detail: expect.stringContaining('廃棄済み'),
    })
    expect(
      (await act(await world.as('head'), body.id, 'refuse', {}, '廃棄されたため')).body,
    ).toMatchObject({ status: 'ended' })
  })

  test('is not given either if the reason for the disposal names the case itself', async () => {
    const id = await createAsset(world, 2)
    const { body } = await apply([id])
    await dispose(id, `案件 ${body.number} による`)
    expect((await act(await world.as('head'), body.id, 'permit')).body.code).toBe('about-over')
  })
})

describe('a return', () => {
  test('planned before the departure is refused beside its field', async () => {
    const answer = await (
      await world.as('clerk')
    ).post<Refusal>('/api/cases', {
      procedure: 'take-out',
      about: [await createAsset(world, 2)],
      fields: { ...takeOutFields, returnBy: '2026-11-03T17:00:00+09:00' },
      send: true,
    })
    expect(answer.body).toMatchObject({
      code: 'input-invalid',
      faults: [
        { at: '/fields/returnBy', detail: '「返却予定」は「持出予定」より後にしてください。' },
      ],
    })
  })

  test('later than the due date is accepted, and the history and the journal say by how many days', async () => {
    const id = await takeOutAsset(world, 2)
    world.clock.set('2026-11-09 10:00')
    const back = await act(await world.as('clerk'), id, undefined, {
      returnedAt: '2026-11-09T10:00:00+09:00',
      complete: true,
    })
    expect(back.body).toMatchObject({ status: 'ended' })
    expect((await getCase(await world.as('clerk'), id)).history.at(-1)).toMatchObject({
      late: { days: 3 },
    })
    expect((await world.journal()).at(-1)?.detail).toMatchObject({
      step: 'return',
      late: { days: 3 },
    })
  })

  test('on the last day is not late', async () => {
    const id = await takeOutAsset(world, 2)
    world.clock.set('2026-11-06 16:59')
    await act(await world.as('clerk'), id, undefined, {
      returnedAt: '2026-11-06T16:59:00+09:00',
      complete: true,
    })
    expect((await getCase(await world.as('clerk'), id)).history.at(-1)?.late).toBeNull()
  })
})

describe('who decides', () => {
  test('is the next in line where the deputy is away too, and the others are told whose turn it is', async () => {
    await changePeople({ away: ['head', 'deputy'] })
    const id = await sendApplication(world, 2)
    expect((await act(await world.as('deputy'), id, 'permit')).body).toMatchObject({
      code: 'not-your-turn',
      detail: expect.stringContaining('木村 守さん'),
    })
    expect((await act(await world.as('ciso'), id, 'permit')).status).toBe(200)
    expect((await getCase(await world.as('clerk'), id)).history.at(-1)).toMatchObject({
      as: expect.any(String),
      insteadOf: '佐藤 花',
      because: 'absent',
    })
  })

  test('is whoever is left in the line when the approver leaves in the middle of the route', async () => {
    const id = await sendApplication(world, 2)
    expect(tasksOf(await homeOf(world, 'head')).map((line) => line.caseId)).toEqual([id])
    await changePeople({ left: ['head'] })
    expect(tasksOf(await homeOf(world, 'deputy'))).toMatchObject([{ caseId: id }])
    expect((await act(await world.as('deputy'), id, 'permit')).status).toBe(200)
    expect((await getCase(await world.as('clerk'), id)).history.at(-1)).toMatchObject({
      person: '鈴木 実',
      because: 'vacant',
    })
  })

  test('is nobody when the whole line has left: the page says so and what to do', async () => {
    const id = await sendApplication(world, 2)
    await changePeople({ left: ['head', 'deputy', 'ciso', 'chief', 'chiefDeputy'] })
    const { abilities } = (await getCase(await world.as('clerk'), id)) as unknown as {
      abilities: { stuck: boolean; why: { detail: string } }
    }
    expect(abilities).toMatchObject({
      stuck: true,
      why: { detail: expect.stringContaining('組織の画面で任命か代行者を登録') },
    })
    const again = await apply([await createAsset(world, 2)])
    expect(again.body).toMatchObject({ code: 'no-one-may-decide' })
  })
})

describe('an entry that is classified higher while a permit is open', () => {
  test('by another case starts the approvals again, with that case as the reason', async () => {
    const id = await createAsset(world, 2)
    const { body } = await apply([id])
    await act(await world.as('head'), body.id, 'permit')
    const review = (
      await (
        await world.as('clerk')
      ).post<Receipt>('/api/cases', { procedure: 'classify', about: [id] })
    ).body
    await act(await world.as('clerk'), review.id, undefined, { level: { confidentiality: 3 } })
    expect((await act(await world.as('head'), review.id, 'set')).status).toBe(200)
    const view = await getCase(await world.as('head'), body.id)
    expect(view).toMatchObject({ step: { id: 'approve' } })
    expect(view.history.at(-1)).toMatchObject({
      kind: 'reclassified',
      comment: expect.stringContaining('分類R8-001'),
    })
    await act(await world.as('head'), body.id, 'permit')
    expect((await getCase(await world.as('head'), body.id)).step?.id).toBe('approve-chief')
  })
})
