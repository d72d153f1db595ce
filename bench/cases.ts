/**
 * Cases through the real HTTP API on a real PostgreSQL with fsync: whole carry-out cases of five
 * steps, and the home page of a head with 500 open.
 */
import { programRole } from '#platform/db/migrate.ts'
import type { BenchRow } from './row.ts'
import { carryOutCases, getMany } from './cases/client.ts'
import type { Outcome } from './cases/client.ts'
import { playNoting } from './cases/played.ts'
import { writeRawSteps } from './cases/raw.ts'
import { assetFields } from './registers/assets.ts'
import {
  hundredth,
  median,
  startBenchInstallation,
  tenth,
  tokenForPerson,
} from './registers/installation.ts'
import { runRaw } from './registers/raw.ts'

const clients = 8
const count = 600
/** Not measured: a server that has just started still compiles code. */
const warmUpCount = 200
const openCases = 500
const rounds = 4
/** Written by raw SQL in each round. */
const rawCount = 150

export async function run(): Promise<BenchRow[]> {
  const installation = await startBenchInstallation()
  try {
    const { running, organizationId, url } = installation
    const [clerk, head, chief] = await Promise.all(
      ['k-shimizu', 'h-ootani', 'k-sakaki'].map((name) =>
        tokenForPerson(running, organizationId, name),
      ),
    )
    const authorizations = {
      clerk: clerk!.authorization,
      head: head!.authorization,
      chief: chief!.authorization,
    }
    const assets: string[] = []
    for (let n = 0; n < warmUpCount + count + openCases + 1 + rounds * rawCount; n += 1) {
      const fields = {
        ...assetFields(n),
        form: 'paper',
        locked: true,
        encrypted: undefined,
        class: { confidentiality: 3, integrity: 1, availability: 1 },
        handlers: [clerk!.personId],
      }
      const response = await fetch(`${url}/api/registers/assets/entries`, {
        method: 'POST',
        headers: { authorization: authorizations.clerk, 'content-type': 'application/json' },
        body: JSON.stringify({ fields }),
      })
      if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
      assets.push(((await response.json()) as { id: string }).id)
    }
    await carryOutCases({
      url,
      authorizations,
      clients,
      assets: assets.slice(0, warmUpCount),
      steps: 5,
    })
    await carryOutCases({
      url,
      authorizations,
      clients,
      assets: assets.slice(warmUpCount + count, warmUpCount + count + openCases),
      steps: 1,
    })
    const home = await getMany({
      url,
      authorization: authorizations.head,
      path: '/api/tasks',
      count: 120,
    })
    const database = running.services.pool.options as {
      host: string
      port: number
      database: string
    }
    const connection = {
      host: database.host,
      port: database.port,
      database: database.database,
      user: programRole,
      organizationId,
    }
    const rawHome = await runRaw({ ...connection, raw: true, times: 120, query: tasksQuery(head!) })
    const reserved = assets.slice(warmUpCount + count + openCases)
    const steps = await playNoting(
      { url, authorizations, clients: 1, assets: reserved.splice(0, 1), steps: 5 },
      connection,
    )
    // Taken in turns, so that other load on the machine affects both in the same way.
    const [played, written]: [Outcome[], Outcome[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      const from = warmUpCount + (round * count) / rounds
      played.push(
        await carryOutCases({
          url,
          authorizations,
          clients,
          assets: assets.slice(from, from + count / rounds),
          steps: 5,
        }),
      )
      written.push(
        await writeRawSteps({
          ...connection,
          clients,
          steps,
          entries: reserved.splice(0, rawCount),
        }),
      )
    }
    const [rate, rawRate] = [stepsPerSecond(played), stepsPerSecond(written)]
    const [ours, query] = [home, rawHome].map(({ times }) => median(times.slice(20))) as [
      number,
      number,
    ]
    return [
      {
        name: `whole carry-out cases of five steps, ${clients} clients`,
        value: Math.round(rate / 5),
        unit: '/s',
        note: `a step p50 ${tenth(median(played.flatMap(({ times }) => times)))} ms`,
      },
      {
        name: 'steps of cases, ratio to the same rows by raw SQL in one batch a transaction',
        value: hundredth(rate / rawRate),
        unit: '',
        limit: { least: 0.4 },
        note: `${rate}/s; raw SQL ${rawRate}/s`,
      },
      {
        name: `my tasks of a head with ${openCases} open, p50`,
        value: tenth(median(home.times.slice(20))),
        unit: 'ms',
        note: `${home.bytes.toLocaleString('en')} bytes; raw query ${tenth(query)} ms`,
      },
      {
        name: 'my tasks, ratio to the raw query',
        value: hundredth(ours / query),
        unit: '',
        limit: { most: 2 },
      },
      {
        name: `my tasks of a head with ${openCases} open, size`,
        value: tenth(home.bytes / 1000),
        unit: 'kB',
        limit: { most: 30 },
      },
    ]
  } finally {
    await installation.close()
  }
}

const stepsPerSecond = (outcomes: readonly Outcome[]): number =>
  Math.round(
    (outcomes.reduce((sum, { times }) => sum + times.length, 0) /
      outcomes.reduce((sum, { total }) => sum + total, 0)) *
      1000,
  )

/** The open tasks of the roles of a head, with their cases, as many as the first page shows. */
const tasksQuery = ({ personId, unitId }: { personId: string; unitId: string }): string =>
  `select t.*, c.number, c.subject as case_subject, c.procedure, c.applicant_id, count(*) over () as total
  from tasks t left join cases c on c.organization_id = t.organization_id and c.id = t.case_id
  where t.organization_id = current_setting('sekisho.organization')::uuid and t.role = 'security-officer' and t.scope = 'unit' and t.scope_id = '${unitId}' and t.done_at is null and not ('${personId}'::uuid = any(t.excluded))
  order by t.due_at nulls last, t.created_at limit 50`
