import { createReadStream } from 'node:fs'
import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** What is known of a file after looking through it. An error is never `clean`. */
export type ScanVerdict =
  | { readonly scan: 'clean' }
  | { readonly scan: 'not-scanned'; readonly why: string }
  | { readonly scan: 'infected'; readonly virus: string }

/** Looks through the file at a path. Never throws. */
export type Scan = (path: string) => Promise<ScanVerdict>

/** How long a scan may take before the file counts as not scanned, milliseconds. */
const patience = 60_000

/** Asks a clamd (`unix:/run/clamav/clamd.ctl`, `tcp:host:3310` or `host:3310`) with INSTREAM: the content goes to it, it opens nothing itself. */
export function clamd(address: string): Scan {
  return async (path) => {
    try {
      return verdictOf(await instream(address, path))
    } catch (error) {
      return { scan: 'not-scanned', why: String(error) }
    }
  }
}

/** Sends `zINSTREAM`, then chunks with their length in four bytes, then a chunk of length 0; the answer ends with a zero byte. */
async function instream(address: string, path: string): Promise<string> {
  const socket = open(address)
  socket.setTimeout(patience, () => socket.destroy(new Error('clamd did not answer in time')))
  const answer = new Promise<string>((resolve, reject) => {
    let text = ''
    socket
      .setEncoding('utf8')
      .on('data', (piece: string) => {
        text += piece
      })
      .on('error', reject)
      .on('close', () => resolve(text))
  })
  answer.catch(() => undefined)
  try {
    socket.write('zINSTREAM\0')
    for await (const chunk of createReadStream(path))
      if (!socket.write(framed(chunk as Buffer))) await drained(socket)
    socket.write(Buffer.alloc(4))
    return await answer
  } finally {
    socket.destroy()
  }
}

function open(address: string): Socket {
  if (address.startsWith('unix:')) return connect(address.slice(5))
  const [host = '', port = '3310'] = address.replace(/^tcp:(?:\/\/)?/, '').split(':')
  return connect({ host, port: Number(port) })
}

function framed(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(chunk.length)
  return Buffer.concat([length, chunk])
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      socket.off('drain', end).off('close', end)
      if (socket.destroyed) reject(new Error('clamd hung up'))
      else resolve()
    }
    socket.on('drain', end).on('close', end)
    if (socket.destroyed) end()
  })
}

/** `stream: OK` · `stream: <name> FOUND` · anything else is an error. */
function verdictOf(answer: string): ScanVerdict {
  const text = answer.replaceAll('\0', '').trim()
  const virus = /^stream: (.+) FOUND$/.exec(text)?.[1]
  if (virus) return { scan: 'infected', virus }
  return text === 'stream: OK'
    ? { scan: 'clean' }
    : { scan: 'not-scanned', why: text || 'clamd said nothing' }
}
