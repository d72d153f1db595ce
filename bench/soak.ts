import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { askDatabase, freePort, startInstallation } from '#tests/durability/installation.ts'
import { hashToken } from '#platform/auth/sessions.ts'
import { actOfStep, caseBody } from './cases/client.ts'
import { assetFields } from './registers/assets.ts'
import type { BenchRow } from './row.ts'

/**
 * Memory of the server in a long day: lists, searches, cases, papers, workbooks and exports by
 * several people, then some quiet minutes, a third of the time. `soak=5` works for five minutes
 * instead of thirty.
 */

const defaultMinutes = 30
const clients = 4
/** Pause of a client after each request, milliseconds. */
const pause = 50
const assetCount = 1500
const minute = 60_000
/** The server looks once a minute whether it is quiet. */
const leastQuietMinutes = 2.5

export async function run(argument?: string): Promise<BenchRow[]> {
  const minutes = Number(argument ?? defaultMinutes)
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-soak-'))
  const installation = await startInstallation(folder, await freePort(), 'otari')
  const pid = installation.process.pid!
  try {
    const people = await tokens(folder)
    const api = new Api(installation.url)
    for (let n = 0; n < assetCount; n += 1) await addAsset(api, people, n)
    const sizes: Size[] = [sizeOf(pid)]
    const end = performance.now() + minutes * minute
    const measure = setInterval(() => sizes.push(sizeOf(pid)), 5000)
    let round = assetCount
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (performance.now() < end) await oneRound(api, people, round++)
      }),
    )
    clearInterval(measure)
    const busy = sizeOf(pid)
    const quietMinutes = Math.max(minutes / 3, leastQuietMinutes)
    await wait(quietMinutes * minute)
    const quiet = sizeOf(pid)
    const tenths = Array.from(
      { length: 11 },
      (_, i) => sizes[Math.round(((sizes.length - 1) * i) / 10)]!.server,
    )
    return [
      {
        name: `server after ${minutes} minutes of work`,
        value: busy.server,
        unit: 'MB',
        limit: { most: 400 },
        note: `${api.requests} requests, ${api.refused} refused; on the way ${tenths.join(' ')}`,
      },
      {
        name: 'server, largest',
        value: Math.max(...sizes.map(({ server }) => server)),
        unit: 'MB',
      },
      {
        name: `server ${quietMinutes.toFixed(0)} minutes later`,
        value: quiet.server,
        unit: 'MB',
        limit: { most: 300 },
      },
      {
        name: 'its processes for papers and files, largest together',
        value: Math.max(...sizes.map(({ children }) => children)),
        unit: 'MB',
        note: `${quiet.children} MB at the end`,
      },
    ]
  } finally {
    await installation.end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  }
}

/** One person's bit of an ordinary day; every tenth has the heavy papers. */
async function oneRound(api: Api, people: People, n: number): Promise<void> {
  const { clerk, head, chief } = people
  const asset = await addAsset(api, people, n)
  for (const path of [
    '/api/tasks',
    '/api/registers',
    `/api/registers/assets/entries?q=${encodeURIComponent('台帳')}`,
    '/api/registers/assets/counts',
    `/api/registers/assets/entries/${asset}`,
    `/api/registers/assets/entries/${asset}/history`,
    '/api/cases',
    '/api/policy',
    '/api/contacts',
  ])
    await api.get(path, clerk)
  const begun = (await api.post('/api/cases', clerk, caseBody(asset))) as Receipt
  const { by, body } = actOfStep(0, asset)
  await api.post(`/api/cases/${begun.id}/acts`, people[by], { ...body, version: begun.version })
  for (const path of ['', '/form.pdf', '/form.docx', '/form.xlsx'])
    await api.get(`/api/cases/${begun.id}${path}`, head)
  await api.get('/api/tasks', chief)
  if (n % 10 !== 0) return
  for (const path of [
    '/api/registers/assets/export?format=xlsx',
    '/api/registers/assets/export?format=csv',
    '/api/registers/assets/export?format=cp932',
    '/api/registers/assets/print.pdf',
    '/api/registers/assets/print.docx',
    '/api/registers/assets/template.xlsx',
    '/api/registers/assets/labels.pdf?state=in-use',
    '/api/organization/contacts.pdf',
    '/api/journal',
  ])
    await api.get(path, clerk)
}

