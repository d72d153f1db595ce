import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { usablePacks } from '#features/accounts/server/packChoices.ts'
import { routes } from '#features/accounts/server/routes.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'

interface Problem {
  readonly code: string
}
let world: World
beforeAll(async () => {
  world = await makeWorld({ routes, empty: true, settings: { setupCode: 'ab12cd34ef56' } })
})
afterAll(() => world.close())

const form = {
  code: 'ab12cd34ef56',
  pack: 'hinata',
  title: 'ひなた町',
  unit: '町役場',
  administrator: {
    name: '管野 理',
    kana: 'かんの おさむ',
    account: 'kanno',
    password: 'Yamabato-37-toge',
  },
}

test('the first run founds one organisation, signs its administrator in, and cannot be repeated', async () => {
  const client = world.anyone()
  expect((await client.get<Problem>('/api/session')).body.code).toBe('setup-needed')
  expect((await client.get('/api/setup')).body).toMatchObject({
    needed: true,
    packs: [{ id: 'hinata', edition: '令和6年4月改定' }, { id: 'hoshi' }],
  })
  expect((await client.post<Problem>('/api/setup', { ...form, code: 'guess' })).body.code).toBe(
    'setup-code-wrong',
  )
  expect((await client.post<Problem>('/api/setup', { ...form, pack: 'nowhere' })).body.code).toBe(
    'pack-missing',
  )
  expect(
    (
      await client.post<Problem>('/api/setup', {
        ...form,
        administrator: { ...form.administrator, password: 'kanno' },
      })
    ).body.code,
  ).toBe('password-weak')
  for (const blank of [
    { title: ' 　' },
    { unit: ' ' },
    { administrator: { ...form.administrator, name: '　' } },
  ])
    expect((await client.post<Problem>('/api/setup', { ...form, ...blank })).body.code).toBe(
      'input-invalid',
    )
  const both = await Promise.all([
    client.post<Problem>('/api/setup', form),
    world.anyone().post<Problem>('/api/setup', { ...form, slug: 'second' }),
  ])
  expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  const winner = world.anyone()
  expect(
    (await winner.post('/api/session', { account: 'kanno', password: 'Yamabato-37-toge' })).status,
  ).toBe(200)
  expect((await winner.get('/api/session')).body).toMatchObject({
    person: { name: '管野 理' },
    organization: { title: 'ひなた町' },
    unit: { title: '町役場' },
    abilities: expect.arrayContaining(['administer']),
  })
  expect((await client.get('/api/setup')).body).toEqual({
    needed: false,
    packs: [],
    several: false,
    guide: [],
  })
  expect((await client.post<Problem>('/api/setup', form)).body.code).toBe('setup-done')
})

test('the packs to choose from are read once, however many ask, and again when a file changes', async () => {
  const packs = mkdtempSync(join(tmpdir(), 'sekisho-packs-'))
  const fresh = await makeWorld({ routes, empty: true, settings: { packsFolders: [packs] } })
  try {
    cpSync(fileURLToPath(new URL('../support/packs', import.meta.url)), packs, { recursive: true })
    const read = await Promise.all(Array.from({ length: 5 }, () => usablePacks(fresh.services)))
    expect(read[0]!.map(({ id }) => id)).toEqual(['hinata', 'hoshi'])
    for (const one of [...read, await usablePacks(fresh.services)]) expect(one).toBe(read[0])
    rmSync(join(packs, 'hoshi'), { recursive: true })
    expect((await usablePacks(fresh.services)).map(({ id }) => id)).toEqual(['hinata'])
  } finally {
    await fresh.close()
    rmSync(packs, { recursive: true, force: true })
  }
})
