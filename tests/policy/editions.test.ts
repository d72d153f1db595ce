import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EditionList, Outline, ProvisionDetail } from '#features/policy/contract.ts'
import { createEntry } from '#features/registers/server/actions.ts'
import { adoptEdition } from '../support/adoptEdition.ts'
import { makePackCopy } from './packCopy.ts'
import type { PackCopy } from './packCopy.ts'
import type { EditionRefusal } from '../support/adoptEdition.ts'
import type { World } from '../support/world.ts'
import { hinataMarkdown } from './support.ts'

let copy: PackCopy
let world: World
beforeEach(async () => {
  copy = await makePackCopy()
  world = copy.world
})
afterEach(() => copy.close())

const rewrite: PackCopy['rewrite'] = (file, change) => copy.rewrite(file, change)
const adopt = () => adoptEdition(world)
const outline = async (): Promise<Outline> =>
  (await (await world.as('clerk')).get<Outline>('/api/policy')).body
const revise = (): void => {
  rewrite('pack.yaml', (text) => text.replace('令和6年4月改定', '令和8年11月改定'))
  rewrite(
    'provisions/1.yaml',
    (text) =>
      `${text.replace(/^- \{ ref: 2-2\(4\).*\n/m, '')}- { ref: "3-2", under: "3", kind: control, gist: 来庁者には名札を着けてもらう }\n`,
  )
  for (const file of ['procedures/take-out.yaml', 'procedures/loss-report.yaml'])
    rewrite(file, (text) =>
      text.replaceAll(/,\s*2-2\(4\)|2-2\(4\),\s*/g, '').replaceAll('2-2(4)', '2-2(1)'),
    )
}

test('a new edition is taken into force, with the wordings of the provisions that it keeps', async () => {
  await (
    await world.as('admin')
  ).upload('/api/policy/documents', {
    name: 'a.md',
    type: 'text/markdown',
    content: hinataMarkdown,
  })
  const before = await outline()
  revise()
  const { status, body } = await adopt()
  expect(status).toBe(200)
  expect(body).toMatchObject({
    edition: '令和8年11月改定',
    added: ['3-2'],
    gone: ['2-2(4)'],
    worded: 13,
  })
  const after = await outline()
  expect(after).toMatchObject({ edition: '令和8年11月改定', hash: body.hash })
  expect(after.hash).not.toBe(before.hash)
  const kept = (
    await (await world.as('clerk')).get<ProvisionDetail>('/api/policy/provision?ref=3-1')
  ).body
  expect(kept.original).toContain('パスワードの決まり')
  const event = (await world.journal()).at(-1)
  expect(event).toMatchObject({
    action: 'policy.approve',
    subject: 'edition-proposal',
    actor: world.persons.chief,
  })
  expect(event?.detail).toMatchObject({ from: before.hash, added: ['3-2'], gone: ['2-2(4)'] })
})

test('both editions stay on record, and the earlier one can be adopted again', async () => {
  const first = await outline()
  revise()
  await adopt()
  world.clock.advance({ days: 1 })
  copy.restore()
  expect((await adopt()).status).toBe(200)
  expect((await outline()).hash).toBe(first.hash)
  const { rows, mayAdopt } = (
    await (await world.as('admin')).get<EditionList>('/api/policy/editions')
  ).body
  expect(mayAdopt).toBe(true)
  expect(rows.map((row) => [row.edition, row.current, row.until])).toEqual([
    ['令和6年4月改定', true, null],
    ['令和8年11月改定', false, '2026-11-03'],
  ])
})

test('a pack with faults is refused with all of them in their places, and the old edition stays', async () => {
  const before = await outline()
  rewrite(
    'roles.yaml',
    (text) => `${text}\n  ghost: { title: 幽霊, scope: nowhere, carries: [9-9] }\n`,
  )
  rewrite('grants.yaml', (text) => text.replace('ciso', 'nobody-there'))
  const { status, body } = await adopt()
  expect(status).toBe(422)
  expect(body.code).toBe('pack-faulty')
  expect(body.faults.length).toBeGreaterThanOrEqual(3)
  expect(
    body.faults.every(
      (fault) => /^hinata\/[\w/-]+\.yaml:\d+:\d+$/.test(fault.at) && fault.detail !== '',
    ),
  ).toBe(true)
  expect(await outline()).toEqual(before)
  expect((await world.journal()).map((row) => row.action)).toEqual(['organization.found'])
})

test('a pack that says the same as before is not taken twice', async () => {
  rewrite('pack.yaml', (text) => `# a remark\n${text}`)
  expect((await adopt()).body.code).toBe('edition-in-force')
})

test('an edition that lacks a register with entries is refused and names the register', async () => {
  await world.performAction('clerk', createEntry, {
    register: 'assets',
    fields: { name: '名簿', form: 'paper', class: { confidentiality: 2 }, place: '書庫' },
  })
  await world.transact(({ db, organization }) =>
    db
      .updateTable('entries')
      .set({ register: 'gone' })
      .where('organization_id', '=', organization.id)
      .where('register', '=', 'assets')
      .execute(),
  )
  revise()
  const { body } = await adopt()
  expect(body.code).toBe('edition-leaves-lines')
  expect(body.detail).toContain('台帳「gone」')
})

test('only those who administer may change the edition, and only their own', async () => {
  revise()
  expect(
    (await (await world.as('clerk')).post<EditionRefusal>('/api/policy/editions', {})).body.code,
  ).toBe('not-allowed')
  await (await world.as('foreignAdmin')).post('/api/policy/editions', {})
  expect((await outline()).edition).toBe('令和6年4月改定')
})
