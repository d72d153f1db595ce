import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client, World } from '#tests/support/world.ts'
import type { PersonName } from '#tests/support/world.ts'
import {
  assetFields,
  assets,
  classOf,
  createAsset,
  getAsset,
  listAssets,
  registerWorld,
} from './support.ts'
import type { EntryReceipt } from './support.ts'
import { entriesSeen } from '../support/versions.ts'

let world: World
let clerk: Client
let head: Client

beforeAll(async () => {
  world = await registerWorld()
  clerk = await world.as('clerk')
  head = await world.as('head')
})
afterAll(() => world.close())

const patch = (
  client: Client,
  entry: { id: string },
  version: number,
  body: Record<string, unknown>,
) =>
  client.patch<{
    code: string
    faults?: { at: string; detail: string }[]
    params?: Record<string, unknown>
  }>(`${assets}/entries/${entry.id}`, body, { ifMatch: version })

describe('who may read and write', () => {
  test('persons of the unit and the keeper of the register write its entries; to another unit they are not found', async () => {
    const entry = await createAsset(clerk, '読み書きの試し')
    expect(
      (await patch(await world.as('colleague'), entry, 1, { fields: { place: '棚' } })).status,
    ).toBe(200)
    expect((await patch(head, entry, 2, { fields: { place: '机' } })).status).toBe(200)
    const foreignUnit = await world.as('worksClerk')
    expect((await foreignUnit.get(`${assets}/entries/${entry.id}`)).status).toBe(404)
    expect((await patch(foreignUnit, entry, 3, { fields: { place: '盗む' } })).status).toBe(404)
    expect(await listAssets(foreignUnit, '?q=読み書き')).toEqual([])
  })

  test('persons of a unit above read the entries below, and a refusal to write names who may', async () => {
    const entry = await createAsset(await world.as('nurseryHead'), '園の名簿')
    expect((await listAssets(clerk, '?q=園の名簿')).map((row) => row.id)).toEqual([entry.id])
    const refused = await patch(clerk, entry, 1, { fields: { place: '棚' } })
    expect([refused.status, refused.body.code]).toEqual([403, 'not-allowed'])
  })

  test('another organisation gets 404 for everything that it names by id', async () => {
    const entry = await createAsset(clerk, 'よその目')
    for (const name of ['foreignHead', 'foreignClerk', 'foreignAdmin'] as const) {
      const other = await world.as(name)
      expect((await other.get(`${assets}/entries/${entry.id}`)).status).toBe(404)
      expect((await other.get(`${assets}/entries/${entry.id}/history`)).status).toBe(404)
      expect((await patch(other, entry, 1, { fields: { place: '棚' } })).status).toBe(404)
      expect(
        (
          await other.post(`${assets}/changes`, {
            entries: await entriesSeen(world, [entry.id]),
            fields: { place: '棚' },
          })
        ).status,
      ).toBe(404)
      expect(
        (await other.post(`${assets}/entries`, { fields: assetFields('写し'), copyOf: entry.id }))
          .status,
      ).toBe(404)
      expect(await listAssets(other)).toEqual([])
    }
  })

  test('a register that only its keepers write refuses the others with the provision', async () => {
    const refused = await clerk.post<{ code: string; grounds: { provision: string }[] }>(
      '/api/registers/systems/entries',
      { fields: { name: '勝手なシステム' } },
    )
    expect(refused.body).toMatchObject({ code: 'not-allowed', grounds: [{ provision: '2-1(2)' }] })
  })
})

