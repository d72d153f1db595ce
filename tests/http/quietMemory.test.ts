import Fastify from 'fastify'
import { afterEach, expect, test, vi } from 'vitest'
import { giveBackWhenQuiet } from '#platform/http/quietMemory.ts'

afterEach(() => void vi.useRealTimers())

test('memory is given back in a quiet minute, where there is enough of it, and never in a busy one', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const server = Fastify()
  server.get('/', async () => 'ok')
  let used = 100_000_000
  let collections = 0
  const quiet = giveBackWhenQuiet(server, {
    used: () => used,
    collect: () => {
      collections += 1
      used = 70_000_000
    },
  })
  const minute = async (requests: number, growth: number): Promise<number> => {
    for (let i = 0; i < requests; i += 1) await server.inject('/')
    used += growth
    const before = collections
    vi.advanceTimersByTime(60_000)
    return collections - before
  }
  expect(await minute(61, 0)).toBe(0)
  expect(await minute(60, 0)).toBe(1)
  expect(await minute(0, 19_000_000)).toBe(0)
  expect(await minute(0, 1_000_000)).toBe(1)
  expect(await minute(200, 500_000_000)).toBe(0)
  expect(await minute(0, 0)).toBe(1)
  quiet.stop()
  expect(await minute(0, 100_000_000)).toBe(0)
  await server.close()
})
