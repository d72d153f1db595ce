import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ProblemError } from '#kernel/problems/index.ts'
import { clamdScanner } from '#platform/files/scan.ts'
import { createFileStore } from '#platform/files/store.ts'
import { systemEnvironment } from '#platform/environment.ts'
import { eicar, fakeClamd } from './support.ts'
import type { FakeClamd } from './support.ts'

let scanner: FakeClamd
let folder: string
beforeEach(async () => {
  scanner = await fakeClamd()
  folder = mkdtempSync(join(tmpdir(), 'sekisho-files-'))
})
afterEach(async () => {
  await scanner.close()
  rmSync(folder, { recursive: true, force: true })
})

async function* pieces(...parts: (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part)
}

test('a clean file is said to be clean, and the scanner saw all of it', async () => {
  const content = Buffer.alloc(300_000, 'あ')
  const path = join(folder, 'a')
  writeFileSync(path, content)
  expect(await clamdScanner(scanner.address)(path)).toEqual({ scan: 'clean' })
  expect(scanner.received.map((bytes) => bytes.equals(content))).toEqual([true])
})

test('an infected file is refused with its name and the name of the virus, and nothing of it stays', async () => {
  const store = createFileStore(folder, systemEnvironment, clamdScanner(scanner.address))
  const refused = await store
    .stage(pieces('x', eicar), 1000, '請求書.doc')
    .catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ProblemError)
  expect((refused as ProblemError).problem).toMatchObject({ code: 'file-infected', status: 422 })
  expect((refused as ProblemError).message).toMatch(/請求書\.doc.*Eicar-Test-Signature/)
  expect(readdirSync(folder)).toEqual([])
})

test.each([
  ['says something strange', () => 'INSTREAM size limit exceeded. ERROR\0'],
  ['says nothing', () => ''],
  ['hangs up', () => 'hang-up'],
])('a scanner that %s leaves the file not scanned, never clean', async (_what, answer) => {
  scanner.answer = answer
  const { scan, drop } = await createFileStore(
    folder,
    systemEnvironment,
    clamdScanner(scanner.address),
  ).stage(pieces('hello'), 1000)
  expect(scan).toBe('not-scanned')
  await drop()
})

test('a scanner that is not there leaves the file not scanned', async () => {
  const path = join(folder, 'a')
  writeFileSync(path, 'hello')
  expect((await clamdScanner('127.0.0.1:9')(path)).scan).toBe('not-scanned')
  expect((await clamdScanner(`unix:${join(folder, 'nothing.sock')}`)(path)).scan).toBe(
    'not-scanned',
  )
})

test('without a scanner everything is not scanned', async () => {
  const { scan, drop } = await createFileStore(folder, systemEnvironment).stage(
    pieces('hello'),
    1000,
  )
  expect(scan).toBe('not-scanned')
  await drop()
})
