import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Outbox } from '#platform/jobs/outbox.ts'
import type { OutboxHandler, RecurringJob } from '#platform/jobs/outbox.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(() => world.close())

async function put(kind: string, payload: object = {}): Promise<string> {
  return world.transact(async (tx) => {
    const id = tx.newId()
    await tx.db
      .insertInto('outbox')
      .values({
        organization_id: tx.organization.id,
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
      .select(['attempts', 'done_at', 'error', 'next_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  )
const outboxOf = (
  handlers: Record<string, OutboxHandler>,
  ticks: readonly RecurringJob[] = [],
): Outbox => new Outbox(world.services, new Map(Object.entries(handlers)), ticks)

describe('a piece of work', () => {
  test('is done once, with what was written, for its organisation', async () => {
    const seen: unknown[] = []
    const id = await put('greet', { to: '花子' })
    const outbox = outboxOf({
      greet: async (payload, job) => {
        seen.push([payload, job.organizationId])
      },
    })
    expect([await outbox.runDue(), await outbox.runDue()]).toEqual([1, 0])
    expect(seen).toEqual([[{ to: '花子' }, world.organizationId]])
    expect(await rowOf(id)).toMatchObject({ attempts: 1, done_at: world.clock.now(), error: null })
  })

  test('that fails is tried again after pauses that grow, until it succeeds', async () => {
    let failing = true
    const tries: number[] = []
    const began = world.clock.now().getTime()
    const id = await put('greet')
    const outbox = outboxOf({
      greet: async () => {
        tries.push((world.clock.now().getTime() - began) / 1000)
        if (failing) throw new Error('the server is away')
      },
    })
    for (let second = 0; second <= 2_200; second += 5) {
      await outbox.runDue()
      world.clock.advance({ seconds: 5 })
    }
    expect(tries).toEqual([0, 10, 70, 370, 2170])
    expect(await rowOf(id)).toMatchObject({
      attempts: 5,
      done_at: null,
      error: 'Error: the server is away',
    })
    failing = false
    world.clock.advance({ hours: 6 })
    await outbox.runDue()
    expect(await rowOf(id)).toMatchObject({ attempts: 6, error: null })
    expect((await rowOf(id)).done_at).not.toBeNull()
  })

  test('that nobody knows waits and says so, and holds nothing else up', async () => {
    const strange = await put('unheard-of')
    const done: string[] = []
    await put('greet')
    await outboxOf({
      greet: async () => {
        done.push('greet')
      },
    }).runDue()
    expect(done).toEqual(['greet'])
    expect(await rowOf(strange)).toMatchObject({
      done_at: null,
      error: 'Error: nobody handles unheard-of',
    })
  })
})

describe('two processes side by side', () => {
  test('do no piece twice', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, (_, i) => put('count', { i })))
    const seen: number[] = []
    const handler: OutboxHandler = async ({ i }) => {
      seen.push(Number(i))
    }
    const [a, b] = await Promise.all([
      outboxOf({ count: handler }).runDue(),
      outboxOf({ count: handler }).runDue(),
    ])
    expect(a + b).toBe(30)
    expect(seen.toSorted((x, y) => x - y)).toEqual(ids.map((_id, i) => i))
  })

  test('leave a piece to the one that has it, and take it over a minute after its time is over', async () => {
    const id = await put('long')
    let release = (): void => undefined
    const begun = Promise.withResolvers<void>()
    const dead = outboxOf({
      long: () =>
        new Promise((resolve) => {
          release = resolve
          begun.resolve()
        }),
    })
    const stuck = dead.runDue()
    await begun.promise
    const living: string[] = []
    const other = outboxOf({
      long: async () => {
        living.push('done')
      },
    })
    world.clock.advance({ minutes: 10 })
    expect(await other.runDue()).toBe(0)
    world.clock.advance({ minutes: 2 })
    expect(await other.runDue()).toBe(1)
    expect(living).toEqual(['done'])
    expect(await rowOf(id)).toMatchObject({ attempts: 2, error: null })
    release()
    await stuck
  })
})

describe('recurring work', () => {
  test('runs at most once a minute, for each organisation', async () => {
    const ran: string[] = []
    const outbox = outboxOf({}, [
      async ({ organizationId }) => {
        ran.push(organizationId)
      },
    ])
    await outbox.runDue()
    await outbox.runDue()
    expect(ran.toSorted()).toEqual([world.organizationId, world.foreignId].toSorted())
    world.clock.advance({ minutes: 1 })
    await outbox.runDue()
    expect(ran.length).toBe(4)
  })

  test('that fails keeps neither other recurring work nor the outbox from running', async () => {
    const ran: string[] = []
    await put('greet')
    const outbox = outboxOf(
      {
        greet: async () => {
          ran.push('greet')
        },
      },
      [
        async () => {
          throw new Error('broken')
        },
        async () => {
          ran.push('tick')
        },
      ],
    )
    await outbox.runDue()
    expect(ran.toSorted()).toEqual(['greet', 'tick', 'tick'])
  })
})
