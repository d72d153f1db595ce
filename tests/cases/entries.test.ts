import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeEntries } from '#features/registers/server/public.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeRevisedWorld } from '../support/revised.ts'
import type { World } from '../support/world.ts'
import { act, createAsset, encrypted, getCase, takeOutFields } from './steps.ts'
import type { Receipt, Refusal } from './steps.ts'

let world: World
beforeEach(async () => {
  world = await makeRevisedWorld(
    routes,
    {},
    {
      'registers/assets.yaml': (text) =>
        text.replace('enteredFrom:', 'ended: [廃棄済み]\nenteredFrom:'),
    },
  )
})
afterEach(() => world.close())

/** Applies for taking an asset out. Returns the id of the case. */
async function apply(asset: string): Promise<string> {
  const { body } = await (
    await world.as('clerk')
  ).post<Receipt>('/api/cases', {
    procedure: 'take-out',
    about: [asset],
    fields: takeOutFields,
    send: true,
  })
  return body.id
}

async function permitted(asset: string): Promise<string> {
  const id = await apply(asset)
  expect((await act(await world.as('head'), id, 'permit')).status).toBe(200)
  return id
}

const depart = async (id: string, fields: Readonly<Record<string, unknown>> = {}) =>
  act(await world.as('clerk'), id, undefined, fields, undefined, encrypted)

const giveBack = async (id: string, fields: Readonly<Record<string, unknown>> = {}) =>
  act(await world.as('clerk'), id, undefined, { complete: true, ...fields })

const entryState = async (id: string) =>
  (
    await (
      await world.as('clerk')
    ).get<{ state: string; version: number }>(`/api/registers/assets/entries/${id}`)
  ).body

/** Disposes of an asset, as another case would. */
const dispose = (asset: string) =>
  world.transact((tx) =>
    changeEntries(tx, [asset], { state: '廃棄済み', fields: {} }, { reason: '廃棄した' }),
  )

