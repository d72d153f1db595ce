import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '#features/work/server/routes.ts'
import type { FailingWork } from '#features/work/contract.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import type { OutboxHandler, RecurringTick } from '#platform/jobs/outbox.ts'
import type { WorkLimits } from '#platform/jobs/limits.ts'
import { sendMail } from '../../src/apps/mail.ts'
import { startMailServer } from './mailServer.ts'
import type { MailServer } from './mailServer.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
let mail: MailServer
beforeEach(async () => {
  mail = await startMailServer({ silent: true })
  world = await makeWorld({
    routes,
    settings: { smtpUrl: mail.url, mailFrom: 'sekisho@hinata.example' },
  })
  for (const id of [world.organizationId, world.foreignId])
    await world.gate.transact(id, program, 'write', ({ db }) =>
      db
        .updateTable('persons')
        .set({ email: 'somebody@example.jp' })
        .where('organization_id', '=', id)
        .execute(),
    )
})
afterEach(async () => {
  await world.close()
  await mail.close()
})

const program = { kind: 'program', name: 'test' } as const
const secret = '個人番号の漏えいについて'

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
const putMail = (organizationId: string, person: string) =>
  put(organizationId, 'mail', { person, subject: secret, caseId: person })
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
const refusing: OutboxHandler = async () => {
  throw Object.assign(new Error(`550 ${secret}`), { code: 'EENVELOPE' })
}
const list = async (): Promise<FailingWork> =>
  (await (await world.as('admin')).get<FailingWork>('/api/work')).body

describe('a mail server that takes the connection and does not greet', () => {
  test('holds no import, neither of the same organisation nor of another', async () => {
    for (let i = 0; i < 5; i++) await putMail(world.organizationId, world.persons.head)
    const imported: string[] = []
    const both = Promise.withResolvers<void>()
    const outbox = outboxOf({
      mail: sendMail,
      'import.write': async (_payload, { organizationId }) => {
        imported.push(organizationId)
        if (imported.length === 2) both.resolve()
      },
    })
    const sending = outbox.runDue()
    await mail.connected(1)
    await put(world.organizationId, 'import.write')
    await put(world.foreignId, 'import.write')
    const importing = outbox.runDue()
    await both.promise
    expect(imported.length).toBe(2)
    expect(mail.taken).toEqual([])
    mail.greet()
    await Promise.all([sending, importing])
    expect(mail.taken.length).toBe(5)
  })

  test('is told when its time is over, and the mail is tried again', async () => {
    await putMail(world.organizationId, world.persons.head)
    expect(await outboxOf({ mail: sendMail }, { mail: { milliseconds: 50 } }).runDue()).toBe(0)
    expect((await list()).rows).toMatchObject([
      { kind: 'mail', attempts: 1, why: expect.stringContaining('遅く') },
    ])
    mail.greet()
    world.clock.advance({ seconds: 10 })
    expect(await outboxOf({ mail: sendMail }).runDue()).toBe(1)
    expect(mail.taken.length).toBe(1)
  })
})

test('a long import of one organisation holds no mail of another, nor its own', async () => {
  mail.greet()
  const long = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  await put(world.organizationId, 'import.write')
  const outbox = outboxOf({
    mail: sendMail,
    'import.write': () => {
      begun.resolve()
      return long.promise
    },
  })
  const importing = outbox.runDue()
  await begun.promise
  await putMail(world.foreignId, world.persons.foreignHead)
  await putMail(world.organizationId, world.persons.head)
  expect(await outboxOf({ mail: sendMail }).runDue()).toBe(2)
  expect(mail.taken.length).toBe(2)
  long.resolve()
  await importing
})

describe('administrators', () => {
  test('see what fails, for whom and why, and nothing of what it says', async () => {
    await putMail(world.organizationId, world.persons.head)
    await putMail(world.foreignId, world.persons.foreignHead)
    const tick: RecurringTick = async function remindLateCases() {
      throw new Error(secret)
    }
    const outbox = outboxOf({ mail: refusing }, { mail: { attempts: 1 } }, [tick])
    await outbox.runDue()
    const answer = await list()
    expect(answer).toMatchObject({
      total: 1,
      abandoned: 1,
      sendsMail: true,
      rows: [
        {
          kind: 'mail',
          recipient: '佐藤 花',
          nextAt: null,
          inHand: false,
          why: expect.stringContaining('メールアドレスを確かめてください'),
        },
      ],
      recurring: [{ job: 'remindLateCases', failures: 1 }],
    })
    expect(JSON.stringify(answer)).not.toContain(secret)
    expect((await (await world.as('clerk')).get('/api/work')).status).toBe(403)
  })

  test('have what was given up tried again, with all its attempts, and that is recorded', async () => {
    await putMail(world.organizationId, world.persons.head)
    await outboxOf({ mail: refusing }, { mail: { attempts: 1 } }).runDue()
    const [row] = (await list()).rows
    const admin = await world.as('admin')
    expect((await admin.post('/api/work/retry', { ids: [row!.id] })).body).toEqual({ count: 1 })
    mail.greet()
    expect(await outboxOf({ mail: sendMail }, { mail: { attempts: 1 } }).runDue()).toBe(1)
    expect(mail.taken.length).toBe(1)
    expect((await list()).total).toBe(0)
    const events = (await world.journal()).filter(({ action }) => action.startsWith('work.'))
    expect(events).toMatchObject([{ action: 'work.retry', detail: { work: { mail: 1 } } }])
    expect(JSON.stringify(events)).not.toContain(secret)
  })

  test('need not wait for the next attempt', async () => {
    await putMail(world.organizationId, world.persons.head)
    const outbox = outboxOf({ mail: refusing })
    await outbox.runDue()
    expect(await outbox.runDue()).toBe(0)
    const [row] = (await list()).rows
    await (await world.as('admin')).post('/api/work/retry', { ids: [row!.id] })
    mail.greet()
    expect(await outboxOf({ mail: sendMail }).runDue()).toBe(1)
  })

  test('give work up: it goes from the list and is never tried again, and that is recorded', async () => {
    await putMail(world.organizationId, world.persons.head)
    await outboxOf({ mail: refusing }, { mail: { attempts: 1 } }).runDue()
    const [row] = (await list()).rows
    const admin = await world.as('admin')
    expect((await admin.post('/api/work/give-up', { ids: [row!.id] })).body).toEqual({ count: 1 })
    expect((await admin.post('/api/work/retry', { ids: [row!.id] })).body).toEqual({ count: 0 })
    expect((await list()).total).toBe(0)
    world.clock.advance({ days: 2 })
    expect(await outboxOf({ mail: sendMail }).runDue()).toBe(0)
    expect((await world.journal()).map(({ action }) => action)).toContain('work.give-up')
  })

  test('change nothing of what is in hand or of another organisation', async () => {
    const foreign = await putMail(world.foreignId, world.persons.foreignHead)
    await putMail(world.organizationId, world.persons.head)
    await outboxOf({ mail: refusing }).runDue()
    world.clock.advance({ seconds: 10 })
    const sending = outboxOf({ mail: sendMail }).runDue()
    await mail.connected(2)
    const [row] = (await list()).rows
    expect(row!.inHand).toBe(true)
    const admin = await world.as('admin')
    for (const act of ['retry', 'give-up'])
      expect((await admin.post(`/api/work/${act}`, { ids: [row!.id, foreign] })).body).toEqual({
        count: 0,
      })
    mail.greet()
    expect(await sending).toBe(2)
    expect(mail.taken.length).toBe(2)
  })
})
