import { getHeapStatistics } from 'node:v8'
import type { FastifyInstance } from 'fastify'

/** How often it is looked whether the server is quiet, milliseconds. */
const lookEvery = 60_000
/** Requests between two looks up to which it is. */
const quietRequests = 60
/** Bytes that must have piled up for a collection to be worth its pause (some 0.1 s). */
const worthwhile = 20_000_000

export interface Memory {
  /** Bytes in use, with what is no longer needed. */
  used(): number
  collect(): void
}

/** Undefined where the program was started without `--expose-gc`. */
export function memoryOfProcess(): Memory | undefined {
  const { gc } = globalThis
  if (!gc) return undefined
  return {
    used: () => {
      const { used_heap_size: heap, external_memory: outside } = getHeapStatistics()
      return heap + outside
    },
    collect: () => void gc({ type: 'major', execution: 'sync', flavor: 'last-resort' }),
  }
}

/**
 * Gives memory back while hardly anybody works: V8 collects when it needs room, so that a server
 * without requests would keep what its last busy hour left.
 */
export function giveBackWhenQuiet(server: FastifyInstance, memory: Memory): { stop(): void } {
  let requests = 0
  let left = 0
  server.addHook('onResponse', (_request, _reply, done) => {
    requests += 1
    done()
  })
  const looking = setInterval(() => {
    const quiet = requests <= quietRequests
    requests = 0
    if (!quiet || memory.used() - left < worthwhile) return
    memory.collect()
    left = memory.used()
  }, lookEvery).unref()
  return { stop: () => clearInterval(looking) }
}
