import type { Socket } from 'node:net'
import pg from 'pg'
import type { Log } from '../log/log.ts'
import { silenceOf } from './pipeline.ts'

/** How often connections are looked at, milliseconds. */
const lookEvery = 1_000
/** Silence after which it is asked whether the server answers at all, milliseconds. */
const suspicious = 2_000
/**
 * Time in which it must answer then, milliseconds. It is counted in turns of the program's own
 * loop: while the program itself is too busy to hear an answer, no time goes by.
 */
const answerLimit = 4_000
/** Length of such a turn, milliseconds. */
const turn = 100
/** Silence that no statement may last: they are limited on the server, to less. Milliseconds. */
const longestSilence = 70_000

/**
 * Cuts connections on which the server has fallen silent (it hangs, the network swallows
 * everything), so that whoever waits for an answer is told. A server that only works long answers a
 * question beside it, and is left alone.
 */
export function watchDatabase(pool: pg.Pool, log: Log): { stop(): void } {
  const clients = new Set<pg.PoolClient>()
  pool.on('connect', (client) => clients.add(client))
  pool.on('remove', (client) => clients.delete(client))
  const silentFor = (time: number) => [...clients].filter((client) => silenceOf(client) > time)
  let looking = false
  const look = async (): Promise<void> => {
    if (looking || silentFor(suspicious).length === 0) return
    looking = true
    const heard = bytesRead(clients)
    const hangs = !(await answers(pool)) && bytesRead(clients) === heard
    const cut = silentFor(hangs ? suspicious : longestSilence)
    if (cut.length > 0) log.error({ connections: cut.length }, 'database silent')
    for (const client of cut) cutConnection(client)
    looking = false
  }
  const timer = setInterval(() => void look(), lookEvery).unref()
  return { stop: () => clearInterval(timer) }
}

function cutConnection(client: pg.PoolClient): void {
  streamOf(client).destroy(new Error('Connection terminated: the database does not answer'))
}

/** What the server has sent on all connections until now, bytes. */
const bytesRead = (clients: ReadonlySet<pg.PoolClient>): number =>
  [...clients].reduce((sum, client) => sum + streamOf(client).bytesRead, 0)

const streamOf = (client: pg.ClientBase): Socket =>
  (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream

/** Whether the server answers in time on a connection of its own, and be it with a refusal. */
async function answers(pool: pg.Pool): Promise<boolean> {
  const client = new pg.Client({ ...pool.options, connectionTimeoutMillis: 0 })
  client.on('error', () => undefined)
  const late = Promise.withResolvers<'late'>()
  let turns = answerLimit / turn
  const timer = setInterval(() => {
    turns -= 1
    if (turns <= 0) late.resolve('late')
  }, turn).unref()
  const asked = client.connect().then(() => client.query('select 1'))
  const answer = await Promise.race([
    asked.then(
      () => 'answered',
      (error: Error) => (/timeout|terminated/i.test(error.message) ? 'late' : 'answered'),
    ),
    late.promise,
  ])
  clearInterval(timer)
  if (answer === 'answered') client.end().catch(() => undefined)
  else streamOf(client).destroy()
  return answer === 'answered'
}
