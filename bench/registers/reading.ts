import { bigramQuery } from '#kernel/fields/search.ts'
import type { BenchRow } from '../row.ts'
import { programRole } from '#platform/db/migrate.ts'
import { runClient } from './client.ts'
import { hundredth, median, tenth } from './installation.ts'
import type { Installation } from './installation.ts'
import { runRaw } from './raw.ts'

const times = 60
/**
 * Sent first and not counted, so that code is compiled before; for the API and the raw query alike.
 */
const warmUp = 140
const rounds = 3
const base = '/api/registers/assets/entries'

/**
 * Lists, searches and deep pages of 200,000 entries; each list beside the same query by a client of
 * the database, held to the organisation in the same way.
 */
export async function benchReading(installation: Installation): Promise<BenchRow[]> {
  const { pool } = installation.running.services
  const { host, port, database } = pool.options as { host: string; port: number; database: string }
  const client = await pool.connect()
  try {
    await client.query(`set sekisho.organization = '${installation.organizationId}'`)
    const {
      rows: [countRow],
    } = await client.query<{ count: number }>(
      `select count(*)::int as count from entries where register = 'assets'`,
    )
    const rawTimes = async (where: string, order: string): Promise<readonly number[]> =>
      (
        await runRaw({
          raw: true,
          host,
          port,
          database,
          user: programRole,
          organizationId: installation.organizationId,
          times: warmUp + times,
          query: `select id, number, name, kana, fields, class, class_rank, unit_id, state, copied_from, keep_until, version, updated_at from entries
        where organization_id = '${installation.organizationId}' and register = 'assets' ${where} order by ${order} limit 51`,
        })
      ).times.slice(warmUp)
    const timesOfPath = async (path: string): Promise<readonly number[]> =>
      (
        await runClient({
          kind: 'get',
          url: installation.url,
          authorization: installation.authorization,
          paths: Array.from({ length: warmUp + times }, () => path),
        })
      ).times.slice(warmUp)
    const medianOfPath = async (path: string): Promise<number> => median(await timesOfPath(path))
    for (let round = 0; round < rounds; round += 1) await timesOfPath(`${base}?limit=50&sort=kana`)
    const rows: BenchRow[] = []
    const compareWithRaw = async (
      name: string,
      query: string,
      where: string,
      order: string,
      ratio: number,
    ): Promise<void> => {
      // Taken in turns, so that other load on the machine affects both in the same way.
      const [apiTimes, rawQueryTimes]: [number[], number[]] = [[], []]
      for (let round = 0; round < rounds; round += 1) {
        apiTimes.push(...(await timesOfPath(`${base}?${query}`)))
        rawQueryTimes.push(...(await rawTimes(where, order)))
      }
      const [ours, raw] = [median(apiTimes), median(rawQueryTimes)]
      rows.push({
        name: `${name} of ${(countRow?.count ?? 0).toLocaleString('en')}, p50`,
        value: tenth(ours),
        unit: 'ms',
        note: `raw query ${tenth(raw)} ms`,
      })
      rows.push({
        name: `${name}, ratio to the raw query`,
        value: hundredth(ours / raw),
        unit: '',
        limit: { most: ratio },
      })
    }
    const facet = (value: string): string => `and search @@ '''=${value}'''::tsquery`
    await compareWithRaw(
      'list of 50, filter and sort by class',
      'limit=50&filter=form:data,confidentiality:1&sort=-class',
      `and class_rank >= '1' and class_rank < '2' ${facet('form:data')} ${facet('confidentiality:1')}`,
      'class_rank desc, kana desc, id desc',
      1.6,
    )
    await compareWithRaw(
      'list of 50, filter by unit, sort by kana',
      `limit=50&unit=${installation.unitId}&sort=kana`,
      `and unit_id = '${installation.unitId}'`,
      'kana, id',
      1.6,
    )
    await compareWithRaw(
      'list of 50, the newest first',
      'limit=50&sort=-updated',
      '',
      'updated_at desc, id desc',
      1.6,
    )
    const words = ['戸籍', '議事録', '介護 名簿', '防災図面 19']
    for (const word of words)
      await compareWithRaw(
        `search 「${word}」`,
        `limit=50&sort=kana&q=${encodeURIComponent(word)}`,
        `and search @@ '${bigramQuery(word).replaceAll("'", "''")}'::tsquery`,
        'kana, id',
        2,
      )
    rows.push(...(await benchDeepPage(installation, medianOfPath)))
    return rows
  } finally {
    client.release(true)
  }
}

/** The first page, and one after 100,000 entries. */
async function benchDeepPage(
  installation: Installation,
  medianOfPath: (path: string) => Promise<number>,
): Promise<BenchRow[]> {
  const headers = { authorization: installation.authorization }
  let after = ''
  for (let read = 0; read < 100_000; read += 200)
    after = (
      (await (
        await fetch(
          `${installation.url}${base}?limit=200&sort=number${after && `&after=${after}`}`,
          {
            headers,
          },
        )
      ).json()) as { next: string }
    ).next
  const first = await medianOfPath(`${base}?limit=50&sort=number`)
  const distantPage = await medianOfPath(`${base}?limit=50&sort=number&after=${after}`)
  return [
    {
      name: 'page after 100,000 lines, p50',
      value: tenth(distantPage),
      unit: 'ms',
      note: `first page ${tenth(first)} ms`,
    },
    {
      name: 'page after 100,000 lines, ratio to the first page',
      value: hundredth(distantPage / first),
      unit: '',
      limit: { most: 1.6 },
    },
  ]
}
