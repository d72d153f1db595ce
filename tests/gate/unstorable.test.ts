import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../src/apps/routes.ts'
import { createAsset, takeOutFields, getCase, sendApplication } from '../cases/steps.ts'
import type { Refusal } from '../cases/steps.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'
import { caseVersion } from '../support/versions.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes, pack: 'hoshi' })
})
afterAll(() => world.close())

test('a text that the database cannot keep is refused beside its place, and nothing has happened', async () => {
  const id = await sendApplication(world, 2)
  const head = await world.as('head')
  for (const comment of ['理由\u0000', '理由\ud800']) {
    const answer = await head.post<Refusal>(`/api/cases/${id}/acts`, {
      step: 'approve',
      version: await caseVersion(world, id),
      decision: 'refuse',
      comment,
    })
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'input-invalid',
        faults: [{ at: '/comment', detail: expect.stringContaining('使えない文字') }],
      },
    })
  }
  expect(
    (
      await (
        await world.as('clerk')
      ).post<Refusal>(`/api/cases/${id}/withdraw`, { comment: '\u0000' })
    ).status,
  ).toBe(422)
  expect((await head.get<Refusal>('/api/cases?q=%00')).status).toBe(422)
  expect(await getCase(head, id)).toMatchObject({ status: 'open', step: { id: 'approve' } })
})

test('a case is not begun about the same line twice', async () => {
  const id = await createAsset(world, 2)
  const answer = await (
    await world.as('clerk')
  ).post<Refusal>('/api/cases', {
    procedure: 'take-out',
    about: [id, id],
    fields: takeOutFields,
    send: true,
  })
  expect(answer).toMatchObject({
    status: 422,
    body: { code: 'input-invalid', faults: [{ at: '/about', detail: '同じものが二度あります。' }] },
  })
})
