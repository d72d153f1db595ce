import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rewriteCaseSearch } from '#features/cases/server/public.ts'
import { printCase } from '#features/cases/server/print.ts'
import type { Adopted } from '#features/policy/contract.ts'
import { readPdfPages } from '#platform/documents/read/pdf-builtin.ts'
import { routes } from '../../src/apps/routes.ts'
import { officeForm, partsOf } from '../documents/layoutBooks.ts'
import { packFolder } from '../registers/registerPack.ts'
import { makeWorld } from '../support/world.ts'
import { adoptEdition } from '../support/adoptEdition.ts'
import type { World } from '../support/world.ts'
import { act, encrypted, getCase, sendApplication } from './steps.ts'

let packs: ReturnType<typeof packFolder>
let world: World
let owner: pg.Client
beforeEach(async () => {
  packs = packFolder()
  world = await makeWorld({ routes, packsFolder: packs.folder })
  owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
})
afterEach(async () => {
  await owner.end()
  await world.close()
  packs.remove()
})

const takeOut = 'procedures/take-out.yaml'

/** Changes a file of the pack; every pair of texts must be found. */
function rewrite(file: string, ...changes: readonly (readonly [from: string, to: string])[]): void {
  const path = join(packs.folder, 'hinata', file)
  const text = changes.reduce(
    (before, [from, to]) => {
      if (!before.includes(from)) throw new Error(`${file} does not hold ${from}`)
      return before.replaceAll(from, to)
    },
    readFileSync(path, 'utf8'),
  )
  writeFileSync(path, text)
}

let adoptions = 0

/** Adopts the changed pack under a new name. */
async function adopt() {
  const path = join(packs.folder, 'hinata', 'pack.yaml')
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace(/^edition: .*$/m, `edition: 第${++adoptions}版`))
  return adoptEdition(world)
}

async function adopted(): Promise<Adopted> {
  const { status, body } = await adopt()
  expect([status, body]).toMatchObject([200, {}])
  return body
}

/** Everybody and everything gets another name; the clerk's unit is dissolved. */
async function reorganise(): Promise<void> {
  await owner.query(`update persons set name = '新しい' || name`)
  await owner.query(`update units set title = '新しい' || title`)
  await owner.query(`update posts set title = '新しい' || title`)
  await owner.query(`update entries set name = '新しい' || name`)
  await owner.query(`update units set ended_on = '2026-11-01' where id = $1`, [world.units.welfare])
  await owner.query('update organizations set revision = revision + 1')
}

async function playToTheEnd(): Promise<string> {
  const id = await sendApplication(world, 3)
  expect((await act(await world.as('head'), id, 'permit')).status).toBe(200)
  expect((await act(await world.as('chief'), id, 'permit')).status).toBe(200)
  const clerk = await world.as('clerk')
  world.clock.advance({ days: 2 })
  const departure = { departedAt: '2026-11-04T09:00:00+09:00' }
  expect((await act(clerk, id, undefined, departure, undefined, encrypted)).status).toBe(200)
  const back = { returnedAt: '2026-11-04T09:00:00+09:00', complete: true }
  expect((await act(clerk, id, undefined, back)).body).toMatchObject({ status: 'ended' })
  return id
}

/** All that anybody can see of the case: page, list, search and papers. */
async function seen(id: string) {
  const [clerk, chief] = [await world.as('clerk'), await world.as('chief')]
  const list = async (query: string) =>
    (await chief.get<{ rows: { id: string }[] }>(`/api/cases${query}`)).body.rows.find(
      (row) => row.id === id,
    )
  const file = async (path: string) => {
    const { status, raw } = await clerk.get(`/api/cases/${id}/${path}`)
    expect([path, status]).toEqual([path, 200])
    return raw
  }
  const pdf = await file('form.pdf')
  return {
    page: (await clerk.get(`/api/cases/${id}`)).body,
    english: (await clerk.get(`/api/cases/${id}`, { headers: { 'accept-language': 'en' } })).body,
    chief: (await chief.get(`/api/cases/${id}`)).body,
    list: await list(''),
    ofStatus: await list('?status=ended'),
    found: await list(`?q=${encodeURIComponent('県庁')}`),
    foundByName: await list(`?q=${encodeURIComponent('情報資産の庁外持ち出し')}`),
    sheet: (await world.runQuery('clerk', printCase, { id })).sheet,
    pdf: await readPdfPages(pdf, 10_000),
    word: partsOf(await file('form.docx'))['word/document.xml'],
    excel: partsOf(await file('form.xlsx')),
    own: partsOf(await file('layout.xlsx')),
  }
}

