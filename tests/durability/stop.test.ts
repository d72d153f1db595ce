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
import { freePort } from './installation.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** The longest time from the signal to the end, milliseconds. */
const limit = 10_000

let folder: string
let port: number
let child: ChildProcess
const sockets: Socket[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sekisho-'))
  port = await freePort()
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
  const { DATABASE_URL: _, ...environment } = process.env
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
