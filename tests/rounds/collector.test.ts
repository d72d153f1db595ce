import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { worldPassword } from '../support/world.ts'
import { roundWorld } from './roundPack.ts'
import type { RoundWorld } from './roundPack.ts'

const collector = fileURLToPath(new URL('../../docs/howto/collect.sh', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sekisho-collector-'))
const tokenFile = join(folder, 'token')
const backup = join(folder, 'backup')

/** Runs the collector as cron does. */
const collect = (
  settings: Readonly<Record<string, string>>,
): Promise<{ code: number; out: string; error: string }> =>
  new Promise((resolve) => {
    execFile(
      collector,
      { env: { PATH: process.env['PATH'], SEKISHO_TOKEN_FILE: tokenFile, ...settings } },
      (error, out, said) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, error: said })
      },
    )
  })

let world: RoundWorld
let url = ''
beforeAll(async () => {
  // The clock of the collector is the real one.
  world = await roundWorld(
    new Date(Date.now() + 60_000).toISOString(),
    {
      'rounds.yaml': (text) =>
        `${text}  daily: { title: 日ごとの監視, each: line of servers, every: month, by: [machine, security-officer of unit], closedBy: answers to daily, carries: 2-1(1) }\n`,
    },
    {},
    {
      'checklists/daily.yaml': `checklist: daily
title: 日ごとの監視
of: line of servers
items:
  backup: { title: 控えがとれた, carries: 2-1(1) }
  logs: { title: ログの置き場の使用, type: number, unit: '%', should: "value <= 100.0", carries: 2-1(1) }
`,
    },
  )
  const line = await world.addServer('head', '窓口のサーバ')
  await world.tick()
  // The turn has begun before anything is measured.
  await world.transact((tx) =>
    tx.db
      .updateTable('round_turns')
      .set({ opened_at: new Date(Date.now() - 3_600_000) })
      .where('organization_id', '=', world.organizationId)
      .execute(),
  )
  const { body } = await world.send<{ token: string }>('head', '/api/machine/tokens', {
    line,
    title: '収集',
    until: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
    password: worldPassword,
  })
  writeFileSync(tokenFile, `${body.token}\n`, { mode: 0o600 })
  writeFileSync(backup, 'the backup of today')
  await world.server.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(world.server.server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await world?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the collector is a script of POSIX sh', async () => {
  const code = await new Promise((resolve) => {
    execFile('sh', ['-n', collector], (error) => resolve(error === null ? 0 : error.code))
  })
  expect(code).toBe(0)
})

test('the collector sends what it measured, and what it sends again is recorded once', async () => {
  const settings = {
    SEKISHO_URL: url,
    ITEM_BACKUP: 'daily/backup',
    BACKUP_FILE: backup,
    ITEM_LOGS: 'daily/logs',
    LOG_FOLDER: folder,
  }
  const sent = await collect(settings)
  expect(sent).toMatchObject({ code: 0, error: '' })
  expect(JSON.parse(sent.out)).toEqual({ answered: 2, findings: 0, left: 0, notAsked: [] })
  expect((await collect(settings)).code).toBe(0)
  const rows = await world.transact((tx) =>
    tx.db.selectFrom('standings').select(['mechanism', 'via', 'value']).execute(),
  )
  expect(rows.filter(({ via }) => via === 'machine')).toHaveLength(2)
})

test('the collector says what is missing, and fails where it was refused or not understood', async () => {
  expect((await collect({ ITEM_BACKUP: 'daily/backup' })).code).toBe(2)
  expect((await collect({ SEKISHO_URL: url })).error).toContain('no item is named')
  const refused = await collect({
    SEKISHO_URL: url,
    ITEM_BACKUP: 'daily/unheard',
    MEASURE_BACKUP: 'echo true',
  })
  expect(refused).toMatchObject({ code: 1 })
  expect(refused.error).toContain('says 422')
  const away = await collect({
    SEKISHO_URL: 'http://127.0.0.1:1',
    RETRIES: '0',
    ITEM_BACKUP: 'daily/backup',
    MEASURE_BACKUP: 'echo true',
  })
  expect(away).toMatchObject({ code: 1 })
  chmodSync(tokenFile, 0o644)
  expect((await collect({ SEKISHO_URL: url, ITEM_BACKUP: 'daily/backup' })).error).toContain(
    'chmod 600',
  )
})