interface Receipt {
  readonly id: string
  readonly version: number
}

type People = Readonly<Record<'clerk' | 'head' | 'chief', string>> & { readonly handler: string }

async function addAsset(api: Api, people: People, n: number): Promise<string> {
  const fields = {
    ...assetFields(n),
    form: 'paper',
    locked: true,
    encrypted: undefined,
    class: { confidentiality: 3, integrity: 1, availability: 1 },
    handlers: [people.handler],
  }
  const { id } = (await api.post('/api/registers/assets/entries', people.clerk, {
    fields,
  })) as Receipt
  return id
}

/** Requests one after the other; what is refused (a ledger that is too long for paper) is counted. */
class Api {
  requests = 0
  refused = 0
  readonly #url: string
  constructor(url: string) {
    this.#url = url
  }

  async get(path: string, authorization: string): Promise<void> {
    await this.#send(path, { headers: { authorization } })
  }

  async post(path: string, authorization: string, body: object): Promise<unknown> {
    const bytes = await this.#send(path, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return JSON.parse(new TextDecoder().decode(bytes))
  }

  async #send(path: string, request: RequestInit): Promise<ArrayBuffer> {
    const response = await fetch(this.#url + path, request)
    const bytes = await response.arrayBuffer()
    this.requests += 1
    if (response.status >= 500 || (request.method === 'POST' && response.status >= 400))
      throw new Error(`${path} ${response.status} ${new TextDecoder().decode(bytes)}`)
    if (response.status >= 400) this.refused += 1
    if (this.requests > assetCount) await wait(pause)
    return bytes
  }
}

/** Tokens and second factors of three people, written past the program. */
async function tokens(folder: string): Promise<People> {
  const found = { handler: '' } as Record<keyof People, string>
  for (const [who, name] of [
    ['clerk', 'k-shimizu'],
    ['head', 'h-ootani'],
    ['chief', 'k-sakaki'],
  ] as const) {
    const [person] = await askDatabase<{ organization: string; id: string }>(
      folder,
      "select organization_id as organization, id from persons where email like $1 || '@%'",
      [name],
    )
    const { organization, id } = person!
    const secret = randomBytes(24).toString('base64url')
    const [account] = await askDatabase<{ id: string }>(
      folder,
      `insert into accounts (organization_id, id, person_id, name, password_hash, password_set_at, must_change)
         values ($1, gen_random_uuid(), $2, $3, '-', now(), false)
       on conflict (organization_id, person_id) do update set must_change = false returning id`,
      [organization, id, name],
    )
    await askDatabase(
      folder,
      `insert into passkeys (organization_id, id, account_id, title, credential_id, public_key, counter, transports, synced, created_at)
         values ($1, gen_random_uuid(), $2, 'soak', gen_random_uuid()::text, '\\x00', 0, '{}', false, now())`,
      [organization, account!.id],
    )
    await askDatabase(
      folder,
      `insert into api_tokens (organization_id, id, account_id, title, token_hash, scopes, created_at)
         values ($1, gen_random_uuid(), $2, 'soak', $3, '{read,write}', now())`,
      [organization, account!.id, hashToken(secret)],
    )
    found[who] = `Bearer ${organization}.${secret}`
    if (who === 'clerk') found.handler = id
  }
  return found
}

/** Megabytes in memory: of the server, and of the processes that it started but for PostgreSQL. */
interface Size {
  readonly server: number
  readonly children: number
}

function sizeOf(pid: number): Size {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8')
        const number = (field: string) =>
          Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
        return [
          {
            pid: Number(name),
            parent: number('PPid'),
            megabytes: Math.round(number('VmRSS') / 1024),
            node: /^Name:\s+(?:node|MainThread)/m.test(status),
          },
        ]
      } catch {
        // It has ended meanwhile.
        return []
      }
    })
  return {
    server: processes.find((one) => one.pid === pid)?.megabytes ?? 0,
    children: processes
      .filter((one) => one.parent === pid && one.node)
      .reduce((sum, { megabytes }) => sum + megabytes, 0),
  }
}