describe('classes', () => {
  test('a copy has at least the class of its original, a mixture the highest of its parts', async () => {
    const secret = await createAsset(clerk, '元の名簿', {
      class: classOf(3),
      handlers: [world.persons.clerk],
    })
    const plain = await createAsset(clerk, '普通の名簿', { class: classOf(1) })
    const copy = await createAsset(
      clerk,
      '名簿の写し',
      { class: classOf(1) },
      { copyOf: secret.id },
    )
    const mixture = await createAsset(
      clerk,
      '合わせた名簿',
      { class: classOf(1) },
      { mixtureOf: [plain.id, secret.id] },
    )
    expect((await getAsset(clerk, copy.id)).class).toEqual(classOf(3))
    expect((await getAsset(clerk, mixture.id)).class).toEqual(classOf(3))
    expect((await getAsset(clerk, secret.id)).copies.map((one) => one.id)).toEqual([copy.id])
    expect((await getAsset(clerk, mixture.id)).parts.map((one) => one.id).sort()).toEqual(
      [plain.id, secret.id].sort(),
    )
  })

  test('when a class rises, copies of copies and mixtures rise with it, each with a version that says why', async () => {
    const original = await createAsset(clerk, '上がる元', { class: classOf(1) })
    const copy = await createAsset(
      clerk,
      '上がる写し',
      { class: classOf(1) },
      { copyOf: original.id },
    )
    const second = await createAsset(
      clerk,
      '写しの写し',
      { class: classOf(1) },
      { copyOf: copy.id },
    )
    const mixture = await createAsset(
      clerk,
      '上がる混ぜ物',
      { class: classOf(1) },
      { mixtureOf: [second.id] },
    )
    expect(
      (
        await patch(clerk, original, 1, {
          fields: { class: classOf(3) },
          reason: '個人情報が入った',
        })
      ).status,
    ).toBe(200)
    for (const id of [copy.id, second.id, mixture.id])
      expect((await getAsset(clerk, id)).class).toEqual(classOf(3))
    const history = (
      await clerk.get<{ reason: string | null; changes: { field: string }[] }[]>(
        `${assets}/entries/${second.id}/history`,
      )
    ).body
    expect(history[0]).toMatchObject({
      reason: expect.stringContaining('元の情報資産'),
      changes: [{ field: 'class' }],
    })
  })

  test('neither a copy nor a mixture can be classed below what it is made of', async () => {
    const original = await createAsset(clerk, '下げない元', { class: classOf(3) })
    const copy = await createAsset(clerk, '下げない写し', {}, { copyOf: original.id })
    const refused = await patch(clerk, copy, 1, {
      fields: { class: classOf(1) },
      reason: '下げたい',
    })
    expect([refused.status, refused.body.faults?.[0]?.at]).toEqual([422, '/fields/class'])
  })

  test('a changed class asks for its reason', async () => {
    const entry = await createAsset(clerk, '理由の試し')
    expect((await patch(clerk, entry, 1, { fields: { class: classOf(1) } })).body.code).toBe(
      'reason-needed',
    )
    expect(
      (await patch(clerk, entry, 1, { fields: { class: classOf(1) }, reason: '公表した' })).status,
    ).toBe(200)
  })
})

