import { expect, test } from 'vitest'
import { registerOfAct } from '#features/handling/server/acts.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'

test('an act is about the register that it names, else that of its procedures, else about what has a class, or about nothing', async () => {
  const { pack } = await bundledPacks.edition('nara')
  const acts = [
    'copy-to-media',
    'connect-network',
    'enter-area',
    'transport',
    'test-data',
    'use-wireless',
  ]
  expect(acts.map((act) => registerOfAct(pack, act))).toEqual([
    'systems',
    'systems',
    'areas',
    'assets',
    'assets',
    undefined,
  ])
})
