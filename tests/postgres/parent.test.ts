import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { LocalConnection } from '#platform/db/local/postgres.ts'
import { startLocalPostgres } from '#platform/db/local/postgres.ts'
import { codeOf, hasSetpriv, isRoot, query, start, temporaryFolder } from './helpers.ts'

const childPath = fileURLToPath(new URL('./child.ts', import.meta.url))
const unprivileged = 65_534

interface Started {
  readonly child: ChildProcess
  readonly connection: LocalConnection
  readonly pid: number
}

async function startChild(
  folder: string,
  prefix: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): Promise<Started> {
  const [command = '', ...args] = [...prefix, process.execPath, childPath, folder]
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, ...(JSON.parse(line) as Omit<Started, 'child'>) }
}

async function killHard({ child }: Started): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

describe('when the program that started PostgreSQL is killed', () => {
  it('the folder can be started again at once, with every acknowledged row', async () => {
    const folder = temporaryFolder()
    for (let round = 1; round <= 3; round += 1) {
      const started = await startChild(folder)
      const client = new pg.Client(started.connection)
      client.on('error', () => {})
      await client.connect()
      await client.query('CREATE TABLE IF NOT EXISTS kept (n int)')
      await client.query('INSERT INTO kept VALUES ($1)', [round])
      await killHard(started)
    }
    const postgres = await start({ folder })
    expect(await query(postgres, 'SELECT n FROM kept ORDER BY n')).toEqual([
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ])
  })

  it('PostgreSQL ends too, also on a machine without setpriv', async () => {
    const folder = temporaryFolder()
    chmodSync(dirname(folder), 0o711)
    const started = await startChild(folder, [], { PATH: '/nowhere' })
    await killHard(started)
    const pidFile = join(folder, 'postgres', 'postmaster.pid')
    await vi.waitFor(() => expect(existsSync(pidFile)).toBe(false), { timeout: 60_000 })
    await start({ folder })
  })

  it('a start while it lives is refused, and its lock does not outlive it', async () => {
    const folder = temporaryFolder()
    const started = await startChild(folder)
    expect(await codeOf(startLocalPostgres({ folder }))).toBe('folder-in-use')
    await killHard(started)
    await start({ folder })
  })

  it('a lock whose process id belongs to another program now does not hold the folder', async () => {
    const folder = temporaryFolder()
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    writeFileSync(
      join(folder, 'sekisho.lock'),
      JSON.stringify({ pid: 1, started: '999999999', boot }),
    )
    await start({ folder })
  })

  it('a damaged lock does not hold the folder', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'sekisho.lock'), '{')
    await start({ folder })
  })
})

describe.runIf(isRoot && hasSetpriv)('as an ordinary user', () => {
  it('starts, is killed and starts again', async () => {
    const folder = temporaryFolder()
    chownSync(folder, unprivileged, unprivileged)
    chmodSync(dirname(folder), 0o711)
    const asUser = [
      'setpriv',
      '--reuid',
      String(unprivileged),
      '--regid',
      String(unprivileged),
      '--clear-groups',
    ]
    const first = await startChild(folder, asUser)
    expect(readFileSync(`/proc/${first.pid}/status`, 'utf8')).toContain(`Uid:\t${unprivileged}`)
    await killHard(first)
    const second = await startChild(folder, asUser)
    await killHard(second)
    const asRoot = await start({ folder })
    expect(readFileSync(`/proc/${asRoot.pid}/status`, 'utf8')).toContain(`Uid:\t${unprivileged}`)
  })
})

describe.runIf(isRoot)('as root', () => {
  it('says where the folder must be when PostgreSQL can not be let into it', async () => {
    const folder = join(temporaryFolder(), 'closed', 'data')
    mkdirSync(dirname(folder), { mode: 0o700 })
    onTestFinished(() => void vi.unstubAllEnvs())
    vi.stubEnv('PATH', '/nowhere')
    expect(await codeOf(startLocalPostgres({ folder }))).toBe('folder-out-of-reach')
  })

  it('works in a folder that only root may enter', async () => {
    const folder = join(temporaryFolder(), 'closed', 'data')
    mkdirSync(dirname(folder), { mode: 0o700 })
    const postgres = await start({ folder })
    expect(await query(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })
})
