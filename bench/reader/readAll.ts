/**
 * Reads text documents and writes one `.jsonl` of provisions each: `node bench/reader/readAll.ts
 * OUT FILE…`. Kept bare so that its time is the reader's.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readPolicy, textToBlocks } from '../../src/kernel/reader/index.ts'

const [out, ...files] = process.argv.slice(2)
for (const file of files) {
  const name = basename(file).replace(/\.\w+$/, '')
  const { provisions } = readPolicy(textToBlocks(readFileSync(file, 'utf8'), name))
  if (out)
    writeFileSync(
      join(out, `${name}.jsonl`),
      `${provisions.map((p) => JSON.stringify(p)).join('\n')}\n`,
    )
}