const renamed: readonly (readonly [string, string])[] = [
  ['情報資産の庁外持ち出し', '資産の搬出'],
  ['統括責任者の許可', '最後の許可'],
  ['許可する', '認める'],
  ['返却済み, tone: good', '完了, tone: neutral'],
]

describe('an ended case', () => {
  test('is read as it was on its day, whatever is renamed, reorganised, or lost by later editions', async () => {
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    const content = Buffer.from(
      await officeForm({
        A6: null,
        B6: null,
        C6: null,
        A11: '{決裁：情報セキュリティ責任者}',
        B11: '{決裁日:security-officer}',
        D3: '{日付}',
        D4: '{行き先}',
        D5: '{理由}',
      }),
    )
    const sent = await (
      await world.as('admin')
    ).upload('/api/layouts/take-out', { name: '様式2.xlsx', type, content })
    expect([sent.status, sent.body]).toMatchObject([201, {}])
    const id = await playToTheEnd()
    const before = await seen(id)
    expect(JSON.stringify(before.sheet)).toContain('打合せ')
    expect(JSON.stringify(before.pdf)).toContain('打合せ')

    await reorganise()
    expect(await seen(id)).toEqual(before)

    rewrite(takeOut, ...renamed)
    rewrite('roles.yaml', ['title: 情報セキュリティ責任者', 'title: 課の責任者'])
    rewrite('handling.yaml', ['usb=USBメモリ', 'usb=棒'], ['title: 鍵付きケース', 'title: 箱'])
    await adopted()
    expect(await seen(id)).toEqual(before)

    await rewriteCaseSearch({
      organizationId: world.organizationId,
      services: world.services,
      signal: new AbortController().signal,
    })
    expect(await seen(id)).toEqual(before)

    rewrite(
      takeOut,
      ['  purpose: { title: 理由, type: long-text, required }\n', ''],
      ['destination, purpose, departAt', 'destination, departAt'],
    )
    await adopted()
    expect(await seen(id)).toEqual(before)

    const text = readFileSync(join(packs.folder, 'hinata', takeOut), 'utf8')
    const start = text.indexOf('  approve-chief:')
    rewrite(
      takeOut,
      [text.slice(start, text.indexOf('  depart:')), ''],
      ['then: approve-chief', 'then: depart'],
      ['carries: 2-2(1)\nfields', 'carries: [2-2(1), 2-2(2)]\nfields'],
    )
    await adopted()
    expect(await seen(id)).toEqual(before)

    rmSync(join(packs.folder, 'hinata', takeOut))
    rewrite(
      'handling.yaml',
      ['verdict: permit\n    by: take-out', 'verdict: require'],
      ['    exception: take-out\n', ''],
    )
    await adopted()
    expect(await seen(id)).toEqual(before)
  })

  test('that ended before records were kept is read with its edition', async () => {
    const id = await playToTheEnd()
    const shown = async () => {
      const { page, list, sheet } = await seenWithoutLayout(id)
      return { page, list, sheet }
    }
    const before = await shown()
    await owner.query(
      `update cases set record = ((record::jsonb - 'titles') - 'seals')::json,
        state = (select jsonb_set(state::jsonb, '{history}', (select jsonb_agg(e - 'said') from jsonb_array_elements(state::jsonb -> 'history') e))::json)
      where id = $1`,
      [id],
    )
    rewrite(takeOut, ...renamed)
    await adopted()
    await owner.query(`update persons set name = '新しい' || name`)
    await owner.query('update organizations set revision = revision + 1')
    expect(await shown()).toEqual(before)
  })
})

async function seenWithoutLayout(id: string) {
  const chief = await world.as('chief')
  const list = await chief.get<{ rows: { id: string }[] }>('/api/cases')
  return {
    page: (await chief.get(`/api/cases/${id}`)).body,
    list: list.body.rows.find((row) => row.id === id),
    sheet: (await world.runQuery('clerk', printCase, { id })).sheet,
  }
}

