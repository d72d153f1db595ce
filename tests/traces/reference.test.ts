import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { catalogue } from '#kernel/problems/index.ts'
import { renderReferencePages } from '../../tools/reference.ts'
import { sources } from '../house/sources.ts'

const pages = await renderReferencePages()
/** Letters that an English text has none of, but in quotes. */
const japanese = /[ぁ-んァ-ヶ一-龠]/

test.each(Object.keys(pages))('docs/reference/%s is what the program says', (name) => {
  const written = readFileSync(new URL(`../../docs/reference/${name}`, import.meta.url), 'utf8')
  expect(
    written === pages[name],
    `docs/reference/${name} is out of date: run node tools/reference.ts`,
  ).toBe(true)
})

test('every problem has a sentence that ends and a title in both languages, and a status of a refusal', () => {
  const rows = [
    ...pages['errors.md']!.matchAll(
      /^\| `([a-z0-9-]+)` \| (\d+) \| (.+?)<br>(.+?) \| (.+)<br>(.+) \|$/gm,
    ),
  ].map(([, code, status, title, titleEn, sentence = '', english = '']) => ({
    code,
    status: Number(status),
    titles: [title, titleEn],
    sentence,
    english,
  }))
  expect(rows.map((row) => row.code)).toEqual(Object.keys(catalogue).toSorted())
  expect(rows.filter((row) => row.status < 400 || row.status > 599)).toEqual([])
  expect(
    rows.filter(
      (row) =>
        !/[。〉]$/.test(row.sentence) ||
        !/[ぁ-ん]/.test(row.sentence) ||
        /NaN|undefined|\[object/.test(row.sentence + row.english) ||
        !/[.〉]$/.test(row.english) ||
        japanese.test(row.english.replaceAll(/“[^”]*”/g, '')) ||
        japanese.test(row.titles[1] ?? ''),
    ),
  ).toEqual([])
})

test('no problem of the catalogue is dead: each code is used somewhere', () => {
  const program = sources('src')
    .filter((source) => !source.path.startsWith('src/kernel/problems/'))
    .map((source) => source.text)
    .join('\n')
  expect(Object.keys(catalogue).filter((code) => !program.includes(`'${code}'`))).toEqual([])
})
