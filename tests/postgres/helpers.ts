import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import type { LocalPostgres, LocalPostgresOptions } from '#platform/db/local/postgres.ts'
import { startLocalPostgres } from '#platform/db/local/postgres.ts'
import { ProblemError } from '#kernel/problems/index.ts'

/** A folder that is removed when the test has ended. */
export function temporaryFolder(name = 'it'): string {
  const outer = mkdtempSync(join(tmpdir(), 'sekisho-pg-'))
  onTestFinished(() => rmSync(outer, { recursive: true, force: true }))
  const folder = join(outer, name)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Starts PostgreSQL; it is stopped when the test has ended. */
export async function start(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const postgres = await startLocalPostgres(options)
  onTestFinished(() => postgres.stop())
  return postgres
}

/** Runs one statement on a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(
  postgres: LocalPostgres,
  sql: string,
): Promise<Row[]> {
  const client = new pg.Client(postgres.connection)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Code of the problem that a promise is refused with. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
  return 'none'
}

export const isRoot = process.getuid?.() === 0
export const hasSetpriv = existsSync('/usr/bin/setpriv')
