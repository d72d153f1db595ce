import { connect } from 'node:net'
import type { Socket } from 'node:net'

export interface HttpResponse {
  readonly status: number
  readonly text: string
}

interface PendingRequest {
  readonly head: string
  readonly body: Buffer
  resolve(answer: HttpResponse): void
  reject(error: Error): void
}

/**
 * Requests over connections that stay open, with as little work for each as possible, as in
 * programs that measure servers: client and server share the machine, and the client's own time
 * must not count as the server's. It relies on the content-length that all replies of our server
 * have.
 */
export class HttpClient {
  readonly #host: string
  readonly #waiting: PendingRequest[] = []
  readonly #idle: Connection[] = []
  readonly #connections: Connection[] = []

  constructor(url: string, connections: number) {
    const { hostname, port, host } = new URL(url)
    this.#host = host
    for (let n = 0; n < connections; n += 1) {
      const connection = new Connection(
        connect({ host: hostname, port: Number(port), noDelay: true }),
        () => this.#sendNext(connection),
      )
      this.#connections.push(connection)
      this.#idle.push(connection)
    }
  }

  send(
    method: 'GET' | 'POST',
    path: string,
    authorization: string,
    payload?: unknown,
  ): Promise<HttpResponse> {
    const body = Buffer.from(payload === undefined ? '' : JSON.stringify(payload))
    const length =
      payload === undefined
        ? ''
        : `content-type: application/json\r\ncontent-length: ${body.length}\r\n`
    const head = `${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\nauthorization: ${authorization}\r\n${length}\r\n`
    return new Promise((resolve, reject) => {
      this.#waiting.push({ head, body, resolve, reject })
      const connection = this.#idle.pop()
      if (connection) this.#sendNext(connection)
    })
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) connection.end()
  }

  #sendNext(connection: Connection): void {
    const next = this.#waiting.shift()
    if (next) connection.send(next)
    else this.#idle.push(connection)
  }
}

/** One connection: one request at a time. */
class Connection {
  readonly #socket: Socket
  readonly #onIdle: () => void
  #request: PendingRequest | undefined
  #chunks: Buffer[] = []
  #received = 0
  #expected: { readonly status: number; readonly from: number; readonly to: number } | undefined

  constructor(socket: Socket, free: () => void) {
    this.#socket = socket
    this.#onIdle = free
    socket.on('data', (chunk: Buffer) => this.#receive(chunk))
    socket.on('error', (error) => this.#request?.reject(error))
    socket.on('close', () => this.#request?.reject(new Error('the server closed the connection')))
  }

  send(request: PendingRequest): void {
    this.#request = request
    this.#socket.write(Buffer.concat([Buffer.from(request.head), request.body]))
  }

  end(): void {
    this.#socket.end()
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#received += chunk.length
    this.#expected ??= this.#parseHead()
    if (!this.#expected || this.#received < this.#expected.to) return
    const { status, from, to } = this.#expected
    const text = Buffer.concat(this.#chunks).toString('utf8', from, to)
    const request = this.#request
    this.#request = undefined
    this.#expected = undefined
    this.#chunks = []
    this.#received = 0
    this.#onIdle()
    request?.resolve({ status, text })
  }

  /** Position of the body, once the whole header has arrived. */
  #parseHead(): { status: number; from: number; to: number } | undefined {
    const all = Buffer.concat(this.#chunks)
    const end = all.indexOf('\r\n\r\n')
    if (end < 0) return undefined
    const text = all.toString('latin1', 0, end)
    const length = Number(/^content-length: (\d+)/im.exec(text)?.[1] ?? 0)
    return { status: Number(text.slice(9, 12)), from: end + 4, to: end + 4 + length }
  }
}
