import { endpoint } from '#kernel/contracts/endpoint.ts'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defineAction, defineQuery } from '#platform/gate/action.ts'
import { queryRoute, actionRoute } from '#platform/http/route.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import type { OutboxHandler, RecurringTick } from '#platform/jobs/outbox.ts'
import { throttle } from '#platform/jobs/throttle.ts'
import type { LogLevel } from '#platform/log/levels.ts'
import { openLog } from '#platform/log/log.ts'
import { routes as accounts } from '#features/accounts/server/routes.ts'
import { makeWorld, worldPassword } from '../support/world.ts'
import type { World } from '../support/world.ts'

const secret = 'hunter2-花子'
const Body = Type.Object({ text: Type.String() })

const note = defineAction({
  name: 'test.note',
  title: { ja: '書き留めた', en: 'Noted' },
  input: Body,
  authorise: () => undefined,
  async run(tx, { text }) {
    if (text.includes('defect')) throw new TypeError('a defect')
    if (text.includes('values')) await sql`select ${text}::uuid`.execute(tx.db)
    return {
      result: { text },
      event: { subject: { kind: 'test', id: '1' }, detail: {} },
    }
  },
})
const find = defineQuery({
  name: 'test.find',
  input: Body,
  authorise: () => undefined,
  async run(tx, { text }) {
    await sql`select 1`.execute(tx.db)
    await sql`select 2`.execute(tx.db)
    return { text }
  },
})

interface Line {
  readonly level: string
  readonly time: string
  readonly msg: string
  readonly requestId?: string
  readonly [key: string]: unknown
}

let world: World
let lines: Line[]
async function open(level: LogLevel): Promise<void> {
  lines = []
  const write = (text: string) => void lines.push(JSON.parse(text) as Line)
  const clock = { now: () => new Date(0) }
  world = await makeWorld({
    log: openLog(level, () => clock.now(), { write }),
    routes: [
      ...accounts,
      actionRoute(
        note,
        endpoint({
          method: 'POST',
          url: '/api/notes',
          title: '書き留める',
          body: Body,
          reply: Body,
        }),
        ({ body }) => body,
      ),
      queryRoute(
        find,
        endpoint({
          method: 'GET',
          url: '/api/found/:text',
          title: '探す',
          params: Body,
          reply: Body,
        }),
        ({ params }) => params,
      ),
    ],
  })
  clock.now = world.clock.now
}
afterEach(() => world.close())

