import pg from 'pg'
import { HttpClient } from '../httpClient.ts'
import { actOfStep, caseBody } from './client.ts'
import type { CarryOutWork } from './client.ts'

/** A value as PostgreSQL writes it. */
export type Value = string | null
export type Row = Readonly<Record<string, Value>>

/** What one step of a case wrote. */
export interface PlayedStep {
  /** The entry that the case is about, and its number. */
  readonly entry: string
  readonly number: string
  /** Ids of the rows that are new. */
  readonly made: readonly string[]
  readonly inserted: readonly { readonly table: string; readonly row: Row }[]
  readonly updated: readonly { readonly table: string; readonly key: Row; readonly row: Row }[]
  readonly event: Row
  /** It took a number of a series. */
  readonly counts: boolean
}

interface Place {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly organizationId: string
}

/** Columns that an act sets of a row that is there already; an act leaves the others alone. */
const changing: Readonly<Record<string, readonly string[]>> = {
  cases:
    'procedure status outcome step state due_at restricted ended_at record subject version edition_hash'.split(
      ' ',
    ),
  tasks: ['done_at', 'done_by'],
  entries:
    'fields class unit_id state version name kana class_rank keep_until search findings judged_by updated_at'.split(
      ' ',
    ),
}

const keys: Readonly<Record<string, readonly string[]>> = {
  cases: ['id'],
  links: ['from_kind', 'from_id', 'relation', 'to_kind', 'to_id'],
  case_steps: ['case_id', 'seq'],
  tasks: ['id'],
  entries: ['id'],
  entry_versions: ['entry_id', 'version'],
}

/** Plays one case by the API and notes which rows each of its steps wrote. */
export async function playNoting(work: CarryOutWork, place: Place): Promise<PlayedStep[]> {
  const [asset = ''] = work.assets
  const client = new pg.Client(place)
  await client.connect()
  await client.query(`set sekisho.organization = '${place.organizationId}'`)
  const requests = new HttpClient(work.url, 1)
  const steps: PlayedStep[] = []
  let caseId = ''
  let version: number | undefined
  let before = await rowsOf(client, caseId, asset)
  for (let step = -1; step < work.steps - 1; step += 1) {
    const { by, body } =
      step < 0 ? ({ by: 'clerk', body: caseBody(asset) } as const) : actOfStep(step, asset)
    const { status, text } = await requests.send(
      'POST',
      step < 0 ? '/api/cases' : `/api/cases/${caseId}/acts`,
      work.authorizations[by],
      step < 0 ? body : { ...body, version },
    )
    if (status >= 300) throw new Error(`${status} ${text}`)
    ;({ id: caseId, version } = JSON.parse(text) as { id: string; version: number })
    const after = await rowsOf(client, caseId, asset)
    const [event] = await textsOf(client, 'journal', 'subject_id = $1 order by seq desc limit 1', [
      caseId,
    ])
    steps.push({ ...difference(before, after), entry: asset, event: event!, counts: step < 0 })
    before = after
  }
  await requests.close()
  await client.end()
  return steps
}

type Rows = ReadonlyMap<string, { readonly table: string; readonly row: Row }>

/** The rows of a case and its entry, by table and key. */
async function rowsOf(client: pg.Client, caseId: string, entry: string): Promise<Rows> {
  const all = new Map<string, { table: string; row: Row }>()
  const add = async (table: string, condition: string, id: string): Promise<void> => {
    for (const row of id === '' ? [] : await textsOf(client, table, condition, [id]))
      all.set(`${table} ${keys[table]!.map((name) => row[name]).join(' ')}`, { table, row })
  }
  await add('cases', 'id = $1', caseId)
  await add('links', `from_kind = 'case' and from_id = $1`, caseId)
  await add('case_steps', 'case_id = $1', caseId)
  await add('tasks', 'case_id = $1', caseId)
  await add('entries', 'id = $1', entry)
  await add('entry_versions', 'entry_id = $1', entry)
  return all
}

async function textsOf(
  client: pg.Client,
  table: string,
  condition: string,
  values: readonly string[],
): Promise<Row[]> {
  const { rows: columns } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  )
  const list = columns.map(({ name }) => `"${name}"::text as "${name}"`).join(', ')
  const { rows } = await client.query<Row>(`select ${list} from ${table} where ${condition}`, [
    ...values,
  ])
  return rows
}

function difference(
  before: Rows,
  after: Rows,
): Pick<PlayedStep, 'made' | 'inserted' | 'updated' | 'number'> {
  const inserted = [...after].flatMap(([key, added]) => (before.has(key) ? [] : [added]))
  const updated = [...after].flatMap(([key, { table, row }]) => {
    const former = before.get(key)?.row
    if (former === undefined || JSON.stringify(former) === JSON.stringify(row)) return []
    const names = changing[table]!
    return [
      {
        table,
        key: pick(row, ['organization_id', ...keys[table]!]),
        row: pick(row, names),
      },
    ]
  })
  const number = [...after.values()].find(({ table }) => table === 'cases')?.row['number'] ?? ''
  const made = inserted.flatMap(({ row }) => row['id'] ?? [])
  return { inserted, updated, made, number }
}

const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? null]))
