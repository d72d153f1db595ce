/**
 * Rounds through the real HTTP API: the map of provisions beside years of answers, the turns of a
 * year, a campaign that a staff of 5,000 answers, and hundreds of managers who answer in bulk.
 */
import pg from 'pg'
import { ownerName } from '#platform/db/local/settings.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { performAction } from '#platform/gate/perform.ts'
import { remindRound } from '#features/rounds/server/reminders.ts'
import { addStaff } from './staff.ts'
import { median, startBenchInstallation, tenth } from './registers/installation.ts'
import type { Installation } from './registers/installation.ts'
import type { BenchRow } from './row.ts'
import { answerAll, errandsOf, openWholeTurn } from './rounds/answering.ts'
import type { Answered } from './rounds/answering.ts'
import { addHistory, addLines } from './rounds/records.ts'

const people = 5_000
const years = 5
const lines = {
  hardware: 2_000,
  systems: 300,
  contractors: 300,
  'private-devices': 200,
  'config-settings': 200,
}
/** How many of the people answer. */
const sample = 500
const systems = 300
const clients = 8
const day = 86_400_000
const program = { kind: 'program', name: 'bench' } as const

export async function run(): Promise<BenchRow[]> {
  return [...(await companyRows()), ...(await systemRows())]
}

/** A company of 5,000: map, campaign and reminders. */
async function companyRows(): Promise<BenchRow[]> {
  const installation = await startBenchInstallation('ipa-sme')
  try {
    await addStaff(installation, { people, units: 400 })
    await addLines(installation, lines)
    const pack = await packOf(installation)
    const history = await addHistory(installation, pack, years)
    await analyze(installation)
    const size = `${count(people)} people, ${count(3_000)} targets, ${count(history.standings)} standings of ${years} years`
    const before = await mapRows(installation, size)
    const start = performance.now()
    const opened = await openWholeTurn(installation, 'self-check', new Date(Date.now() - day))
    const opening = performance.now() - start
    const reminding = await remind(installation, 'self-check')
    const errands = await errandsOf(installation, opened.turn, sample + 50)
    // Not measured: a server that has just started still compiles code.
    await answerAll(installation.url, pack, errands.splice(0, 25), clients)
    const alone = await answerAll(installation.url, pack, errands.splice(0, 25), 1)
    const answered = await answerAll(installation.url, pack, errands, clients)
    const during = await times(installation, '/api/policy', 15)
    const past = await pastRows(installation)
    return [
      ...before,
      ...past,
      {
        name: 'the same map while a campaign of everybody is open',
        value: tenth(median(during)),
        unit: 'ms',
        limit: { most: 100 },
      },
      {
        name: `a campaign opened for ${count(opened.occurrences)} people`,
        value: Math.round(opening),
        unit: 'ms',
        limit: { most: 3_000 },
      },
      ...(reminding === undefined
        ? []
        : [
            {
              name: `reminders to ${count(reminding.messages)} people in the queue`,
              value: tenth(reminding.time / 1000),
              unit: 's',
              limit: { most: 60 },
            },
          ]),
      ...answeredRows(answered, alone, errands.length),
    ]
  } finally {
    await installation.close()
  }
}

/** The map of other days, while a campaign is open. */
async function pastRows(installation: Installation): Promise<BenchRow[]> {
  const on = (days: number): string => new Date(Date.now() + days * day).toISOString().slice(0, 10)
  const rows: BenchRow[] = []
  for (const [name, days] of [
    ['a year ago', -365],
    ['yesterday', -1],
    ['in 30 days', 30],
    ['in a year', 365],
  ] as const)
    rows.push({
      name: `the map ${name}, p50`,
      value: tenth(median(await times(installation, `/api/policy?on=${on(days)}`, 10))),
      unit: 'ms',
      limit: { most: 300 },
    })
  const [first = 0, ...others] = await times(installation, '/api/policy/months', 6)
  return [
    ...rows,
    {
      name: 'the months of a year and three ahead, the first time',
      value: tenth(first),
      unit: 'ms',
      limit: { most: 1_500 },
    },
    {
      name: 'the months of a year and three ahead, p50',
      value: tenth(median(others)),
      unit: 'ms',
      limit: { most: 500 },
    },
  ]
}

async function mapRows(installation: Installation, size: string): Promise<BenchRow[]> {
  const first = (await times(installation, '/api/policy', 1))[0]!
  const map = await times(installation, '/api/policy', 30)
  const pack = await packOf(installation)
  const { ref } = pack.provisions[0]!
  const one = await times(installation, `/api/policy/provision?ref=${encodeURIComponent(ref)}`, 30)
  const raw = await withOwner(installation, async (client) => {
    const start = performance.now()
    await client.query(
      'select mechanism, outcome, proof, count(*), max(recorded_at) from standings where organization_id = $1 and until_at is null group by 1, 2, 3',
      [installation.organizationId],
    )
    return performance.now() - start
  })
  return [
    {
      name: `map of ${count(pack.provisions.length)} provisions, p50`,
      value: tenth(median(map)),
      unit: 'ms',
      limit: { most: 100 },
      note: `${size}; raw count of the standings ${Math.round(raw)} ms`,
    },
    {
      name: 'the same map, the first time',
      value: Math.round(first),
      unit: 'ms',
      limit: { most: 1_500 },
    },
    {
      name: 'one provision with its mechanisms, p50',
      value: tenth(median(one)),
      unit: 'ms',
      limit: { most: 150 },
    },
  ]
}

