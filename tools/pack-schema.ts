import { mkdir, writeFile } from 'node:fs/promises'
import { packSchemaDocument } from '#kernel/packs/schema/document.ts'

/** Writes docs/reference/pack-schema.json. */
const folder = new URL('../docs/reference/', import.meta.url)
await mkdir(folder, { recursive: true })
await writeFile(
  new URL('pack-schema.json', folder),
  `${JSON.stringify(packSchemaDocument(), null, 2)}\n`,
)
