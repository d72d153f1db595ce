import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Clients that create register entries through the API without a pause, each waiting for one reply
 * before the next request.
 */
export interface Writers {
  /** Ids of the entries whose reply was 201. */
  readonly acknowledged: string[]
  /** Names of all entries that were ever sent. */
  readonly attempted: string[]
  /**
   * Number of requests without a reply or with a server error; each is sent again with the same
   * key.
   */
  readonly cutOff: () => number
  /** Resolves when this many more requests that began after the call have been acknowledged. */
  readonly moreAcknowledged: (count: number) => Promise<void>
  /** Ends all clients once their last request has been acknowledged. */
  readonly finish: () => Promise<void>
  /** Ends all clients as they are. */
  readonly abandon: () => void
}

/** Where and as whom to write. */
export interface WritersOptions {
  readonly url: string
  readonly token: string
  readonly register: string
  /** Fields of every entry; each gets a `name` of its own. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly clients: number
}

interface Waiter {
  readonly since: number
  left: number
  readonly resolve: () => void
}

const pause = 20

/** Starts the clients. */
export function startWriters(options: WritersOptions): Writers {
  const acknowledged: string[] = []
  const attempted: string[] = []
  const waiters = new Set<Waiter>()
  const finishing = new AbortController()
  const abandoning = new AbortController()
  let cutOff = 0

  const acknowledge = (id: string, began: number) => {
    acknowledged.push(id)
    for (const waiter of waiters) {
      if (began >= waiter.since) waiter.left -= 1
      if (waiter.left > 0) continue
      waiters.delete(waiter)
      waiter.resolve()
    }
  }

  const client = async () => {
    while (!finishing.signal.aborted) {
      const name = `耐久 ${randomUUID()}`
      const key = randomUUID()
      attempted.push(name)
      for (;;) {
        const began = performance.now()
        const id = await create(options, name, key)
        if (id !== undefined) {
          acknowledge(id, began)
          break
        }
        if (abandoning.signal.aborted) return
        cutOff += 1
        await wait(pause)
      }
    }
  }
  const clients = Array.from({ length: options.clients }, client)
  const failed = new Promise<never>((_, reject) => void Promise.all(clients).catch(reject))
  failed.catch(() => undefined)
  return {
    acknowledged,
    attempted,
    cutOff: () => cutOff,
    moreAcknowledged: (count) =>
      Promise.race([
        failed,
        new Promise<void>(
          (resolve) => void waiters.add({ since: performance.now(), left: count, resolve }),
        ),
      ]),
    finish: async () => {
      finishing.abort()
      await Promise.all(clients)
    },
    abandon: () => {
      finishing.abort()
      abandoning.abort()
    },
  }
}

/**
 * Sends one entry; undefined where there was no reply or a server error. Throws where the request
 * itself is refused.
 */
export async function create(
  options: WritersOptions,
  name: string,
  key: string,
): Promise<string | undefined> {
  const answer = await fetch(`${options.url}/api/registers/${options.register}/entries`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${options.token}`,
      'idempotency-key': key,
    },
    body: JSON.stringify({ fields: { ...options.fields, name } }),
  })
    .then(async (response) => ({ status: response.status, body: await response.text() }))
    .catch(() => undefined)
  if (!answer || answer.status >= 500) return undefined
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.body}`)
  return (JSON.parse(answer.body) as { id: string }).id
}
