import { expect, test } from 'vitest'
import { sources } from './sources.ts'

const program = [...sources('src', /\.(?:ts|tsx|sql)$/), ...sources('bench'), ...sources('tools')]
const lines = (text: string) => text.split('\n').length

test('no file is over 400 lines, no test over 500', () => {
  expect(program.filter((source) => lines(source.text) > 400).map((source) => `${source.path} (${lines(source.text)})`)).toEqual([])
  expect(sources('tests').filter((source) => lines(source.text) > 500).map((source) => `${source.path} (${lines(source.text)})`)).toEqual([])
})

test('half of the files are under 100 lines', () => {
  const lengths = program.map((source) => lines(source.text)).sort((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(100)
})

test('no escape from the types and no unfinished work is left', () => {
  const marks = /\b(?:TODO|FIXME|XXX)\b|@ts-(?:ignore|nocheck|expect-error)|\bas any\b|\w\??:\s*any\b(?=[\s,;)\]}=]*$|[,;)\]}=])|\b(?:it|test|describe)\.(?:skip|only)\(/
  const wrong = [...program, ...sources('tests')].filter((source) => source.path !== 'tests/house/rooms.test.ts')
    .flatMap((source) => source.text.split('\n').map((line, i) => ({ line, at: `${source.path}:${i + 1}` })).filter(({ line }) => marks.test(line)).map(({ at, line }) => `${at} ${line.trim()}`))
  expect(wrong.filter((line) => !line.includes('proves that it does not compile'))).toEqual([])
})
