/**
 * Cases through the real HTTP API on a real PostgreSQL with fsync: whole carry-out cases of five
 * steps, and the home page of a head with 500 open.
 */
import type { BenchRow } from './row.ts'
import { carryOutCases, getMany } from './cases/client.ts'
import { assetFields } from './registers/assets.ts'
import { tokenForPerson, median, startBenchInstallation, tenth } from './registers/installation.ts'

const clients = 8
const count = 600
/** Not measured: a server that has just started still compiles code. */
const warmUpCount = 200
const openCases = 500

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
    for (let n = 0; n < warmUpCount + count + openCases; n += 1) {
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
    const outcome = await carryOutCases({
      url,
      authorizations,
      clients,
      assets: assets.slice(warmUpCount, warmUpCount + count),
      steps: 5,
    })
    await carryOutCases({
      url,
      authorizations,
      clients,
      assets: assets.slice(warmUpCount + count),
      steps: 1,
    })
    const home = await getMany({
      url,
      authorization: authorizations.head,
      path: '/api/tasks',
      count: 120,
    })
    return [
      {
        name: `whole carry-out cases of five steps, ${clients} clients`,
        value: Math.round((count / outcome.total) * 1000),
        unit: '/s',
        limit: { least: 120 },
        note: `a step p50 ${tenth(median(outcome.times))} ms`,
      },
      {
        name: `my tasks of a head with ${openCases} open, p50`,
        value: tenth(median(home.times.slice(20))),
        unit: 'ms',
        limit: { most: 20 },
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
