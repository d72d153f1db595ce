import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#features/accounts/server/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

const savedAt = '2026-11-02T09:00:00+09:00'
const keep = async (key: string, letters: number) =>
  (await world.as('clerk')).put<{ code: string }>(`/api/drafts/${key}`, {
    values: { text: 'あ'.repeat(letters) },
    savedAt,
  })
const isKept = async (key: string) =>
  (await (await world.as('clerk')).get(`/api/drafts/${key}`)).status === 200

test('a draft that is too large is refused, and the last one stays', async () => {
  expect((await keep('large', 10)).status).toBe(204)
  const refused = await keep('large', 90_000)
  expect([refused.status, refused.body.code]).toEqual([413, 'too-large'])
  expect(await isKept('large')).toBe(true)
})

test('the drafts of a person are bounded together: a new one drives out the oldest', async () => {
  for (let i = 0; i < 20; i++) {
    world.clock.advance({ minutes: 1 })
    expect((await keep(`many-${i}`, 80_000)).status).toBe(204)
  }
  expect([await isKept('many-0'), await isKept('many-19')]).toEqual([false, true])
})

test('what the database cannot keep is refused wherever it stands in a draft', async () => {
  const client = await world.as('clerk')
  for (const values of [{ fields: { a: '\0' } }, { 'a\0b': 1 }, [['\ud800']]]) {
    const answer = await client.put<{ code: string }>('/api/drafts/broken', { values, savedAt })
    expect([answer.status, answer.body.code]).toEqual([422, 'input-invalid'])
  }
})
