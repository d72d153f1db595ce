import { createServer } from 'node:net'
import type { Server } from 'node:net'

/**
 * Does something once for a whole run: whoever connects to the socket makes it start or waits for
 * it, and reads why it failed, or nothing.
 */
export async function openOnce(socket: string, work: () => Promise<unknown>): Promise<Server> {
  let done: Promise<unknown> | undefined
  const server = createServer((client) => {
    client.on('error', () => {})
    done ??= work()
    done.then(
      () => client.end(),
      (error: unknown) => client.end(String(error)),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socket, resolve)
  })
  return server
}
