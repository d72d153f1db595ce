import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/**
 * A clamd on the loopback interface. `answer` makes its reply to an INSTREAM; `received` holds the
 * whole content of each scan.
 */
export interface FakeClamd {
  readonly address: string
  readonly received: Buffer[]
  answer: (content: Buffer) => string | 'hang-up'
  close(): Promise<void>
}

export const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'

export async function fakeClamd(): Promise<FakeClamd> {
  const received: Buffer[] = []
  const fake: { answer: FakeClamd['answer'] } = {
    answer: (content) =>
      content.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0',
  }
  const server = createServer((socket) => {
    let arrived = Buffer.alloc(0)
    socket
      .on('error', () => undefined)
      .on('data', (piece) => {
        arrived = Buffer.concat([arrived, piece])
        const content = unframed(arrived)
        if (content === undefined) return
        received.push(content)
        const answer = fake.answer(content)
        if (answer === 'hang-up') socket.destroy()
        else socket.end(answer)
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(fake, {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
      }),
  })
}

/** The content of `zINSTREAM\0 (length chunk)* 0000`; undefined until the end has arrived. */
function unframed(bytes: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0'
  if (bytes.subarray(0, command.length).toString('latin1') !== command) return undefined
  const chunks: Buffer[] = []
  for (let at = command.length; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    if (length === 0) return Buffer.concat(chunks)
    if (at + 4 + length > bytes.length) return undefined
    chunks.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}
