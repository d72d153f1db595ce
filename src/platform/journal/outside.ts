import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import Type from 'typebox'
import { Value } from 'typebox/value'
import type { Static } from 'typebox'

/** The file beside the database that holds the last sealed head of each journal. */
export const headsFileName = 'journal-heads.json'

const Head = Type.Object({
  seq: Type.Integer({ minimum: 0 }),
  hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  seal: Type.String({ pattern: '^[0-9a-f]{64}$' }),
})
const Heads = Type.Record(Type.String(), Head)

/** A sealed head, in hexadecimal. */
export type OutsideHead = Static<typeof Head>
export type OutsideHeads = Readonly<Record<string, OutsideHead>>

/** The heads that the file in a folder holds; none where there is no such file. */
export async function readOutsideHeads(folder: string): Promise<OutsideHeads> {
  const text = await readFile(join(folder, headsFileName), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '{}'
      throw error
    },
  )
  const heads: unknown = JSON.parse(text)
  if (!Value.Check(Heads, heads)) throw new Error(`${headsFileName} cannot be read`)
  return heads
}

/** Writes the file so that it exists completely, as it was or as it is to be. */
export async function writeOutsideHeads(folder: string, heads: OutsideHeads): Promise<void> {
  const path = join(folder, headsFileName)
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify(heads))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}
