import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogue } from '#kernel/problems/index.ts'
import { openLog } from '#platform/log/log.ts'
import { routes } from '../../src/apps/routes.ts'
import { samples } from '../access/samples/index.ts'
import { roundSampleFiles } from '../access/samples/rounds.ts'
import { makeRevisedWorld } from '../support/revised.ts'
import type { World } from '../support/world.ts'
import { operationsOf } from './hostile/document.ts'
import type { OpenApi, Operation } from './hostile/document.ts'
import { hostileCall, numbersFrom } from './hostile/generate.ts'
import type { Call, Example } from './hostile/generate.ts'

/** Calls in all, signed in and not. */
const calls = 20_000
const seed = 20_261_130
/** Calls that are under way at once. */
const atOnce = 8
/** An answer that is a file costs some hundred times as much as another one. */
const fileShare = 0.15
/** Reading packs anew costs some thousand times as much: few calls, one after the other. */
const costly = new Set(['POST /api/policy/editions', 'POST /api/policy/editions/upload'])
const costlyCalls = 2

/** What the program logged of faults of its own. */
const logged: string[] = []
const write = (line: string): void => void logged.push(line.slice(0, 2000))

let world: World
let operations: readonly Operation[]
beforeAll(async () => {
  world = await makeRevisedWorld(
    routes,
    roundSampleFiles,
    {},
    { log: openLog('error', () => new Date(0), { write }) },
  )
  operations = operationsOf((await world.anyone().get<OpenApi>('/api/openapi.json')).body)
})
afterAll(() => world.close())

const nameOf = ({ method, path }: Operation): string =>
  `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`

