import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Asked, Outline, ProvisionDetail } from '#features/policy/contract.ts'
import { roundWorld } from '../rounds/roundPack.ts'
import type { Name, RoundWorld } from '../rounds/roundPack.ts'

let world: RoundWorld
beforeAll(async () => {
  world = await roundWorld('2026-10-01 09:00', {
    'checklists/server.yaml': (text) =>
      text.replace('proof: photo, carries: 2-1(1)', 'proof: photo, carries: 1-1(2)'),
  })
  await world.addServer('head', '窓口のサーバ')
  await world.tick()
})
afterAll(() => world.close())

const ref = '1-1(2)'
const wayFor = async (name: Name) =>
  (await world.get<ProvisionDetail>(name, `/api/policy/provision?ref=${encodeURIComponent(ref)}`))
    .way
const ask = (name: Name) => world.send<Asked>(name, '/api/policy/provision/ask', { ref })
const openCheck = async () => (await world.mine('head')).find(({ round }) => round === 'servers')!

test('whoever has the check to do is led to it, and has nobody to ask', async () => {
  expect(await wayFor('head')).toMatchObject({
    does: 'answer',
    mine: true,
    href: `/checks/${(await openCheck()).id}`,
    mayAsk: false,
  })
  expect((await ask('head')).status).toBe(404)
})

test('who sees the check is told whose it is and may ask them; the notice comes once a day', async () => {
  expect(await wayFor('chief')).toMatchObject({
    mine: false,
    mayAsk: true,
    who: [expect.stringContaining('佐藤 花')],
  })
  const before = (await world.notices('head')).length
  const { status, body } = await ask('chief')
  expect([status, body]).toEqual([200, { who: ['佐藤 花'], again: false }])
  expect((await ask('chief')).body).toEqual({ who: [], again: true })
  const notices = await world.notices('head')
  expect(notices.length).toBe(before + 1)
  expect(notices.join()).toContain('条項1-1(2)')
  expect((await world.notices('clerk')).join()).not.toContain('条項1-1(2)')
})

test('who may not see the check learns neither that it is there nor whose it is, and may not ask', async () => {
  for (const stranger of ['clerk', 'worksHead'] as const) {
    const way = await wayFor(stranger)
    expect(way?.mayAsk ?? false).toBe(false)
    expect(JSON.stringify(way)).not.toMatch(/checks|佐藤/)
    expect((await ask(stranger)).status).toBe(404)
  }
})

test('a wrong answer leads whoever mends it to the finding', async () => {
  const { id } = await openCheck()
  await world.send('head', `/api/occurrences/${id}/answers`, {
    answers: [{ item: 'server/power', value: false, comment: '止まらない' }],
  })
  expect(await wayFor('head')).toMatchObject({
    does: 'mend',
    mine: true,
    href: expect.stringMatching(/^\/findings\//),
  })
  expect(await wayFor('chief')).toMatchObject({ does: 'mend', mine: false, mayAsk: true })
  expect(JSON.stringify(await wayFor('clerk'))).not.toContain('/findings/')
})

test('the map names the roles that have a provision for their work, and those of the reader', async () => {
  const { provisions, roles } = await world.get<Outline>('head', '/api/policy')
  expect(provisions.find((one) => one.ref === ref)?.roles).toContain('security-officer')
  expect(roles.find(({ id }) => id === 'security-officer')).toMatchObject({ mine: true })
  const clerk = await world.get<Outline>('clerk', '/api/policy')
  expect(clerk.roles.find(({ id }) => id === 'security-officer')).toMatchObject({ mine: false })
})
