import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { once } from 'node:events'

/** A mail server that takes what it is sent, and greets when it is let. */
export interface MailServer {
  readonly url: string
  /** Resolves when this many connections are open or were. */
  connected(count: number): Promise<void>
  /** Greets those who wait and all that come. */
  greet(): void
  /** The texts that it took. */
  readonly taken: readonly string[]
  close(): Promise<void>
}

export async function startMailServer({ silent = false } = {}): Promise<MailServer> {
  const taken: string[] = []
  const sockets = new Set<Socket>()
  const waiting: { count: number; resolve: () => void }[] = []
  let open = !silent
  let connections = 0
  const talk = (socket: Socket): void => {
    let data: string | undefined
    socket.write('220 test ESMTP\r\n')
    let rest = ''
    socket.on('data', (chunk: Buffer) => {
      rest += chunk.toString()
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (data !== undefined) {
          if (line !== '.') data += `${line}\n`
          else {
            taken.push(data)
            data = undefined
            socket.write('250 taken\r\n')
          }
        } else if (line === 'DATA') {
          data = ''
          socket.write('354 go on\r\n')
        } else socket.write('250 yes\r\n')
      }
    })
  }
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    sockets.add(socket)
    connections += 1
    for (const one of waiting) if (connections >= one.count) one.resolve()
    if (open) talk(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    connected: (count) =>
      new Promise((resolve) => {
        if (connections >= count) resolve()
        else waiting.push({ count, resolve })
      }),
    greet: () => {
      open = true
      for (const socket of sockets) talk(socket)
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