function answeredRows(answered: Answered, alone: Answered, persons: number): BenchRow[] {
  const each = answered.items / answered.saves.length
  const all = [...answered.saves, ...answered.reads]
  return [
    {
      name: `a campaign of ${each} items, ${persons} people read and answer, ${clients} clients, p95`,
      value: tenth(percentile(all, 95)),
      unit: 'ms',
      limit: { most: 200 },
      note: `save p50 ${tenth(median(answered.saves))} p95 ${tenth(percentile(answered.saves, 95))} ms; page p50 ${tenth(median(answered.reads))} ms`,
    },
    {
      name: 'requests that failed',
      value: answered.errors.length,
      unit: '',
      limit: { most: 0 },
      ...(answered.errors[0] === undefined ? {} : { note: answered.errors[0] }),
    },
    {
      name: `all ${count(people)} at this rate`,
      value: tenth(((answered.total / persons) * people) / 1000),
      unit: 's',
      limit: { most: 600 },
      note: `${Math.round((persons / answered.total) * 1000)} people a second`,
    },
    savingRow(alone),
  ]
}

const savingRow = ({ items, saves }: Answered): BenchRow => ({
  name: `saving ${items / saves.length} answers at once, one client, p50`,
  value: tenth(median(saves)),
  unit: 'ms',
  limit: { most: 60 },
})

/** 300 systems with their managers: the turns of a year, and answers in bulk. */
async function systemRows(): Promise<BenchRow[]> {
  const installation = await startBenchInstallation('hokkaido')
  try {
    await addStaff(installation, { people: 1_000, units: systems })
    await addLines(installation, { systems })
    const pack = await packOf(installation)
    const rounds = ['systems', 'patrol', 'training', 'using-section', 'specific-audit', 'survey']
    const opened: Awaited<ReturnType<typeof openWholeTurn>>[] = []
    const start = performance.now()
    for (const round of rounds)
      opened.push(await openWholeTurn(installation, round, new Date(Date.now() + 30 * day)))
    const opening = performance.now() - start
    const asked = opened.reduce((sum, each) => sum + each.asked, 0)
    await analyze(installation)
    const errands = await errandsOf(installation, opened[0]!.turn, systems)
    // Not measured: a server that has just started still compiles code.
    await answerAll(installation.url, pack, errands.splice(0, 25), clients)
    const alone = await answerAll(installation.url, pack, errands.splice(0, 25), 1)
    const answered = await answerAll(installation.url, pack, errands, clients)
    return [
      {
        name: `turns of ${rounds.length} rounds opened for ${systems} systems`,
        value: Math.round(opening),
        unit: 'ms',
        limit: { most: 3_000 },
        note: `${count(asked)} items, ${Math.round(asked / systems)} a system`,
      },
      {
        name: `${count(24_000)} items by ${errands.length} managers, ${clients} clients, at the rate of ${count(answered.items)}`,
        value: tenth(((answered.total / answered.items) * 24_000) / 1000),
        unit: 's',
        limit: { most: 600 },
        note: `save p50 ${tenth(median(answered.saves))} p95 ${tenth(percentile(answered.saves, 95))} ms`,
      },
      savingRow(alone),
      {
        name: 'requests of managers that failed',
        value: answered.errors.length,
        unit: '',
        limit: { most: 0 },
        ...(answered.errors[0] === undefined ? {} : { note: answered.errors[0] }),
      },
    ]
  } finally {
    await installation.close()
  }
}

/** Nobody is reminded on days off: then there is nothing to measure. */
async function remind(
  { running, organizationId }: Installation,
  round: string,
): Promise<{ time: number; messages: number } | undefined> {
  const { gate } = running.services
  const waiting = (): Promise<number> =>
    gate.transact(organizationId, program, 'read', async ({ db }) => {
      const row = await db
        .selectFrom('outbox')
        .select((eb) => eb.fn.countAll<string>().as('count'))
        .where('organization_id', '=', organizationId)
        .executeTakeFirstOrThrow()
      return Number(row.count)
    })
  const before = await waiting()
  const start = performance.now()
  try {
    await performAction(gate, organizationId, program, remindRound, { round })
  } catch (error) {
    console.error(`nobody was reminded: ${error instanceof Error ? error.message : 'unknown'}`)
    return undefined
  }
  return { time: performance.now() - start, messages: (await waiting()) - before }
}

const packOf = ({ running, organizationId }: Installation): Promise<Pack> =>
  running.services.gate.transact(
    organizationId,
    program,
    'read',
    async (tx) => tx.organization.pack,
  )

async function times(
  { url, authorization }: Installation,
  path: string,
  rounds: number,
): Promise<number[]> {
  const all: number[] = []
  for (let n = 0; n < rounds; n += 1) {
    const start = performance.now()
    const answer = await fetch(`${url}${path}`, { headers: { authorization } })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 200)}`)
    all.push(performance.now() - start)
  }
  return all
}

async function withOwner<T>(
  { running }: Installation,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const { host, port, database } = running.services.pool.options
  const client = new pg.Client({ host, port, database, user: ownerName })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** What autovacuum does a minute later: statistics, and pages marked as visible to all. */
const analyze = (installation: Installation): Promise<void> =>
  withOwner(installation, async (client) => {
    await client.query('vacuum analyze')
  })

const percentile = (values: readonly number[], percent: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length * percent) / 100)] ?? 0

const count = (value: number): string => value.toLocaleString('en')
