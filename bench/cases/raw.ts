import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { runInChild, serveAsChild } from '../childProcess.ts'
import type { Outcome } from './client.ts'

/**
 * The same rows that a step of a case writes, by plain SQL: the case with its state, the step, the
 * task that is done, the next one, journal, head; prepared statements, all of a transaction sent in
 * one batch.
 */
export interface RawSteps {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly organizationId: string
  readonly personId: string
  readonly clients: number
}

/** Runs the work in a separate process, as the clients of the API do. */
export const writeRawSteps = (work: RawSteps): Promise<Outcome> => runInChild(import.meta.url, work)

interface OpenCase {
  readonly id: string
  readonly state: unknown
  readonly search: string
  readonly seq: number
}

async function write(
  client: pg.Client,
  { organizationId: org, personId }: RawSteps,
  { id, state, search, seq }: OpenCase,
): Promise<void> {
  const now = new Date()
  await Promise.all([
    client.query('begin'),
    client.query({
      name: 'set',
      text: `select set_config('sekisho.organization', $1, true)`,
      values: [org],
    }),
    client.query({
      name: 'case',
      text: `update cases set state = $3, step = 'approve', due_at = $4, version = version + 1, search = $5 where organization_id = $1 and id = $2`,
      values: [org, id, JSON.stringify(state), now, search],
    }),
    client.query({
      name: 'step',
      text: `insert into case_steps (organization_id, case_id, seq, step, decision, actor_id, acted_as, filled, confirmed, at, procedure) values ($1, $2, $3, 'approve', 'permit', $4, 'holder', '{}', '{1,2,3}', $5, 'take-out')`,
      values: [org, id, seq + 1, personId, now],
    }),
    client.query({
      name: 'done',
      text: `update tasks set done_at = $3, done_by = $4 where organization_id = $1 and case_id = $2 and done_at is null`,
      values: [org, id, now, personId],
    }),
    client.query({
      name: 'task',
      text: `insert into tasks (organization_id, id, kind, case_id, step, title, role, scope, scope_id, excluded, due_at, created_at) values ($1, $2, 'step', $3, 'approve', '所属の責任者の許可', 'chief-officer', 'organization', '', array[$4::uuid], $5, $5)`,
      values: [org, randomUUID(), id, personId, now],
    }),
    client.query({
      name: 'journal',
      text: `select journal_append($1, $2, 'case.act', 'case', $3, $4, null, sha256(convert_to($4, 'UTF8')))`,
      values: [
        now,
        personId,
        id,
        JSON.stringify({ procedure: 'take-out', step: 'approve', decision: 'permit' }),
      ],
    }),
    client.query('commit'),
  ])
}

async function doWork(work: RawSteps): Promise<Outcome> {
  const { host, port, user, database, organizationId: org } = work
  const clients = Array.from(
    { length: work.clients },
    () => new pg.Client({ host, port, user, database, pipeline: true }),
  )
  await Promise.all(clients.map((client) => client.connect()))
  await clients[0]!.query(`set sekisho.organization = '${org}'`)
  const { rows: cases } = await clients[0]!.query<OpenCase>(
    `select c.id, c.state, c.search::text as search, (select max(s.seq) from case_steps s where s.organization_id = c.organization_id and s.case_id = c.id) as seq
    from cases c where c.organization_id = '${org}' and c.status = 'open' and c.procedure = 'take-out'`,
  )
  const times: number[] = []
  const start = performance.now()
  const remaining = [...cases]
  await Promise.all(
    clients.map(async (client) => {
      for (let next = remaining.pop(); next !== undefined; next = remaining.pop()) {
        const from = performance.now()
        await write(client, work, next)
        times.push(performance.now() - from)
      }
    }),
  )
  const total = performance.now() - start
  await Promise.all(clients.map((client) => client.end()))
  return { times, total, bytes: 0 }
}

serveAsChild(import.meta.url, doWork)