/** What a person who may do it would send, taken from the samples of the access tests. */
async function exampleOf(operation: Operation): Promise<Example | undefined> {
  const sample = samples.find(({ route }) => route === nameOf(operation))
  if (!sample) return undefined
  const { url, body, ifMatch } = await sample.request(world, sample.may[0] ?? 'admin')
  const [path = '', search = ''] = url.split('?')
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  const pattern = new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`)
  const values = pattern.exec(path)?.slice(1) ?? []
  return {
    path: Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(values[i] ?? '')])),
    query: Object.fromEntries(new URLSearchParams(search)),
    ...(body === undefined ? {} : { body }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
  }
}

type Sender = 'admin' | 'chief' | 'clerk' | 'foreignAdmin' | 'nobody'
const senders: readonly Sender[] = ['admin', 'admin', 'chief', 'clerk', 'foreignAdmin', 'nobody']

type Cookies = ReadonlyMap<string, string>

interface Answer {
  readonly status: number
  readonly fault?: string
}

async function send(call: Call, cookies: Cookies): Promise<Answer> {
  const own =
    cookies.size === 0
      ? {}
      : {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'x-sekisho-csrf': cookies.get('sekisho_csrf') ?? '',
        }
  try {
    const answer = await world.server.inject({
      method: call.method as 'GET',
      url: call.url,
      headers: { ...own, ...call.headers },
      ...(call.payload === undefined ? {} : { payload: call.payload }),
    })
    const fault = faultOf(answer)
    return { status: answer.statusCode, ...(fault === undefined ? {} : { fault }) }
  } catch (error) {
    return { status: 0, fault: `no whole answer: ${String(error)}` }
  }
}

/** What is wrong with an answer, if anything. */
function faultOf(answer: {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly rawPayload: Buffer
}): string | undefined {
  const type = String(answer.headers['content-type'] ?? '')
  const length = answer.headers['content-length']
  if (answer.statusCode >= 500) return `${answer.statusCode} ${answer.rawPayload}`
  if (length !== undefined && Number(length) !== answer.rawPayload.length) return 'cut'
  if (answer.statusCode < 300) {
    if (type.includes('json')) JSON.parse(answer.rawPayload.toString())
    // A stream has no length; its end is seen in what it holds.
    if (length === undefined && type.includes('csv') && answer.rawPayload.length < 10)
      return 'a CSV without a heading'
    if (
      length === undefined &&
      type.includes('sheet') &&
      (answer.rawPayload.length === 0 || answer.rawPayload.includes('PK\x03\x04')) &&
      !answer.rawPayload.includes('PK\x05\x06')
    )
      return 'a cut workbook'
    return undefined
  }
  if (!type.startsWith('application/problem+json')) return `${answer.statusCode} as ${type}`
  const { code, status, detail } = JSON.parse(answer.rawPayload.toString()) as {
    code: string
    status: number
    detail: string
  }
  if (!Object.hasOwn(catalogue, code)) return `${code} is not in the catalogue`
  return status === answer.statusCode && detail !== '' ? undefined : `${code} as ${status}`
}

test(`${calls.toLocaleString('en')} hostile calls of the operations that OpenAPI describes are each answered whole: done, or refused in our words`, async () => {
  const examples = new Map<Operation, Example | undefined>()
  for (const operation of operations) examples.set(operation, await exampleOf(operation))
  const cursors = await cursorsOfLists()
  const [slow, quick] = [true, false].map((isCostly) =>
    operations.filter((operation) => costly.has(nameOf(operation)) === isCostly),
  ) as [Operation[], Operation[]]
  const shareOf = (operation: Operation): number => (operation.file ? fileShare : 1)
  const total = quick.reduce((sum, operation) => sum + shareOf(operation), 0)
  const sessions = new Map<Sender, Promise<Cookies>>()
  const faults = new Map<string, string>()
  const statuses = new Map<number, number>()
  const one = async (operation: Operation, number: number): Promise<void> => {
    const random = numbersFrom(seed + number)
    const sender = senders[Math.floor(random() * senders.length)]!
    const call = hostileCall(operation, examples.get(operation), random, cursors)
    if (sender !== 'nobody' && !sessions.has(sender))
      sessions.set(
        sender,
        world.as(sender).then(({ cookies }) => cookies),
      )
    const { status, fault } = await send(call, (await sessions.get(sender)) ?? new Map())
    // Signed out, or the password was changed: the next call is signed in anew.
    if (status === 401) sessions.delete(sender)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    const key = `${nameOf(operation)} ${fault?.slice(0, 12)}`
    if (fault !== undefined && !faults.has(key))
      faults.set(key, `${number}: ${sender} ${said(call)} → ${fault.slice(0, 200)}`)
  }
  const queue = [
    ...quick
      .flatMap((operation) =>
        Array.from({ length: Math.ceil((calls * shareOf(operation)) / total) }, () => operation),
      )
      .entries(),
  ]
  const made = queue.length
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await one(next[1], next[0])
    }),
  )
  for (const operation of slow) for (let i = 0; i < costlyCalls; i++) await one(operation, made + i)
  expect([...faults.values()], logged.slice(0, 3).join('\n')).toEqual([])
  expect(made).toBeGreaterThanOrEqual(calls)
  // The calls reach beyond the first check: some are accepted, and some are refused for what they are.
  for (const status of [200, 401, 403, 404, 409, 422])
    expect([status, (statuses.get(status) ?? 0) > 100]).toEqual([status, true])
}, 1_200_000)

const said = ({ method, url, headers, payload = '' }: Call): string =>
  `${method} ${url.slice(0, 160)} ${JSON.stringify(headers).slice(0, 160)} ${String(payload).slice(0, 240)}`

/** Positions in lists, as the lists gave them out. */
async function cursorsOfLists(): Promise<string[]> {
  const client = await world.as('admin')
  const pages = await Promise.all(
    [
      '/api/persons?limit=1',
      '/api/journal?limit=1',
      '/api/registers/assets/entries?limit=1&sort=-updated',
      '/api/cases?limit=1',
    ].map((url) => client.get<{ next?: string | number }>(url)),
  )
  return pages.flatMap(({ body }) => (body.next === undefined ? [] : [String(body.next)]))
}
