import { expect, test } from 'vitest'
import { sources } from './sources.ts'

const programSources = [
  ...sources('src', /\.(?:ts|tsx|sql)$/),
  ...sources('bench'),
  ...sources('tools'),
]

test('no escape from the types and no unfinished work is left', () => {
  const marks =
    /\b(?:TODO|FIXME|XXX)\b|@ts-(?:ignore|nocheck|expect-error)|\bas any\b|\w\??:\s*any\b(?=[\s,;)\]}=]*$|[,;)\]}=])|\b(?:it|test|describe)\.(?:skip|only)\(/
  const wrong = [...programSources, ...sources('tests')]
    .filter((source) => source.path !== 'tests/house/unfinished.test.ts')
    .flatMap((source) =>
      source.text
        .split('\n')
        .map((line, i) => ({ line, at: `${source.path}:${i + 1}` }))
        .filter(({ line }) => marks.test(line))
        .map(({ at, line }) => `${at} ${line.trim()}`),
    )
  expect(wrong.filter((line) => !line.includes('proves that it does not compile'))).toEqual([])
})

test('no test sleeps: it waits for what it is about', () => {
  const sleeps = /\bsetTimeout\b|\bwaitForTimeout\b|\bnode:timers\b/
  /** Clients that write through a restart of the server try again after a pause. */
  const retries = 'tests/durability/writers.ts'
  const wrong = sources('tests')
    .filter(({ path }) => path !== 'tests/house/unfinished.test.ts' && path !== retries)
    .filter(({ text }) => sleeps.test(text))
  expect(wrong.map(({ path }) => path)).toEqual([])
})
