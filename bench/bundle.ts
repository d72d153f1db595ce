import { fileURLToPath } from 'node:url'
import { buildWeb } from '../tools/build-web.ts'
import { measureBundle } from '../tools/bundle-size.ts'
import type { BenchRow } from './row.ts'

/** How much JavaScript the first page loads, gzipped. */
export async function run(): Promise<BenchRow[]> {
  await buildWeb()
  const { firstPage, shell, parts } = measureBundle(
    fileURLToPath(new URL('../dist/web', import.meta.url)),
  )
  const largest = parts[0]
  return [
    {
      name: 'first page, JavaScript gzipped',
      value: firstPage / 1000,
      unit: 'kB',
      limit: { most: 250 },
      note: `of it the shell ${(shell / 1000).toFixed(0)} kB`,
    },
    ...(largest
      ? [
          {
            name: 'largest further part',
            value: largest.size / 1000,
            unit: 'kB',
            note: largest.name,
          },
        ]
      : []),
  ]
}
