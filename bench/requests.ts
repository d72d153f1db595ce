import { connect } from 'node:net'
import type { Socket } from 'node:net'

export interface Answer {
  readonly status: number
  readonly text: string
}

interface Asked {
  readonly head: string
  readonly body: Buffer
  answered(answer: Answer): void
  failed(error: Error): void
}

/** Requests over connections that stay open, with no more work for each than it needs, as programs that measure servers have it: the client shares the machine
 * with the server that is measured, and what it takes itself is not the server's. Answers are those of our server: all of them have a content-length. */
export class Requests {
  readonly #host: string
  readonly #waiting: Asked[] = []
  readonly #idle: Line[] = []
  readonly #lines: Line[] = []

  constructor(url: string, connections: number) {
    const { hostname, port, host } = new URL(url)
    this.#host = host
    for (let n = 0; n < connections; n += 1) {
      const line = new Line(connect({ host: hostname, port: Number(port), noDelay: true }), () =>
        this.#free(line),
      )
      this.#lines.push(line)
      this.#idle.push(line)
    }
  }

  send(
    method: 'GET' | 'POST',
    path: string,
    authorization: string,
    sent?: unknown,
  ): Promise<Answer> {
    const body = Buffer.from(sent === undefined ? '' : JSON.stringify(sent))
    const length =
      sent === undefined
        ? ''
        : `content-type: application/json\r\ncontent-length: ${body.length}\r\n`
    const head = `${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\nauthorization: ${authorization}\r\n${length}\r\n`
    return new Promise((answered, failed) => {
      this.#waiting.push({ head, body, answered, failed })
      const line = this.#idle.pop()
      if (line) this.#free(line)
    })
  }

  async close(): Promise<void> {
    for (const line of this.#lines) line.end()
  }

  #free(line: Line): void {
    const next = this.#waiting.shift()
    if (next) line.ask(next)
    else this.#idle.push(line)
  }
}

/** One connection: one request at a time. */
class Line {
  readonly #socket: Socket
  readonly #free: () => void
  #asked: Asked | undefined
  #pieces: Buffer[] = []
  #got = 0
  #wanted: { readonly status: number; readonly from: number; readonly to: number } | undefined

  constructor(socket: Socket, free: () => void) {
    this.#socket = socket
    this.#free = free
    socket.on('data', (piece: Buffer) => this.#take(piece))
    socket.on('error', (error) => this.#asked?.failed(error))
    socket.on('close', () => this.#asked?.failed(new Error('the server closed the connection')))
  }

  ask(asked: Asked): void {
    this.#asked = asked
    this.#socket.write(Buffer.concat([Buffer.from(asked.head), asked.body]))
  }

  end(): void {
    this.#socket.end()
  }

  #take(piece: Buffer): void {
    this.#pieces.push(piece)
    this.#got += piece.length
    this.#wanted ??= this.#head()
    if (!this.#wanted || this.#got < this.#wanted.to) return
    const { status, from, to } = this.#wanted
    const text = Buffer.concat(this.#pieces).toString('utf8', from, to)
    const asked = this.#asked
    this.#asked = undefined
    this.#wanted = undefined
    this.#pieces = []
    this.#got = 0
    this.#free()
    asked?.answered({ status, text })
  }

  /** Where the body lies, once all of the head has come. */
  #head(): { status: number; from: number; to: number } | undefined {
    const all = Buffer.concat(this.#pieces)
    const end = all.indexOf('\r\n\r\n')
    if (end < 0) return undefined
    const text = all.toString('latin1', 0, end)
    const length = Number(/^content-length: (\d+)/im.exec(text)?.[1] ?? 0)
    return { status: Number(text.slice(9, 12)), from: end + 4, to: end + 4 + length }
  }
}
