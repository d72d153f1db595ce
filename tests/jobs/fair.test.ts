import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listenTo } from '#platform/db/listen.ts'
import type { WorkLimits } from '#platform/jobs/limits.ts'
import { Outbox, workChannel } from '#platform/jobs/outbox.ts'
import type { OutboxHandler, RecurringTick } from '#platform/jobs/outbox.ts'
import { throttle } from '#platform/jobs/throttle.ts'
import { openLog } from '#platform/log/log.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
let lines: { level: string; msg: string; job: string }[]
beforeEach(async () => {
  lines = []
  const write = (line: string): void => void lines.push(JSON.parse(line))
  world = await makeWorld({ log: openLog('warn', () => new Date(0), { write }) })
})
afterEach(() => world.close())

const program = { kind: 'program', name: 'test' } as const

function put(organizationId: string, kind: string, payload: object = {}): Promise<string> {
  return world.gate.transact(organizationId, program, 'write', async (tx) => {
    const id = tx.newId()
    await tx.db
      .insertInto('outbox')
      .values({
        organization_id: organizationId,
        id,
        kind,
        payload: JSON.stringify(payload),
        created_at: tx.now,
        next_at: tx.now,
      })
      .execute()
    return id
  })
}
const rowOf = (id: string) =>
  world.transact(({ db }) =>
    db
      .selectFrom('outbox')
      .select(['attempts', 'done_at', 'abandoned_at', 'error', 'next_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  )
const outboxOf = (
  handlers: Record<string, OutboxHandler>,
  limits: Record<string, Partial<WorkLimits>> = {},
  ticks: readonly RecurringTick[] = [],
): Outbox =>
  new Outbox(
    world.services,
    new Map(Object.entries(handlers)),
    ticks,
    new Map(Object.entries(limits)),
  )

/** A handler that notes who it works for, and does not end until all are let go. */
function held() {
  const begun: string[] = []
  const gate = Promise.withResolvers<void>()
  const waiting: { count: number; resolve: () => void }[] = []
  const handler: OutboxHandler = async (_payload, { organizationId }) => {
    begun.push(organizationId)
    for (const one of waiting) if (begun.length >= one.count) one.resolve()
    await gate.promise
  }
  const reached = (count: number) =>
    new Promise<void>((resolve) => {
      if (begun.length >= count) resolve()
      else waiting.push({ count, resolve })
    })
  return { begun, handler, letGo: () => gate.resolve(), reached }
}

describe('background work', () => {
  test('of one kind that does not end holds no other kind', async () => {
    const slow = held()
    const imported = Promise.withResolvers<void>()
    await put(world.organizationId, 'mail')
    const outbox = outboxOf({ mail: slow.handler, import: async () => imported.resolve() })
    const working = outbox.runDue()
    await slow.reached(1)
    await put(world.organizationId, 'import')
    await outbox.runRecurringJobs(world.organizationId)
    const other = outboxOf({
      mail: slow.handler,
      import: async () => imported.resolve(),
    }).runDue()
    await imported.promise
    slow.letGo()
    expect(await working).toBeGreaterThanOrEqual(1)
    await other
  })

  test('of one organisation leaves room for another: no more than its share runs at once', async () => {
    const slow = held()
    for (let i = 0; i < 5; i++) await put(world.organizationId, 'mail')
    const outbox = outboxOf({ mail: slow.handler }, { mail: { parallel: 3, perOrganization: 2 } })
    const first = outbox.runDue()
    await slow.reached(2)
    await put(world.foreignId, 'mail')
    const second = outbox.runDue()
    await slow.reached(3)
    expect(slow.begun).toEqual([world.organizationId, world.organizationId, world.foreignId])
    slow.letGo()
    await Promise.all([first, second])
    expect(slow.begun.length).toBe(6)
  })

  test('takes the organisations in turn, however much one of them has', async () => {
    for (let i = 0; i < 4; i++) await put(world.organizationId, 'mail')
    world.clock.advance({ seconds: 1 })
    for (let i = 0; i < 2; i++) await put(world.foreignId, 'mail')
    const served: string[] = []
    const handler: OutboxHandler = async (_payload, { organizationId }) => {
      served.push(organizationId === world.organizationId ? 'own' : 'foreign')
    }
    await outboxOf({ mail: handler }, { mail: { parallel: 1 } }).runDue()
    expect(served.slice(0, 4).toSorted()).toEqual(['foreign', 'foreign', 'own', 'own'])
    expect(served.length).toBe(6)
  })

  test('that takes longer than it may is ended, told so, and tried again', async () => {
    const id = await put(world.organizationId, 'long')
    let told: unknown
    const endless: OutboxHandler = (_payload, { signal }) =>
      new Promise(() => {
        signal.addEventListener('abort', () => {
          told = signal.reason
        })
      })
    expect(await outboxOf({ long: endless }, { long: { milliseconds: 20 } }).runDue()).toBe(0)
    expect(String(told)).toContain('longer than')
    expect(await rowOf(id)).toMatchObject({
      attempts: 1,
      done_at: null,
      error: expect.stringContaining('longer than'),
    })
    world.clock.advance({ seconds: 10 })
    expect(await outboxOf({ long: async () => undefined }).runDue()).toBe(1)
  })

  test('that failed for the last time is tried no more, is kept, and has a line of its own', async () => {
    const id = await put(world.organizationId, 'mail')
    let tries = 0
    const outbox = outboxOf(
      {
        mail: async () => {
          tries += 1
          throw new Error('away')
        },
      },
      { mail: { attempts: 3 } },
    )
    for (let day = 0; day < 5; day++) {
      await outbox.runDue()
      world.clock.advance({ days: 1 })
    }
    expect(tries).toBe(3)
    expect(await rowOf(id)).toMatchObject({ attempts: 3, done_at: null, error: 'Error: away' })
    expect((await rowOf(id)).abandoned_at).not.toBeNull()
    expect(lines.filter(({ msg }) => msg === 'job abandoned')).toMatchObject([{ job: 'mail' }])
  })

  test('that ends the process every time ends as well', async () => {
    const id = await put(world.organizationId, 'mail')
    await world.transact(({ db }) => db.updateTable('outbox').set({ attempts: 8 }).execute())
    let ran = false
    await outboxOf({
      mail: async () => {
        ran = true
      },
    }).runDue()
    expect([ran, (await rowOf(id)).abandoned_at]).toEqual([false, world.clock.now()])
  })

  test('goes back as it was where the program stops, and is done by the next', async () => {
    const slow = held()
    const id = await put(world.organizationId, 'mail')
    const outbox = outboxOf({ mail: slow.handler })
    const working = outbox.runDue()
    await slow.reached(1)
    await outbox.stop()
    await working
    expect(await rowOf(id)).toMatchObject({ attempts: 0, done_at: null, error: null })
    expect(await outboxOf({ mail: async () => undefined }).runDue()).toBe(1)
  })

  test('is not counted as tried where the database was away', async () => {
    const id = await put(world.organizationId, 'mail')
    await outboxOf({
      mail: async () => {
        throw new Error('Connection terminated unexpectedly')
      },
    }).runDue()
    expect(await rowOf(id)).toMatchObject({ attempts: 0, done_at: null })
  })

  test('that comes in wakes whoever listens', async () => {
    let notices = 0
    let heard = Promise.withResolvers<void>()
    const listening = listenTo(world.services.pool, workChannel, () => {
      notices += 1
      heard.resolve()
    })
    await heard.promise
    heard = Promise.withResolvers()
    await put(world.organizationId, 'mail')
    await heard.promise
    expect(notices).toBeGreaterThanOrEqual(2)
    await listening.stop()
  })

  test('is begun by a running outbox as soon as it comes in', async () => {
    const done = Promise.withResolvers<void>()
    const outbox = outboxOf({ mail: async () => done.resolve() })
    outbox.start()
    await put(world.organizationId, 'mail')
    await done.promise
    await outbox.stop(60_000)
  })
})

describe('where the clock was set back', () => {
  test('recurring work goes on, also that of longer intervals', async () => {
    const ran: string[] = []
    const ticks = [
      async () => void ran.push('minute'),
      throttle(3_600_000, async () => void ran.push('hour')),
    ]
    const outbox = outboxOf({}, {}, ticks)
    await outbox.runDue()
    world.clock.set('2026-10-01 09:00')
    ran.length = 0
    world.clock.advance({ minutes: 1 })
    await outbox.runDue()
    expect(ran).toEqual(['minute', 'minute'])
    world.clock.advance({ hours: 1 })
    await outbox.runDue()
    expect(ran.filter((name) => name === 'hour').length).toBe(2)
  })

  test('work that was written before is due', async () => {
    await put(world.organizationId, 'mail')
    world.clock.set('2026-10-01 09:00')
    expect(await outboxOf({ mail: async () => undefined }).runDue()).toBe(1)
  })
})

describe('recurring work', () => {
  test('that does not end holds neither another organisation nor the outbox', async () => {
    const let_go = Promise.withResolvers<void>()
    const seen = new Set<string>()
    const both = Promise.withResolvers<void>()
    await put(world.organizationId, 'mail')
    const mailed = Promise.withResolvers<void>()
    const outbox = outboxOf({ mail: async () => mailed.resolve() }, {}, [
      async ({ organizationId }) => {
        seen.add(organizationId)
        if (seen.size === 2) both.resolve()
        await let_go.promise
      },
    ])
    outbox.start()
    await Promise.all([both.promise, mailed.promise])
    let_go.resolve()
    await outbox.stop(60_000)
  })

  test('that fails is noted for its organisation until it succeeds', async () => {
    let failing = true
    const keepLedgers = async ({ organizationId }: { organizationId: string }): Promise<void> => {
      if (failing && organizationId === world.organizationId) throw new Error('broken')
    }
    const outbox = outboxOf({}, {}, [keepLedgers])
    const noted = () =>
      world.transact(({ db }) =>
        db.selectFrom('recurring_failures').select(['job', 'failures', 'error']).execute(),
      )
    await outbox.runDue()
    world.clock.advance({ minutes: 1 })
    await outbox.runDue()
    expect(await noted()).toEqual([{ job: 'keepLedgers', failures: 2, error: 'Error: broken' }])
    expect(await world.gate.workCounts()).toMatchObject({ recurring: 1 })
    failing = false
    world.clock.advance({ minutes: 1 })
    await outbox.runDue()
    expect(await noted()).toEqual([])
  })
})
