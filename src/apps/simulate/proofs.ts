import { act } from './town.ts'
import type { Town } from './town.ts'
import { keepFile } from '#features/files/server/actions.ts'

/** A picture of one grey point. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

/** Gives each person one picture that they send as proof, sent when it is first needed. */
export function proofsOf(town: Town): (person: string) => Promise<string> {
  const known = new Map<string, string>()
  return async (person) => {
    const there = known.get(person)
    if (there !== undefined) return there
    const { sha256, size } = await town.services.files.put(onePiece(picture), picture.length)
    const { id } = await act(town, person, keepFile, {
      sha256,
      size,
      name: '点検の写真.png',
      mediaType: 'image/png',
      scan: 'not-scanned',
    })
    known.set(person, id)
    return id
  }
}

async function* onePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
