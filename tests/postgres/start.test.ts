import { once } from 'node:events'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { findRunningPostgres, startLocalPostgres } from '#platform/db/local/postgres.ts'
import { codeOf, isRoot, query, start, temporaryFolder } from './helpers.ts'

describe('a local PostgreSQL', () => {
  it('keeps what was written from one start to the next, and leaves nothing running', async () => {
    const folder = temporaryFolder()
    const first = await startLocalPostgres({ folder })
    await query(first, "CREATE TABLE kept (what text); INSERT INTO kept VALUES ('関所')")
    const firstPid = first.pid
    await first.stop()
    expect(existsSync(`/proc/${firstPid}`)).toBe(false)
    expect(existsSync(first.connection.host)).toBe(false)

    const second = await start({ folder })
    expect(await query(second, 'SELECT what FROM kept')).toEqual([{ what: '関所' }])
  })

  it('is durable, checked, in UTF-8 and reachable by its private socket only', async () => {
    const postgres = await start({ folder: temporaryFolder() })
    const names = [
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'data_checksums',
      'server_encoding',
      'listen_addresses',
      'jit',
    ]
    const rows = await query<{ name: string; setting: string }>(
      postgres,
      `SELECT name, setting FROM pg_settings WHERE name IN (${names.map((name) => `'${name}'`).join()})`,
    )
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      data_checksums: 'on',
      server_encoding: 'UTF8',
      listen_addresses: '',
      jit: 'off',
    })
    expect(statSync(postgres.connection.host).mode & 0o777).toBe(0o700)
  })

  it('never runs as root', async () => {
    const postgres = await start({ folder: temporaryFolder() })
    const uid = Number(
      /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${postgres.pid}/status`, 'utf8'))?.[1],
    )
    expect(uid).not.toBe(0)
    expect(isRoot || uid === process.getuid?.()).toBe(true)
  })

  it('works in a folder whose path is too long for a socket', async () => {
    const folder = temporaryFolder(join('長い名前の部署'.repeat(5), 'とても深いところ'.repeat(4)))
    const postgres = await start({ folder })
    expect(postgres.connection.host.startsWith(folder)).toBe(false)
    expect(statSync(postgres.connection.host).mode & 0o777).toBe(0o700)
    expect(await query(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('is found by another program while it runs, and not afterwards', async () => {
    const folder = temporaryFolder()
    const postgres = await startLocalPostgres({ folder })
    expect(findRunningPostgres(folder)).toEqual(postgres.connection)
    await postgres.stop()
    expect(findRunningPostgres(folder)).toBeUndefined()
  })
})

describe('the binaries of npm', () => {
  it('are used when asked for, and the data is afterwards served by binaries of that version', async () => {
    const folder = temporaryFolder()
    const first = await startLocalPostgres({ folder, binaries: 'npm' })
    const [version] = await query<{ server_version: string }>(first, 'SHOW server_version')
    expect(version?.server_version).toMatch(/^18\./)
    await first.stop()
    const second = await start({ folder })
    expect(await query(second, 'SHOW server_version')).toEqual([version])
  })
})

describe('a start that can not succeed', () => {
  it('is refused while another start holds the folder', async () => {
    const folder = temporaryFolder()
    await start({ folder })
    expect(await codeOf(startLocalPostgres({ folder }))).toBe('folder-in-use')
  })

  it('is refused when no binaries can read the data', async () => {
    const folder = temporaryFolder()
    const postgres = await startLocalPostgres({ folder })
    await postgres.stop()
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '14\n')
    expect(await codeOf(startLocalPostgres({ folder }))).toBe('database-version')
  })

  it('says what PostgreSQL said, and gives the folder free again', async () => {
    const folder = temporaryFolder()
    const broken = startLocalPostgres({ folder, settings: { shared_buffers: 'much' } })
    await expect(broken).rejects.toThrow(/shared_buffers/)
    await start({ folder })
  })

  it('is refused when the folder is a file', async () => {
    const folder = join(temporaryFolder(), 'file')
    writeFileSync(folder, '')
    expect(await codeOf(startLocalPostgres({ folder }))).toBe('folder-not-ours')
  })
})

describe('a PostgreSQL that dies by itself', () => {
  it('is started again, loses no acknowledged row, and the pool goes on', async () => {
    const postgres = await start({ folder: temporaryFolder() })
    const pool = new pg.Pool({ ...postgres.connection, max: 2 })
    pool.on('error', () => {})
    await pool.query('CREATE TABLE kept (n int)')
    for (let round = 1; round <= 3; round += 1) {
      await pool.query('INSERT INTO kept VALUES ($1)', [round])
      const restarted = new Promise<void>((resolve) => postgres.onRestart(resolve))
      const before = postgres.pid
      process.kill(before, 'SIGKILL')
      await restarted
      expect(postgres.pid).not.toBe(before)
      const { rows } = await pool.query<{ n: number }>('SELECT n FROM kept ORDER BY n')
      expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: round }, (_, i) => i + 1))
    }
    await Promise.all([pool.end(), once(pool, 'remove').catch(() => {})])
  })
})
