import { createReadStream } from 'node:fs'
import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** Result of a scan. An error is never `clean`. */
type ScanVerdict =
  | { readonly scan: 'clean' }
  | { readonly scan: 'not-scanned'; readonly why: string }
  | { readonly scan: 'infected'; readonly virus: string }

/** Scans the file at a path. Never throws. */
export type Scan = (path: string) => Promise<ScanVerdict>

/** Time after which a scan counts as not done, milliseconds. */
const scanTimeout = 60_000

/**
 * A scanner that uses clamd (`unix:/run/clamav/clamd.ctl`, `tcp:host:3310` or `host:3310`) with
 * INSTREAM: it receives the content and opens no file itself.
 */
export function clamdScanner(address: string): Scan {
  return async (path) => {
    try {
      return parseVerdict(await sendToClamd(address, path))
    } catch (error) {
      return { scan: 'not-scanned', why: String(error) }
    }
  }
}

/**
 * Sends `zINSTREAM`, then chunks with their length in four bytes, then a chunk of length 0; the
 * reply ends with a zero byte.
 */
async function sendToClamd(address: string, path: string): Promise<string> {
  const socket = openSocket(address)
  const timer = setTimeout(
    () => socket.destroy(new Error('clamd did not answer in time')),
    scanTimeout,
  )
  const answer = new Promise<string>((resolve, reject) => {
    let text = ''
    socket
      .setEncoding('utf8')
      .on('data', (chunk: string) => {
        text += chunk
      })
      .on('error', reject)
      .on('close', () => resolve(text))
  })
  answer.catch(() => undefined)
  try {
    socket.write('zINSTREAM\0')
    for await (const chunk of createReadStream(path))
      if (!socket.write(frameChunk(chunk as Buffer))) await waitForDrain(socket)
    socket.write(Buffer.alloc(4))
    return await answer
  } finally {
    clearTimeout(timer)
    socket.destroy()
  }
}

function openSocket(address: string): Socket {
  if (address.startsWith('unix:')) return connect(address.slice(5))
  const [host = '', port = '3310'] = address.replace(/^tcp:(?:\/\/)?/, '').split(':')
  return connect({ host, port: Number(port) })
}

function frameChunk(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(chunk.length)
  return Buffer.concat([length, chunk])
}

function waitForDrain(socket: Socket): Promise<void> {
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
function parseVerdict(answer: string): ScanVerdict {
  const text = answer.replaceAll('\0', '').trim()
  const virus = /^stream: (.+) FOUND$/.exec(text)?.[1]
  if (virus) return { scan: 'infected', virus }
  return text === 'stream: OK'
    ? { scan: 'clean' }
    : { scan: 'not-scanned', why: text || 'clamd said nothing' }
}
