import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterEach, expect, test, vi } from 'vitest'
import { JournalSeals } from '#platform/journal/seals.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('a copy of the heads that cannot be written is told, ends nothing, and is tried again with the next event', async () => {
  vi.useFakeTimers()
  const told = vi.fn<(error: unknown) => void>()
  const seals = new JournalSeals(Buffer.alloc(32, 7), join(tmpdir(), 'nowhere', 'at-all'), told)
  for (const seq of [1, 2]) {
    const head = { seq, hash: Buffer.alloc(32, seq), seal: Buffer.alloc(32, seq) }
    seals.stored([{ organizationId: 'village', head }])
    await vi.runAllTimersAsync()
    vi.useRealTimers()
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(seq), { timeout: 60_000 })
    vi.useFakeTimers()
  }
  expect(told.mock.calls.flat()).toMatchObject([{ code: 'ENOENT' }, { code: 'ENOENT' }])
})
