import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailWaits } from '#platform/mail/deliver.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import { outboxHandlers } from '../../src/apps/jobs.ts'
import { makeWorld } from '../support/world.ts'
import type { World, WorldOptions } from '../support/world.ts'

interface Letter {
  from: string
  to: string[]
  raw: string
}

let letters: Letter[]
let refusing: boolean
let server: SMTPServer
let url: string
const worlds: World[] = []

beforeEach(async () => {
  ;[letters, refusing] = [[], false]
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream
        .on('data', (piece: Buffer) => pieces.push(piece))
        .on('end', () => {
          if (refusing) return done(new Error('mailbox full'))
          letters.push({
            from: (session.envelope.mailFrom as { address: string }).address,
            to: session.envelope.rcptTo.map((one) => one.address),
            raw: Buffer.concat(pieces).toString(),
          })
          done()
        })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
})
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()))
  await new Promise<void>((resolve) => server.close(resolve))
})

async function worldWith(settings: NonNullable<WorldOptions['settings']>): Promise<World> {
  const world = await makeWorld({ settings })
  worlds.push(world)
  await world.transact(({ db }) =>
    db
      .updateTable('persons')
      .set({ email: 'clerk@example.jp' })
      .where('id', '=', world.persons.clerk)
      .execute(),
  )
  return world
}

async function post(world: World, person: string): Promise<void> {
  const payload = JSON.stringify({
    person,
    subject: '「避難支援の名簿」の返却の期限が過ぎました。',
    caseId: 'abc',
  })
  await world.transact((tx) =>
    tx.db
      .insertInto('outbox')
      .values({
        organization_id: tx.organization.id,
        id: tx.newId(),
        kind: 'mail',
        payload,
        created_at: tx.now,
        next_at: tx.now,
      })
      .execute(),
  )
}

const waiting = (world: World) =>
  world.transact(
    async ({ db }) =>
      (await db.selectFrom('outbox').select('id').where('done_at', 'is', null).execute()).length,
  )
const decoded = (raw: string, encoding: string): string => {
  const words = [
    ...raw.matchAll(new RegExp(String.raw`=\?UTF-8\?${encoding}\?([^?]*)\?=`, 'gi')),
  ].map((match) => match[1]!)
  return encoding === 'B'
    ? Buffer.concat(words.map((word) => Buffer.from(word, 'base64'))).toString()
    : quoted(words.join('').replaceAll('_', ' '))
}
const quoted = (text: string): string =>
  Buffer.from(
    text
      .replaceAll(/=\r?\n/g, '')
      .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    'latin1',
  ).toString()

test('a notice goes out in Japanese with the address of the case', async () => {
  const world = await worldWith({
    smtpUrl: url,
    mailFrom: 'sekisho@hinata.example.jp',
    publicUrl: 'https://sekisho.example.jp',
  })
  await post(world, world.persons.clerk)
  expect(await new Outbox(world.services, outboxHandlers, []).runDue()).toBe(1)
  expect(letters.map(({ from, to }) => ({ from, to }))).toEqual([
    { from: 'sekisho@hinata.example.jp', to: ['clerk@example.jp'] },
  ])
  const [head = '', body = ''] = letters[0]!.raw.split('\r\n\r\n')
  expect(`${decoded(head, 'B')}${decoded(head, 'Q')}`).toBe(
    '【関所】「避難支援の名簿」の返却の期限が過ぎました。',
  )
  const text = /base64/i.test(head)
    ? Buffer.from(body, 'base64').toString()
    : quoted(letters[0]!.raw.slice(head.length))
  expect(text).toContain('返却の期限が過ぎました')
  expect(text).toContain('https://sekisho.example.jp/cases/abc')
})

test('where no mail server or no sender is set, nothing is sent and nothing waits', async () => {
  for (const settings of [{}, { smtpUrl: url }, { mailFrom: 'a@example.jp' }]) {
    const world = await worldWith(settings)
    await post(world, world.persons.clerk)
    await new Outbox(world.services, outboxHandlers, []).runDue()
    expect(await waiting(world)).toBe(0)
  }
  expect(letters).toEqual([])
})

test('a person without an address gets none', async () => {
  const world = await worldWith({ smtpUrl: url, mailFrom: 'a@example.jp' })
  await world.transact(({ db }) =>
    db.updateTable('persons').set({ email: null }).where('id', '=', world.persons.head).execute(),
  )
  await post(world, world.persons.head)
  await new Outbox(world.services, outboxHandlers, []).runDue()
  expect([letters.length, await waiting(world)]).toEqual([0, 0])
})

test('a server that refuses is asked again later, and what it said is kept', async () => {
  const world = await worldWith({ smtpUrl: url, mailFrom: 'a@example.jp' })
  refusing = true
  await post(world, world.persons.clerk)
  const outbox = new Outbox(world.services, outboxHandlers, [])
  await outbox.runDue()
  const kept = await world.transact(({ db }) =>
    db.selectFrom('outbox').select('error').executeTakeFirstOrThrow(),
  )
  expect(kept.error).toContain('mailbox full')
  refusing = false
  world.clock.advance({ seconds: 11 })
  await outbox.runDue()
  expect([letters.length, await waiting(world)]).toEqual([1, 0])
})

test('a server has its whole time to greet, however long its name and the connection took', () => {
  expect(mailWaits.greetingTimeout).toBeGreaterThan(20_000)
  expect(mailWaits.connectionTimeout).toBeGreaterThanOrEqual(
    mailWaits.dnsTimeout + mailWaits.greetingTimeout,
  )
})