describe('an entry when an effect is carried out', () => {
  test('departs once: of two permitted cases that depart at the same moment, one is refused with the state and the other case, and its step stays open', async () => {
    const asset = await createAsset(world, 2)
    const ids = [await permitted(asset), await permitted(asset)]
    const answers = await Promise.all(ids.map((id) => depart(id)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const lost = answers.findIndex(({ status }) => status === 409)
    const winner = await getCase(await world.as('clerk'), ids[1 - lost] ?? '')
    const loser = await getCase(await world.as('clerk'), ids[lost] ?? '')
    expect(answers[lost]?.body).toMatchObject({ code: 'entry-state' } satisfies Partial<Refusal>)
    expect(answers[lost]?.body.detail).toContain('持出中')
    expect(answers[lost]?.body.detail).toContain(winner.number)
    expect([winner.step?.id, loser.step?.id]).toEqual(['return', 'depart'])
    expect(loser.history.some(({ decision }) => decision === 'go')).toBe(false)
    expect(await entryState(asset)).toMatchObject({ state: '持出中', version: 2 })
  })

  test('may depart again after it came back', async () => {
    const asset = await createAsset(world, 2)
    const [first, second] = [await permitted(asset), await permitted(asset)]
    expect((await depart(first)).status).toBe(200)
    expect((await depart(second)).status).toBe(409)
    expect((await giveBack(first)).status).toBe(200)
    expect((await depart(second)).status).toBe(200)
  })

  test('that was disposed of meanwhile does not come back by a return: the case ends and says so', async () => {
    const asset = await createAsset(world, 2)
    const id = await permitted(asset)
    expect((await depart(id)).status).toBe(200)
    await dispose(asset)
    expect((await giveBack(id)).body).toMatchObject({ status: 'ended' })
    expect(await entryState(asset)).toMatchObject({ state: '廃棄済み' })
    const view = await getCase(await world.as('clerk'), id)
    expect(view.history.at(-1)?.left).toEqual([{ name: '要支援者名簿', state: '廃棄済み' }])
  })

  test('that was disposed of before the permit or the departure stops it', async () => {
    const [one, other] = [await createAsset(world, 2), await createAsset(world, 2)]
    const [departing, waiting] = [await permitted(one), await apply(other)]
    await dispose(one)
    await dispose(other)
    expect((await depart(departing)).body.code).toBe('entry-state')
    expect((await act(await world.as('head'), waiting, 'refuse', {}, '廃棄済み')).status).toBe(200)
    expect(await entryState(one)).toMatchObject({ state: '廃棄済み' })
  })

  test('is known to be the subject of another open case, on its page and before one begins', async () => {
    const asset = await createAsset(world, 2)
    const first = await apply(asset)
    const clerk = await world.as('clerk')
    const asked = await clerk.post<{ others: readonly { id: string }[] }>('/api/cases/door', {
      procedure: 'take-out',
      about: [asset],
    })
    expect(asked.body.others.map(({ id }) => id)).toEqual([first])
    const second = await apply(asset)
    expect((await getCase(clerk, first)).others.map(({ id }) => id)).toEqual([second])
    expect((await getCase(clerk, second)).others).toEqual([
      expect.objectContaining({ id: first, entry: '要支援者名簿' }),
    ])
  })
})

describe('moments', () => {
  test('without a time are now', async () => {
    const id = await permitted(await createAsset(world, 2))
    expect((await depart(id, { departedAt: null })).status).toBe(200)
    world.clock.advance({ hours: 1 })
    expect((await giveBack(id)).status).toBe(200)
    const row = await world.transact(({ db }) =>
      db.selectFrom('cases').select('state').where('id', '=', id).executeTakeFirstOrThrow(),
    )
    const { departedAt, returnedAt } = (row.state as { fields: Record<string, string> }).fields
    expect(Date.parse(returnedAt ?? '') - Date.parse(departedAt ?? '')).toBe(3_600_000)
  })

  test.each([
    ['before the permit', -86_400_000],
    ['in the future', 86_400_000],
  ])('%s are refused, whoever sends them', async (_what, offset) => {
    const id = await permitted(await createAsset(world, 2))
    const departedAt = new Date(world.clock.now().getTime() + offset).toISOString()
    const { status, body } = await depart(id, { departedAt })
    expect(status).toBe(422)
    expect(body.faults?.map(({ at }) => at)).toEqual(['/fields/departedAt'])
  })

  test('that are far away are taken only when the person says that they are meant; those nobody can mean, never', async () => {
    const clerk = await world.as('clerk')
    const asset = await createAsset(world, 2)
    const send = (year: string, more = {}) =>
      clerk.post<Refusal>('/api/cases', {
        procedure: 'take-out',
        about: [asset],
        fields: {
          ...takeOutFields,
          departAt: `${year}-11-04T09:00:00+09:00`,
          returnBy: `${year}-11-06T09:00:00+09:00`,
        },
        send: true,
        ...more,
      })
    expect((await send('2126')).body.code).toBe('date-far')
    expect((await send('2126', { datesMeant: true })).status).toBe(201)
    for (const year of ['0000', '9999'])
      expect((await send(year, { datesMeant: true })).body.code).toBe('input-invalid')
  })
})

describe('a question with which a case is sent back', () => {
  test('is answered before the case goes on; question and answer stand in its history', async () => {
    const id = await apply(await createAsset(world, 2))
    const clerk = await world.as('clerk')
    await act(await world.as('head'), id, 'ask', {}, 'なぜ紙ではないのですか')
    const view = await getCase(clerk, id)
    expect(view.abilities.question).toBe('なぜ紙ではないのですか')
    const body = { step: 'apply', version: view.version, fields: takeOutFields }
    const silent = await clerk.post<Refusal>(`/api/cases/${id}/acts`, { ...body, reply: ' ' })
    expect(silent.body.code).toBe('reply-missing')
    const answered = await clerk.post(`/api/cases/${id}/acts`, { ...body, reply: '量が多いため' })
    expect(answered.status).toBe(200)
    const after = await getCase(clerk, id)
    expect(after.abilities.question).toBeNull()
    expect(after.history.slice(-2).map(({ comment, reply }) => [comment, reply])).toEqual([
      ['なぜ紙ではないのですか', null],
      [null, '量が多いため'],
    ])
  })
})
