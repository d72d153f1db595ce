import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root, sources } from './sources.ts'

type Dictionary = Readonly<Record<string, string>>

/**
 * Where texts are: `…/locales/ja.json` and `…/locales/people.ja.json`, each with its English beside
 * it.
 */
const files = sources('src', /\.json$/)
  .map((source) => source.path)
  .filter((path) => path.includes('/locales/'))
const japanese = files.filter((path) => /(?:^|[/.])ja\.json$/.test(path))
const englishOf = (path: string): string => path.replace(/ja\.json$/, 'en.json')
const read = (path: string): Dictionary =>
  JSON.parse(readFileSync(join(root, path), 'utf8')) as Dictionary

const forms = /_(?:one|other)$/
const placesOf = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].flatMap(([, name]) => name ?? []).toSorted()

test('every feature with pages has its texts in two files, and nothing else stands there', () => {
  expect(files.toSorted()).toEqual(japanese.flatMap((path) => [englishOf(path), path]).toSorted())
  const withText = new Set(
    sources('src/features', /\.tsx$/).map((source) => source.path.split('/')[2]),
  )
  const told = new Set(japanese.map((path) => path.split('/')[2]))
  expect([...withText].filter((feature) => !told.has(feature))).toEqual([])
  expect(japanese.length).toBeGreaterThan(10)
})

test('what a page gives to a text stands in the text', () => {
  const given = sources('src/features', /\.tsx$/).flatMap(({ path, text }) => {
    const folder = `${dirname(path)}/locales/`
    const texts = Object.assign({}, ...japanese.filter((one) => one.startsWith(folder)).map(read))
    return [...text.matchAll(/\bsay\('([\w.]+)', \{\s*(\w+)/g)].flatMap(([, key, place]) => {
      const words: string | undefined = texts[key ?? '']
      return words === undefined || place === 'count' ? [] : [{ path, key, place, words }]
    })
  })
  expect(given.length).toBeGreaterThan(50)
  expect(given.filter(({ words, place }) => !words.includes(`{{${place}}}`))).toEqual([])
})

describe.each(japanese)('%s', (path) => {
  const ja = read(path)
  const en = read(englishOf(path))
  const englishTexts = Object.entries(en).map(([key, text]) => ({
    key: key.replace(forms, ''),
    form: forms.exec(key)?.[0],
    text,
  }))

  test('both languages have the same keys', () => {
    expect([...new Set(englishTexts.map(({ key }) => key))].toSorted()).toEqual(
      Object.keys(ja).toSorted(),
    )
  })

  test('both languages have the same places in every text', () => {
    const wrong = englishTexts.filter(
      ({ key, text }) => placesOf(text).join() !== placesOf(ja[key] ?? '').join(),
    )
    expect(wrong).toEqual([])
  })

  test('no text is empty', () => {
    const empty = [...Object.entries(ja), ...Object.entries(en)].filter(
      ([, text]) => text.trim() === '',
    )
    expect(empty).toEqual([])
  })

  test('English has no Japanese letters but in quotes', () => {
    const letters = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
    expect(
      englishTexts.filter(({ text }) => letters.test(text.replaceAll(/“[^”]*”/g, ''))),
    ).toEqual([])
  })

  test('English that counts has a form for one and a form for others, Japanese needs one only', () => {
    const both = englishTexts
      .filter(({ form }) => form === '_one')
      .map(({ key }) => key)
      .toSorted()
    const others = englishTexts.filter(({ form }) => form === '_other').map(({ key }) => key)
    expect(others.toSorted()).toEqual(both)
    expect(
      both.filter((key) => !placesOf(ja[key] ?? '').includes('count') && key !== 'lines'),
    ).toEqual([])
    const unformed = englishTexts.filter(
      ({ form, text }) => form === undefined && /\{\{count\}\} (?:\w+ )?[a-z]+s\b/.test(text),
    )
    expect(unformed).toEqual([])
    expect(Object.keys(ja).filter((key) => forms.test(key))).toEqual([])
  })
})

test('a dictionary is brought by the one text.ts beside it, under the name of its feature', () => {
  const brought = sources('src/features', /\.ts$/).flatMap((source) =>
    [
      ...source.text.matchAll(/defineTexts\('([\w.]+)', \{\s*ja: \(\) => import\('\.\/([^']+)'\)/g),
    ].map(([, name = '', file = '']) => ({
      name: name.split('.')[0],
      feature: source.path.split('/')[2],
      file: join(dirname(source.path), file),
    })),
  )
  expect(brought.map(({ file }) => file).toSorted()).toEqual(
    japanese.filter((path) => path.startsWith('src/features/')).toSorted(),
  )
  expect(brought.filter(({ name, feature }) => name !== feature)).toEqual([])
})

/** Properties whose text a refusal says. */
const said =
  /\b(?:what|act|who|why|detail|by|state|place|folder|units|seat): ?(?:'[^'\n]*[ぁ-んァ-ヶ一-龠]|`[^`\n]*[ぁ-んァ-ヶ一-龠])/
/**
 * Files that stay Japanese: the words of packs and of the reader, the checks of fields, what is
 * printed or written into a table, and what is stored beside a document that is Japanese itself.
 */
const inJapanese =
  /^src\/(?:kernel\/(?:reader|packs|fields|classes|problems|calendar)|platform\/(?:documents|packs)|features\/[^/]+\/(?:web|server\/(?:.*print|.*sheet|imports\/row))|features\/policy\/server\/compareDocument\.ts|apps\/|ui\/)/

test('what a refusal says of the program it says in both languages', () => {
  const wrong = sources('src')
    .filter((source) => !inJapanese.test(source.path))
    .flatMap((source) =>
      source.text
        .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ''))
        .split('\n')
        .flatMap((line, index) => (said.test(line) ? [`${source.path}:${index + 1}`] : [])),
    )
  expect(wrong).toEqual([])
})

/** A day in the Japanese calendar that is given to a sentence of both languages. */
const eraGiven =
  /\b(?:refuse|problem|transferFault)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*?\bformatEra\(/g

test('days in refusals are words in both languages, never of the Japanese calendar alone', () => {
  expect("refuse('x', { name: of(a), on: formatEra(day) })".match(eraGiven)).not.toBeNull()
  expect(
    sources('src').flatMap(({ path, text }) => (text.match(eraGiven) === null ? [] : [path])),
  ).toEqual([])
})
