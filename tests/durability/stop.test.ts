import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPidFile } from '#platform/db/local/postmaster.ts'
import { startMailServer } from '../jobs/mailServer.ts'
import { askDatabase, freePort, makeTokens } from './installation.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** The longest time from the signal to the end, milliseconds. */
const limit = 10_000

let folder: string
let port: number
let child: ChildProcess
/** Settings of the program besides those of the test run. */
let settings: Readonly<Record<string, string>>
const sockets: Socket[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sekisho-'))
  port = await freePort()
  settings = {}
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await rm(folder, { recursive: true, force: true })
})

async function start(command: string, ...words: string[]): Promise<void> {
  const { DATABASE_URL: _, ...inherited } = process.env
  const environment = { ...inherited, ...settings }
  child = spawn(command, [...words, '--folder', folder, '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment,
  })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('関所が動いています')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })
}

/** A connection on which this much was sent; resolves when it has left. */
async function send(text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  sockets.push(socket)
  await once(socket, 'connect')
  if (text !== '') await new Promise<void>((resolve) => socket.write(text, () => resolve()))
  return socket
}

/** Milliseconds from the signal to the end of the process. */
async function end(): Promise<{ code: unknown; milliseconds: number }> {
  const began = performance.now()
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const [code] = await ended
  return { code, milliseconds: performance.now() - began }
}

const databaseIsGone = () => !existsSync(join(folder, 'postgres/postmaster.pid'))

test('whatever is open, the program ends in time, its database with it', async () => {
  await start(join(root, 'bin/sekisho'), 'start')
  await send('')
  const idle = await send('GET /api/health HTTP/1.1\r\nhost: x\r\n\r\n')
  await once(idle, 'data')
  await send('GET /api/health HTTP/1.1\r\nhos')
  await send(
    'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"acc',
  )
  await send(
    'POST /api/files HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 9000000\r\n\r\n--b\r\n',
  )
  const { code, milliseconds } = await end()
  expect(code).toBe(0)
  expect(milliseconds).toBeLessThan(limit)
  expect(databaseIsGone()).toBe(true)
})

test('npm passes the signal on, and nothing lives on', async () => {
  await start('npm', 'start', '--')
  const { pid } = JSON.parse(readFileSync(join(folder, 'sekisho.lock'), 'utf8')) as { pid: number }
  expect((await end()).milliseconds).toBeLessThan(limit)
  await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: limit }).toBe(false)
  expect(databaseIsGone()).toBe(true)
})

/** The database's processes: the server and its children. */
function databaseProcesses(): number[] {
  const server = readPidFile(join(folder, 'postgres'))!.pid
  const children = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === server
    } catch {
      return false
    }
  })
  return [server, ...children.map(Number)]
}

test('a database that hangs is answered with 503 within seconds, and used again when it goes on', async () => {
  await start(join(root, 'bin/sekisho'), 'start')
  const ask = async () => (await fetch(`http://127.0.0.1:${port}/api/session`)).status
  const usual = await ask()
  expect(usual).toBeLessThan(500)
  const stopped = databaseProcesses()
  for (const pid of stopped) process.kill(pid, 'SIGSTOP')
  try {
    const began = performance.now()
    expect(await ask()).toBe(503)
    expect(performance.now() - began).toBeLessThan(30_000)
  } finally {
    for (const pid of stopped) process.kill(pid, 'SIGCONT')
  }
  await expect.poll(ask, { timeout: 60_000 }).toBe(usual)
  expect((await end()).code).toBe(0)
})

/** Copies the lines of a register until an export of them outlasts what a socket takes unread. */
async function growRegister(): Promise<string> {
  const [largest] = await askDatabase<{ register: string; id: string }>(
    folder,
    'select register, (array_agg(id))[1] as id from entries group by register order by count(*) desc limit 1',
  )
  const columns = await askDatabase<{ name: string }>(
    folder,
    `select column_name as name from information_schema.columns where table_name = 'entries' and is_generated = 'NEVER' order by ordinal_position`,
  )
  const values = columns.map(({ name }) =>
    name === 'id' ? 'gen_random_uuid()' : name === 'number' ? `'X-' || n` : `e."${name}"`,
  )
  await askDatabase(
    folder,
    `insert into entries (${columns.map(({ name }) => `"${name}"`).join(', ')})
     select ${values.join(', ')} from entries e, generate_series(1, 60000) n where e.id = $1`,
    [largest!.id],
  )
  return largest!.register
}

test('with mail in hand and an export half-read, the program ends in time, and the mail is sent by the next', async () => {
  const mail = await startMailServer({ silent: true })
  try {
    settings = { SEKISHO_SMTP_URL: mail.url, SEKISHO_MAIL_FROM: 'sekisho@example.jp' }
    await start(join(root, 'bin/sekisho'), 'start', '--demo', 'otari')
    const register = await growRegister()
    await askDatabase(folder, `update persons set email = 'somebody@example.jp'`)
    await askDatabase(folder, `update outbox set done_at = now() where done_at is null`)
    await askDatabase(
      folder,
      `insert into outbox (organization_id, id, kind, payload, created_at, next_at)
       select organization_id, gen_random_uuid(), 'mail', json_build_object('person', id, 'subject', 'x'), now(), now() from persons limit 6`,
    )
    await mail.connected(1)
    const tokens = await makeTokens(folder)
    const requests = await Promise.all(
      tokens.map(async (token) => {
        const socket = await send(
          `GET /api/registers/${register}/export?format=csv HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`,
        )
        const [head] = (await once(socket, 'data')) as [Buffer]
        socket.pause()
        return head.toString().startsWith('HTTP/1.1 200')
      }),
    )
    expect(requests).toContain(true)
    const { milliseconds } = await end()
    expect(milliseconds).toBeLessThan(limit)
    expect(databaseIsGone()).toBe(true)
    mail.greet()
    await start(join(root, 'bin/sekisho'), 'start')
    await expect.poll(() => mail.taken.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(6)
    await expect
      .poll(
        async () =>
          (
            await askDatabase<{ open: number }>(
              folder,
              'select count(*)::int as open from outbox where done_at is null',
            )
          )[0]!.open,
        { timeout: 60_000 },
      )
      .toBe(0)
    expect((await end()).code).toBe(0)
  } finally {
    await mail.close()
  }
})
