import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { measureBundle } from '../../tools/bundle-size.ts'
import { builtOnce } from '../support/builds.ts'

test('the first page loads at most 250 kB of JavaScript, gzipped: whoever builds it, it is built for those who use it', async () => {
  await builtOnce('web')
  expect(
    measureBundle(fileURLToPath(new URL('../../dist/web', import.meta.url))).firstPage,
  ).toBeLessThan(250_000)
})
