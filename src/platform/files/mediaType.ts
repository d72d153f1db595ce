import { open } from 'node:fs/promises'

/** Number of first bytes from which the type is detected. */
const sniffLength = 8192

/** Types that a browser may display; every other type is only downloaded. */
export const inlineMediaTypes: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
])

/** The media type of a file by its content; its name and the sender's type are ignored. */
export async function detectMediaType(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(sniffLength), 0, sniffLength, 0)
    return detectMediaTypeOfBytes(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

const signatures: readonly (readonly [mark: string, type: string])[] = [
  ['25504446', 'application/pdf'],
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['47494638', 'image/gif'],
  ['d0cf11e0a1b11ae1', 'application/x-ole-storage'],
]
const officePrefix = 'application/vnd.openxmlformats-officedocument'

/** The media type by the first bytes of a file. */
export function detectMediaTypeOfBytes(bytes: Buffer): string {
  const hex = bytes.subarray(0, 8).toString('hex')
  const signature = signatures.find(([prefix]) => hex.startsWith(prefix))
  if (signature) return signature[1]
  if (hex.startsWith('504b0304')) return officeMediaType(bytes.toString('latin1'))
  return isText(bytes) ? 'text/plain' : 'application/octet-stream'
}

function officeMediaType(names: string): string {
  if (names.includes('word/')) return `${officePrefix}.wordprocessingml.document`
  if (names.includes('xl/')) return `${officePrefix}.spreadsheetml.sheet`
  return names.includes('ppt/') ? `${officePrefix}.presentationml.presentation` : 'application/zip'
}

/** Text in any encoding: no control characters but line ends, tabs and form feeds. */
function isText(bytes: Buffer): boolean {
  return !bytes.some(
    (byte) =>
      byte < 0x20 &&
      byte !== 0x09 &&
      byte !== 0x0a &&
      byte !== 0x0c &&
      byte !== 0x0d &&
      byte !== 0x1b,
  )
}
