import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { runInChild, serveAsChild } from '../childProcess.ts'
import type { Outcome } from './client.ts'
import type { PlayedStep, Row, Value } from './played.ts'

/**
 * The same rows that the steps of a case write, by plain SQL: what was written by a case that was
 * played, once more for each entry; prepared statements, all of a transaction sent in one batch.
 */
export interface RawSteps {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly organizationId: string
  readonly clients: number
  /** The steps of the case that was played. */
  readonly steps: readonly PlayedStep[]
  /** An entry for each case. */
  readonly entries: readonly string[]
}

/** Runs the work in a separate process, as the clients of the API do. */
export const writeRawSteps = (work: RawSteps): Promise<Outcome> => runInChild(import.meta.url, work)

interface Statement {
  readonly name: string
  readonly text: string
  readonly values: readonly Value[]
}

/** Inserts a row; the value of `number` is another one for each case. */
function insert(table: string, row: Row): Statement {
  const names = Object.keys(row)
  return {
    name: `insert ${table}`,
    text: `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    values: Object.values(row),
  }
}

function update(table: string, key: Row, row: Row): Statement {
  const names = Object.keys(row)
  const keys = Object.keys(key)
  return {
    name: `update ${table}`,
    text: `update ${table} set ${names.map((name, i) => `${name} = $${i + 1}`).join(', ')} where ${keys.map((name, i) => `${name} = $${names.length + i + 1}`).join(' and ')}`,
    values: [...Object.values(row), ...Object.values(key)],
  }
}

/** The statements of one step, with the ids of the case that is written in place of the played. */
function statementsOf(
  { inserted, updated, event, counts }: PlayedStep,
  organizationId: string,
  ids: ReadonlyMap<string, string>,
): Statement[] {
  const replaced = (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, ids.get(value ?? '') ?? value]),
    )
  const { at, actor, action, subject_kind, subject_id, detail, state, mark } = replaced(event)
  return [
    {
      name: 'set',
      text: `select set_config('sekisho.organization', $1, true)`,
      values: [organizationId],
    },
    ...(counts
      ? [
          {
            name: 'number',
            text: `insert into numbers (organization_id, series, fiscal_year, last) values ($1, 'bench', 2026, 1) on conflict (organization_id, series, fiscal_year) do update set last = numbers.last + 1 returning last`,
            values: [organizationId],
          },
        ]
      : []),
    ...inserted.map(({ table, row }) => insert(table, replaced(row))),
    ...updated.map(({ table, key, row }) => update(table, replaced(key), replaced(row))),
    {
      name: 'journal',
      text: `select journal_append($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [at, actor, action, subject_kind, subject_id, detail, state, mark] as Value[],
    },
  ]
}

async function writeCase(client: pg.Client, work: RawSteps, entry: string): Promise<number[]> {
  const fresh = new Map<string, string>([[work.steps[0]!.entry, entry]])
  for (const { made } of work.steps) for (const id of made) fresh.set(id, randomUUID())
  fresh.set(work.steps[0]!.number, `raw-${entry}`)
  const times: number[] = []
  for (const step of work.steps) {
    const from = performance.now()
    await Promise.all([
      client.query('begin'),
      ...statementsOf(step, work.organizationId, fresh).map(({ name, text, values }) =>
        client.query({ name, text, values: [...values] }),
      ),
      client.query('commit'),
    ])
    times.push(performance.now() - from)
  }
  return times
}

async function doWork(work: RawSteps): Promise<Outcome> {
  const { host, port, user, database } = work
  const clients = Array.from(
    { length: work.clients },
    () => new pg.Client({ host, port, user, database, pipeline: true }),
  )
  await Promise.all(clients.map((client) => client.connect()))
  const remaining = [...work.entries]
  // Not measured: statements are prepared, and the process compiles its code.
  for (const client of clients) await writeCase(client, work, remaining.pop()!)
  const times: number[] = []
  const start = performance.now()
  await Promise.all(
    clients.map(async (client) => {
      for (let entry = remaining.pop(); entry !== undefined; entry = remaining.pop())
        times.push(...(await writeCase(client, work, entry)))
    }),
  )
  const total = performance.now() - start
  await Promise.all(clients.map((client) => client.end()))
  return { times, total, bytes: 0 }
}

serveAsChild(import.meta.url, doWork)
