import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openArchive } from '#platform/backup/archive-writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'sekisho-full-'))
const mounted =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    .status === 0
afterAll(() => {
  if (mounted) spawnSync('umount', [folder])
  rmSync(folder, { recursive: true, force: true })
})

test.skipIf(!mounted)(
  'a backup on a full disk is refused with a sentence at every later part, and leaves nothing (needs the right to mount)',
  async () => {
    const archive = await openArchive(join(folder, 'backup.sekisho'))
    const codes: unknown[] = []
    for (let part = 0; part < 6; part++)
      await archive.add(`part-${part}`, randomBytes(100_000)).catch((error: unknown) => {
        codes.push((error as { problem?: { code: string } }).problem?.code ?? error)
      })
    expect(codes.length).toBeGreaterThan(0)
    expect(new Set(codes)).toEqual(new Set(['disk-full']))
    await archive.abandon()
    expect(readdirSync(folder)).toEqual([])
  },
)
