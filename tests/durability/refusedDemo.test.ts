import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { freePort } from './installation.ts'

test('a start whose demonstration is refused says why, listens no longer and ends with a failure', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-'))
  const port = await freePort()
  const { DATABASE_URL: _, ...environment } = process.env
  const child = spawn(
    fileURLToPath(new URL('../../bin/sekisho', import.meta.url)),
    ['start', '--folder', folder, '--port', String(port), '--demo', 'nowhere'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: environment },
  )
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [code] = await once(child, 'exit')
  expect(code).toBe(2)
  expect(said).toMatch(/「nowhere」.*。\n$/)
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow()
  await rm(folder, { recursive: true, force: true })
})