describe('each request', () => {
  beforeEach(() => open('info'))

  test('has one line: which, by whom, how it ended and what it cost; the answer carries its id', async () => {
    const client = await world.as('clerk')
    lines = []
    const answer = await client.post('/api/notes', { text: secret })
    expect(answer.status).toBe(200)
    expect(lines).toEqual([
      {
        level: 'info',
        time: world.clock.now().toISOString(),
        msg: 'request',
        requestId: answer.headers['x-request-id'],
        method: 'POST',
        route: '/api/notes',
        status: 200,
        milliseconds: expect.any(Number),
        action: 'test.note',
        statements: expect.any(Number),
        retries: 0,
        organizationId: world.organizationId,
        accountId: world.accounts.clerk,
      },
    ])
  })

  test('counts the statements of its transactions: their beginning, what is asked, their end', async () => {
    const client = await world.as('clerk')
    await client.get('/api/found/x')
    lines = []
    await client.get('/api/found/x')
    await client.post('/api/notes', { text: 'x' })
    expect(lines.map(({ action, statements }) => [action, statements])).toEqual([
      // begin, open_organization, the two, and the end
      ['test.find', 5],
      // begin, open_organization, no wait for the disk, the journal, commit
      ['test.note', 5],
    ])
  })

  test('counts how often its transaction was begun anew', async () => {
    const client = await world.as('clerk')
    await client.get('/api/found/x')
    await world.transact(({ db }) =>
      db
        .updateTable('organizations')
        .set({ revision: sql`revision + 1` })
        .where('organization_id', '=', world.organizationId)
        .execute(),
    )
    lines = []
    await client.get('/api/found/x')
    expect(lines.map(({ status, retries }) => [status, retries])).toEqual([[200, 1]])
  })

  test('side by side are counted apart', async () => {
    const client = await world.as('clerk')
    await client.get('/api/found/x')
    lines = []
    await Promise.all(Array.from({ length: 12 }, (_, i) => client.get(`/api/found/${i}`)))
    expect(lines.map(({ statements }) => statements)).toEqual(Array.from({ length: 12 }, () => 5))
    expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(12)
  })

  test('that is refused says with which problem, and the problem names the line', async () => {
    const answer = await world.anyone().get<{ requestId: string }>('/api/found/x')
    expect(lines).toMatchObject([
      { level: 'info', status: 401, problem: 'signed-out', requestId: answer.body.requestId },
    ])
    expect(answer.body.requestId).toBe(answer.headers['x-request-id'])
  })

  test('that meets a defect is an error with its stack; the person is shown the number alone', async () => {
    const client = await world.as('clerk')
    lines = []
    const answer = await client.post<{ code: string; detail: string }>('/api/notes', {
      text: 'a defect',
    })
    expect(answer.body.code).toBe('unexpected')
    expect(answer.body.detail).toContain(String(answer.headers['x-request-id']))
    expect(JSON.stringify(answer.body)).not.toMatch(/TypeError|lines\.test/)
    expect(lines).toMatchObject([
      {
        level: 'error',
        status: 500,
        problem: 'unexpected',
        action: 'test.note',
        error: { name: 'TypeError', message: 'a defect', stack: expect.stringContaining('at ') },
      },
    ])
  })

  test('leaves nothing in the log that was sent or found: no address, no body, no password, no name', async () => {
    const anyone = world.anyone()
    await anyone.post('/api/session', { account: secret, password: secret })
    await anyone.post('/api/session', { account: 'clerk', password: worldPassword })
    const client = await world.as('clerk')
    await client.get(`/api/found/${encodeURIComponent(secret)}?q=${encodeURIComponent(secret)}`)
    await client.post('/api/notes', { text: secret })
    await client.post('/api/notes', { text: `values ${secret}` })
    await client.post('/api/notes', { wrong: secret })
    await client.get(`/api/${encodeURIComponent(secret)}`)
    const text = JSON.stringify(lines)
    expect(lines.length).toBeGreaterThanOrEqual(7)
    expect(lines.filter(({ status }) => status === 500)).toMatchObject([
      { error: { name: 'DatabaseError', code: '22P02' } },
    ])
    for (const word of [
      secret,
      encodeURIComponent(secret),
      worldPassword,
      '花子',
      'sekisho_session',
    ])
      expect(text).not.toContain(word)
  })
})

describe('by default', () => {
  beforeEach(() => open('warn'))

  test('only what failed has a line', async () => {
    const client = await world.as('clerk')
    await client.post('/api/notes', { text: 'x' })
    await world.anyone().get('/api/found/x')
    expect(lines).toEqual([])
    await client.post('/api/notes', { text: 'a defect' })
    expect(lines.map(({ level }) => level)).toEqual(['error'])
  })
})

describe('each job', () => {
  const outboxOf = (
    handlers: Record<string, OutboxHandler>,
    ticks: readonly RecurringTick[] = [],
  ) => new Outbox(world.services, new Map(Object.entries(handlers)), ticks)
  const put = (kind: string) =>
    world.transact(async (tx) => {
      const id = tx.newId()
      await tx.db
        .insertInto('outbox')
        .values({
          organization_id: tx.organization.id,
          id,
          kind,
          payload: JSON.stringify({ to: secret }),
          created_at: tx.now,
          next_at: tx.now,
        })
        .execute()
      return id
    })

  test('has one line, an error where it failed, and nothing of what it was about', async () => {
    await open('info')
    const [done, failed] = [await put('greet'), await put('break')]
    lines = []
    await outboxOf({
      greet: async (_payload, { services, organizationId }) => {
        await services.gate.transact(
          organizationId,
          { kind: 'program', name: 'test' },
          'read',
          ({ db }) => sql`select 1`.execute(db),
        )
      },
      break: async () => {
        throw new Error('the server is away')
      },
    }).runDue()
    expect(lines).toMatchObject([
      {
        level: 'info',
        msg: 'job',
        job: 'greet',
        id: done,
        attempt: 1,
        organizationId: world.organizationId,
        statements: 4,
        retries: 0,
        milliseconds: expect.any(Number),
      },
      {
        level: 'error',
        job: 'break',
        id: failed,
        error: { message: 'the server is away', stack: expect.any(String) },
      },
    ])
    expect(JSON.stringify(lines)).not.toContain(secret)
  })

  test('that recurs is named, and has a line where it failed', async () => {
    await open('info')
    await outboxOf({}, [
      throttle(60_000, async function keepLedgers() {
        throw new Error('broken')
      }),
      async function quiet() {},
    ]).runRecurringJobs(world.organizationId)
    expect(lines.map(({ level, job }) => [level, job])).toEqual([['error', 'keepLedgers']])
  })
})
