import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { buildWeb } from '../../tools/build-web.ts'
import { bundleSize } from '../../tools/bundle-size.ts'

test(
  'the first page loads at most 250 kB of JavaScript, gzipped: whoever builds it, it is built for those who use it',
  { timeout: 120_000 },
  async () => {
    await buildWeb()
    expect(
      bundleSize(fileURLToPath(new URL('../../dist/web', import.meta.url))).firstPage,
    ).toBeLessThan(250_000)
  },
)
