import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFileStore } from '#platform/files/store.ts'
import type { FileStore } from '#platform/files/store.ts'
import { seededEnvironment, fakeClock } from '../support/world/environment.ts'
import { storedPath } from '../support/storedPath.ts'

let folder: string
let files: FileStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-whole-'))
  files = createFileStore(
    join(folder, 'files'),
    seededEnvironment(fakeClock('2026-11-02 09:00'), 'whole'),
  )
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function* content(): AsyncGenerator<Buffer> {
  yield Buffer.from('控え')
}

test('a file is read as it was stored, and no way to read it gives an altered or a lost one', async () => {
  const { sha256 } = await files.put(content(), 1000)
  expect(await text(await files.readWhole(sha256))).toBe('控え')
  expect(await files.isWhole(sha256)).toBe(true)
  const path = await files.wholePath(sha256)
  expect(path).toBe(storedPath({ services: { settings: { folder } } }, sha256))
  writeFileSync(path, '別の中身')
  const code = (wanted: string) => ({
    problem: expect.objectContaining({ code: wanted }) as unknown,
  })
  await expect(files.readWhole(sha256)).rejects.toMatchObject(code('file-altered'))
  await expect(files.wholePath(sha256)).rejects.toMatchObject(code('file-altered'))
  expect(await files.isWhole(sha256)).toBe(false)
  rmSync(path)
  await expect(files.readWhole(sha256)).rejects.toMatchObject(code('not-found'))
  await expect(files.wholePath(sha256)).rejects.toMatchObject(code('not-found'))
  expect(await files.isWhole(sha256)).toBe(false)
})
