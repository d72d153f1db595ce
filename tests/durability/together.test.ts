import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/postgres.ts'
import type { TestDatabase } from '#tests/support/postgres.ts'
import { freePort } from './installation.ts'

const command = fileURLToPath(new URL('../../bin/sekisho', import.meta.url))

let database: TestDatabase
let root: string
const running: ChildProcess[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  root = await mkdtemp(join(tmpdir(), 'sekisho-'))
})
afterAll(async () => {
  for (const child of running.filter(({ exitCode }) => exitCode === null)) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await database.drop()
  await rm(root, { recursive: true, force: true })
})

/** Starts the program on the database; gives its port, or what it said when it ended. */
async function start(folder: string): Promise<{ port: number } | { code: number; said: string }> {
  const port = await freePort()
  const child = spawn(command, ['start', '--folder', join(root, folder), '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: database.ownerUrl },
  })
  running.push(child)
  let said = ''
  return new Promise((resolve) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString()
      if (said.includes('関所が動いています')) resolve({ port })
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('close', (code) => resolve({ code: code ?? -1, said }))
  })
}

test('two processes serve one database and folder; another folder is refused with a sentence', async () => {
  const both = [await start('one'), await start('one')]
  for (const process of both) {
    if (!('port' in process)) throw new Error(process.said)
    const ready = await fetch(`http://127.0.0.1:${process.port}/api/ready`)
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }])
  }
  // It has no key, and gets none: the database is bound to the first folder's.
  const other = await start('other')
  expect(other).toMatchObject({
    code: 2,
    said: expect.stringMatching(/^[^\n]*secret\.key[^\n]*。\n$/),
  })
  for (const child of running.slice(0, 2)) {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
  }
})