describe('an open case', () => {
  /** A case that waits for the chief officer, at a step that `loseStep` takes away. */
  async function waitingForChief(): Promise<{ id: string; number: string }> {
    const id = await sendApplication(world, 3)
    const { body } = await act(await world.as('head'), id, 'permit')
    expect(body.step).toBe('approve-chief')
    return { id, number: body.number }
  }

  function loseStep(succeeds: string): void {
    const text = readFileSync(join(packs.folder, 'hinata', takeOut), 'utf8')
    rewrite(
      takeOut,
      [text.slice(text.indexOf('  approve-chief:'), text.indexOf('  depart:')), ''],
      ['then: approve-chief', 'then: depart'],
      ['carries: 2-2(1)\nfields', `carries: [2-2(1), 2-2(2)]\n${succeeds}fields`],
    )
  }

  test('at a step that the edition loses refuses the edition, with its number', async () => {
    const { number, id } = await waitingForChief()
    loseStep('')
    const { status, body } = await adopt()
    expect([status, body.code]).toEqual([409, 'edition-leaves-lines'])
    expect(body.detail).toContain(
      `案件「${number}」の手続「情報資産の庁外持ち出し」の段階「統括責任者の許可」`,
    )
    expect(await getCase(await world.as('head'), id)).toMatchObject({
      step: { id: 'approve-chief' },
    })
  })

  test('goes on at the step that the edition names, and its past steps keep their names and seals', async () => {
    const { number, id } = await waitingForChief()
    const clerk = await world.as('clerk')
    const before = await getCase(clerk, id)
    await reorganise()
    rewrite(takeOut, ['所属の責任者の許可', '課の許可'], ['許可する', '認める'])
    rewrite('roles.yaml', ['title: 情報セキュリティ責任者', 'title: 課の責任者'])
    loseStep('succeeds: { take-out: { approve-chief: depart } }\n')
    expect((await adopted()).ledOn).toEqual([{ number, procedure: 'take-out', step: 'depart' }])
    const after = await getCase(clerk, id)
    expect(after.history.slice(0, -1)).toEqual(before.history)
    expect(after.history.at(-1)).toMatchObject({
      kind: 'led-on',
      step: '統括責任者の許可',
      decision: '新しい版の手続へ移した',
    })
    expect(after.step?.id).toBe('depart')
    const { sheet } = await world.runQuery('clerk', printCase, { id })
    expect((sheet.seals ?? []).map(({ role, name }) => [role, name?.startsWith('新しい')])).toEqual(
      [['情報セキュリティ責任者', false]],
    )
    const departure = { departedAt: '2026-11-02T09:00:00+09:00' }
    expect((await act(clerk, id, undefined, departure, undefined, encrypted)).body).toMatchObject({
      step: 'return',
    })
    expect(
      (await world.journal()).find(({ action }) => action === 'policy.approve')?.detail,
    ).toMatchObject({ ledOn: [{ number, procedure: 'take-out', step: 'depart' }] })
  })

  test('of a procedure that the edition drops goes on in the one that succeeds it', async () => {
    const { number, id } = await waitingForChief()
    const text = readFileSync(join(packs.folder, 'hinata', takeOut), 'utf8')
    rmSync(join(packs.folder, 'hinata', takeOut))
    packs.add({
      'procedures/carry-out.yaml': text
        .replace('procedure: take-out', 'procedure: carry-out')
        .replace('title: 情報資産の庁外持ち出し', 'title: 搬出\nsucceeds: take-out'),
    })
    rewrite(
      'handling.yaml',
      ['by: take-out', 'by: carry-out'],
      ['exception: take-out', 'exception: carry-out'],
    )
    expect((await adopted()).ledOn).toEqual([
      { number, procedure: 'carry-out', step: 'approve-chief' },
    ])
    const chief = await world.as('chief')
    expect((await act(chief, id, 'permit')).body).toMatchObject({ step: 'depart', number })
    const { rows } = await owner.query<{ procedure: string }>(
      'select procedure from cases where id = $1',
      [id],
    )
    expect(rows).toEqual([{ procedure: 'carry-out' }])
  })
})
