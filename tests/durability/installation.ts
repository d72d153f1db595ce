import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { hashToken } from '#platform/auth/sessions.ts'
import { findRunningPostgres } from '#platform/db/local/postgres.ts'

const command = fileURLToPath(new URL('../../bin/sekisho', import.meta.url))

/** A running `sekisho start`. */
export interface Installation {
  readonly folder: string
  readonly url: string
  readonly process: ChildProcess
  /** Milliseconds from the start of the process to the reply with the first page. */
  readonly startedIn: number
  /** Sends a signal and waits until the process has ended. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

/** Starts Sekisho as its users do, and waits for the first page. `demo` fills an empty folder. */
export async function startInstallation(
  folder: string,
  port: number,
  demo?: string,
): Promise<Installation> {
  const began = performance.now()
  const args = [
    'start',
    '--folder',
    folder,
    '--port',
    String(port),
    ...(demo ? ['--demo', demo] : []),
  ]
  const { DATABASE_URL: _, ...environment } = process.env
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: environment })
  await saysIt(child, '関所が動いています')
  const url = `http://127.0.0.1:${port}`
  const page = await fetch(url)
  await page.text()
  if (!page.ok) throw new Error(`the first page answered ${page.status}`)
  const startedIn = performance.now() - began
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  return { folder, url, process: child, startedIn, end }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** Runs statements on the installation's database as its owner. */
export async function askDatabase<Row extends pg.QueryResultRow>(
  folder: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(findRunningPostgres(folder))
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** An API token of each account of the installation, for programs that write in its name. */
export async function makeTokens(folder: string): Promise<string[]> {
  const accounts = await askDatabase<{ organization_id: string; id: string }>(
    folder,
    'select organization_id, id from accounts order by name',
  )
  const tokens: string[] = []
  for (const { organization_id: organization, id } of accounts) {
    const secret = randomBytes(24).toString('base64url')
    await askDatabase(
      folder,
      `insert into api_tokens (organization_id, id, account_id, title, token_hash, scopes, created_at) values ($1, gen_random_uuid(), $2, 'writer', $3, '{read,write}', now())`,
      [organization, id, hashToken(secret)],
    )
    tokens.push(`${organization}.${secret}`)
  }
  return tokens
}

function saysIt(child: ChildProcess, sentence: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (chunk: string) => {
      said += chunk
      if (said.includes(sentence)) resolve()
    }
    child.stdout?.setEncoding('utf8').on('data', listen)
    child.stderr?.setEncoding('utf8').on('data', listen)
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })
}
