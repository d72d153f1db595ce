import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprintOf, loadOrCreateKey, readKey } from '#platform/auth/secrets.ts'
import { bindToKey, requireOwnKey } from '#platform/db/installation.ts'
import { migrate } from '#platform/db/migrate.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'

let world: World
let folder: string
beforeEach(async () => {
  world = await makeWorld()
  folder = mkdtempSync(join(tmpdir(), 'sekisho-key-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world.close()
})

const owner = () => ({ connectionString: world.ownerUrl })
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { problem?: { code: string } }) => error.problem?.code ?? String(error),
  )
const keyOf = (byte: number) => ({
  file: 'secret.key',
  fingerprint: fingerprintOf(Buffer.alloc(32, byte)),
})

test('a database is bound to the first key, and refused to any other', async () => {
  expect(await codeOf(requireOwnKey(owner(), keyOf(1)))).toBe('done')
  expect(await codeOf(bindToKey(owner(), keyOf(1)))).toBe('done')
  expect(await codeOf(bindToKey(owner(), keyOf(1)))).toBe('done')
  expect(await codeOf(bindToKey(owner(), keyOf(2)))).toBe('secret-key-foreign')
  expect(await codeOf(requireOwnKey(owner(), keyOf(2)))).toBe('secret-key-foreign')
})

test('data without its key is refused, and no new key is made for it', async () => {
  const without = { file: 'secret.key', fingerprint: undefined }
  expect(await codeOf(requireOwnKey(owner(), without))).toBe('secret-key-missing')
})

test('a key of another length is refused with a sentence', async () => {
  const file = join(folder, 'secret.key')
  writeFileSync(file, 'short')
  expect(await codeOf(readKey(file))).toBe('secret-key-broken')
  expect(await codeOf(loadOrCreateKey(file, world.services.environment))).toBe('secret-key-broken')
})

test('processes that start at once on one folder make one key', async () => {
  const file = join(folder, 'new', 'secret.key')
  const keys = await Promise.all(
    Array.from({ length: 8 }, () => loadOrCreateKey(file, world.services.environment)),
  )
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
})

test('an older program refuses newer data, and a wrong address, each with a sentence', async () => {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  await client.query(`insert into kysely_migration values ('9999_future', now()::text)`)
  await client.end()
  expect(await codeOf(migrate(owner()))).toBe('data-newer')
  for (const connectionString of [
    'postgres://127.0.0.1:1/none',
    'postgres://nobody.invalid/none',
    'no address',
    world.ownerUrl.replace(/\/[^/?]+(\?|$)/, '/not_there$1'),
  ])
    expect({ connectionString, code: await codeOf(migrate({ connectionString })) }).toEqual({
      connectionString,
      code: 'database-unreachable',
    })
})
