import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from './installation.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sekisho-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function start(...place: string[]): Promise<{ code: number; said: string }> {
  const { DATABASE_URL: _, ...environment } = process.env
  const child = spawn(
    fileURLToPath(new URL('../../bin/sekisho', import.meta.url)),
    ['start', '--folder', join(folder, 'data'), ...place],
    { stdio: ['ignore', 'ignore', 'pipe'], env: environment },
  )
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [code] = (await once(child, 'exit')) as [number]
  return { code, said }
}

test.each(['abc', '0', '99999', '80.5', ''])(
  'the port «%s» is refused in a sentence, before anything is made',
  async (port) => {
    const { code, said } = await start('--port', port)
    expect(code).not.toBe(0)
    expect(said).toContain('ポートは 1 から 65535 までの整数で指定してください。')
    expect(existsSync(join(folder, 'data'))).toBe(false)
  },
)

test('an address that is not of this machine is refused in one sentence', async () => {
  const { code, said } = await start('--port', String(await freePort()), '--host', '203.0.113.9')
  expect(code).toBe(2)
  expect(said).toMatch(/^「203\.0\.113\.9」のポート \d+ では待ち受けられません。.*\n$/)
})