describe('editing', () => {
  test('each version records who, when, what and why; newest first', async () => {
    const entry = await createAsset(clerk, '履歴の試し')
    await patch(clerk, entry, 1, { fields: { place: '書庫' } })
    await patch(head, entry, 2, { fields: { place: '金庫', form: 'paper' }, reason: '移した' })
    const history = (
      await clerk.get<
        {
          version: number
          by: string
          reason: string | null
          changes: { field: string; from: unknown; to: unknown }[]
        }[]
      >(`${assets}/entries/${entry.id}/history`)
    ).body
    expect(history.map((one) => [one.version, one.by])).toEqual([
      [3, '佐藤 花'],
      [2, '森 空'],
      [1, '森 空'],
    ])
    expect(history[0]?.changes.map((one) => one.field).sort()).toEqual(['form', 'place'])
    expect(history[1]?.changes).toEqual([
      { field: 'place', title: '保管場所', from: '共有フォルダー', to: '書庫' },
    ])
  })

  test('the second of two who edit is shown what the first changed, and nothing is lost', async () => {
    const entry = await createAsset(clerk, '同時の試し')
    await patch(head, entry, 1, { fields: { place: '金庫' } })
    const refused = await patch(clerk, entry, 1, { fields: { place: '机の中' } })
    expect(refused.status).toBe(412)
    expect(refused.body).toMatchObject({
      code: 'changed-meanwhile',
      params: {
        by: '佐藤 花',
        version: 2,
        changes: [{ field: 'place', from: '共有フォルダー', to: '金庫' }],
      },
    })
    expect((await getAsset(clerk, entry.id)).fields['place']).toBe('金庫')
    expect(
      (await clerk.patch<{ code: string }>(`${assets}/entries/${entry.id}`, { fields: {} })).body
        .code,
    ).toBe('version-required')
  })

  test('the same change to many entries is made for all or none, in one event', async () => {
    const entries = await Promise.all(
      ['まとめ一', 'まとめ二', 'まとめ三'].map((name) => createAsset(clerk, name)),
    )
    const ids = entries.map((entry) => entry.id)
    const before = (await world.journal()).length
    const answer = await clerk.post<{ changed: number }>(`${assets}/changes`, {
      entries: await entriesSeen(world, ids),
      fields: { place: '新しい書庫' },
    })
    expect(answer.body).toEqual({ changed: 3 })
    const events = (await world.journal()).slice(before)
    expect(events.map((event) => event.action)).toEqual(['entry.change-many'])
    expect([events[0]?.detail['numbers']].flat().toSorted()).toEqual(
      entries.map((entry) => entry.number).toSorted(),
    )
    const foreign = await createAsset(await world.as('worksClerk'), '他課の行')
    expect(
      (
        await clerk.post(`${assets}/changes`, {
          entries: await entriesSeen(world, [...ids, foreign.id]),
          fields: { place: '全部' },
        })
      ).status,
    ).toBe(404)
    expect(
      (
        await clerk.post<{ code: string }>(`${assets}/changes`, {
          entries: await entriesSeen(world, ids),
          fields: { form: '粘土' },
        })
      ).body.code,
    ).toBe('input-invalid')
    expect((await getAsset(clerk, ids[0]!)).fields['place']).toBe('新しい書庫')
    expect(
      (
        await clerk.post(`${assets}/changes`, {
          entries: await entriesSeen(world, ids),
          fields: { place: '新しい書庫' },
        })
      ).body,
    ).toEqual({ changed: 0 })
  })

  test('a change of many entries is refused where one has changed since it was read, and names it', async () => {
    const entries = await Promise.all(
      ['読んだ行一', '読んだ行二'].map((name) => createAsset(clerk, name)),
    )
    const seen = await entriesSeen(
      world,
      entries.map((entry) => entry.id),
    )
    const url = `${assets}/entries/${entries[1]!.id}`
    expect((await clerk.patch(url, { fields: { place: '棚' } }, { ifMatch: 1 })).status).toBe(200)
    const late = await clerk.post<{ code: string; faults: { at: string; detail: string }[] }>(
      `${assets}/changes`,
      { entries: seen, fields: { place: '書庫' } },
    )
    expect([late.status, late.body.code]).toEqual([412, 'changed-meanwhile'])
    expect(late.body.faults).toEqual([
      {
        at: `/entries/${entries[1]!.id}`,
        detail: `${entries[1]!.number}「読んだ行二」が変わっています。`,
      },
    ])
    expect((await getAsset(clerk, entries[0]!.id)).fields['place']).not.toBe('書庫')
  })

  test('an entry that is changed together with its original is raised once', async () => {
    const original = await createAsset(clerk, '一緒の元', { class: classOf(1) })
    const copy = await createAsset(
      clerk,
      '一緒の写し',
      { class: classOf(1) },
      { copyOf: original.id },
    )
    const answer = await clerk.post(`${assets}/changes`, {
      entries: await entriesSeen(world, [original.id, copy.id]),
      fields: { class: classOf(3) },
      reason: '見直し',
    })
    expect(answer.status).toBe(200)
    expect(await getAsset(clerk, copy.id)).toMatchObject({ version: 2, class: classOf(3) })
  })

  test('the same request sent twice creates one entry', async () => {
    const body = { fields: assetFields('一度だけ') }
    const [one, two] = [
      await clerk.post<EntryReceipt>(`${assets}/entries`, body, { key: 'k1' }),
      await clerk.post<EntryReceipt>(`${assets}/entries`, body, { key: 'k1' }),
    ]
    expect(two.body).toEqual(one.body)
    expect(await listAssets(clerk, '?q=一度だけ')).toHaveLength(1)
  })
})

test('a person who may not write for a unit cannot assign entries to it', async () => {
  const names: readonly PersonName[] = ['clerk', 'head', 'worksClerk']
  for (const name of names) {
    const client = await world.as(name)
    const allowed = name === 'worksClerk'
    expect(
      (
        await client.post(`${assets}/entries`, {
          fields: assetFields('渡す'),
          unit: world.units.works,
        })
      ).status,
      name,
    ).toBe(allowed ? 201 : 404)
  }
})
