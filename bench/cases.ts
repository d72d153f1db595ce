/** Cases through the real HTTP API on a real PostgreSQL with fsync: whole carry-out cases of five steps, and the home page of a head with 500 open. */
import type { BenchRow } from './row.ts'
import { carryOutCases, getMany } from './cases/client.ts'
import { assetFields } from './registers/assets.ts'
import { asPerson, median, openPlace, tenth } from './registers/place.ts'

const clients = 8
const count = 600
/** Not measured: a server that has just started compiles what it runs. */
const warmUp = 200
const waiting = 500

export async function run(): Promise<BenchRow[]> {
  const place = await openPlace()
  try {
    const { running, organizationId, url } = place
    const [clerk, head, chief] = await Promise.all(
      ['k-shimizu', 'h-ootani', 'k-sakaki'].map((name) => asPerson(running, organizationId, name)),
    )
    const who = {
      clerk: clerk!.authorization,
      head: head!.authorization,
      chief: chief!.authorization,
    }
    const assets: string[] = []
    for (let n = 0; n < warmUp + count + waiting; n += 1) {
      const fields = {
        ...assetFields(n),
        form: 'paper',
        locked: true,
        encrypted: undefined,
        class: { confidentiality: 3, integrity: 1, availability: 1 },
        handlers: [clerk!.personId],
      }
      const made = await fetch(`${url}/api/registers/assets/entries`, {
        method: 'POST',
        headers: { authorization: who.clerk, 'content-type': 'application/json' },
        body: JSON.stringify({ fields }),
      })
      if (made.status !== 201) throw new Error(`${made.status} ${await made.text()}`)
      assets.push(((await made.json()) as { id: string }).id)
    }
    await carryOutCases({ url, who, clients, assets: assets.slice(0, warmUp), steps: 5 })
    const whole = await carryOutCases({
      url,
      who,
      clients,
      assets: assets.slice(warmUp, warmUp + count),
      steps: 5,
    })
    await carryOutCases({ url, who, clients, assets: assets.slice(warmUp + count), steps: 1 })
    const home = await getMany({ url, authorization: who.head, path: '/api/tasks', count: 120 })
    return [
      {
        name: `whole carry-out cases of five steps, ${clients} clients`,
        value: Math.round((count / whole.all) * 1000),
        unit: '/s',
        limit: { least: 120 },
        note: `a step p50 ${tenth(median(whole.times))} ms`,
      },
      {
        name: `my tasks of a head with ${waiting} open, p50`,
        value: tenth(median(home.times.slice(20))),
        unit: 'ms',
        limit: { most: 20 },
        note: `${home.bytes.toLocaleString('en')} bytes`,
      },
    ]
  } finally {
    await place.close()
  }
}
