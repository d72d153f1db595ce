import { expect, test } from 'vitest'
import { sources } from './sources.ts'

const screens = sources('src').filter(({ path }) =>
  /^src\/(?:ui|features\/[^/]+\/web)\//.test(path),
)

test('screens read anew what an act has touched, by its keys, and never everything', () => {
  const wrong = screens.filter(({ text }) =>
    /(?:invalidate|refetch|reset)Queries\(\s*\)/.test(text),
  )
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('screens take the types of answers from the contracts: no call of the API asserts one', () => {
  const wrong = screens.filter(({ text }) => /\bapi\.\w+</.test(text))
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('screens import the types of contracts only, so that no schema reaches the pages', () => {
  const wrong = screens.filter(({ text }) =>
    /^import (?!type\b)[^;]*?from '[^']*\/contract(?:\/\w+)?\.ts'/m.test(
      text.replaceAll(/^import type [^;]*?from '[^']*'\n/gm, ''),
    ),
  )
  expect(wrong.map(({ path }) => path)).toEqual([])
})
