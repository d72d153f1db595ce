import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Makes `src/kernel/fields/letterVariants.ts` from the Unihan database (Debian: `unicode-data`,
 * unpacked; https://www.unicode.org/reports/tr38/) and the table of new and old letters of OpenCC
 * (`opencc-js/dist/esm-lib/dict/JPShinjitaiCharacters.js`): which letters are another shape of a
 * usual one.
 *
 * `node tools/letter-variants.ts FOLDER_OF_UNIHAN TABLE_OF_OPENCC`
 */

const [folder, table] = process.argv.slice(2)
if (folder === undefined || table === undefined) throw new Error('two paths are needed')

/** A field of a file, by letter. */
function field(file: string, name: string): ReadonlyMap<number, string> {
  const values = new Map<number, string>()
  for (const line of readFileSync(`${folder}/Unihan_${file}.txt`, 'utf8').split('\n')) {
    const [code = '', key, value = ''] = line.split('\t')
    if (key === name) values.set(Number.parseInt(code.slice(2), 16), value)
  }
  return values
}

const codesIn = (value: string): number[] =>
  [...value.matchAll(/U\+([0-9A-F]+)/g)].map(([, code = '']) => Number.parseInt(code, 16))

const joyo = field('OtherMappings', 'kJoyoKanji')
const names = field('OtherMappings', 'kJinmeiyoKanji')
const basic = field('OtherMappings', 'kJis0')
const japanese = field('IRGSources', 'kIRG_JSource')
const semantic = field('Variants', 'kSemanticVariant')
const shapes = field('Variants', 'kZVariant')

/** What the tables lack and names of people have. */
const ofNames =
  '吉𠮷 高髙 辺邉 崎嵜 島嶌 桑桒 曽曾 館舘 柳栁 浜濵 瀬瀨 土圡 角⻆ 戸戶 船舩 橋槗 煕熙'

const usual = new Map<number, number>()
const add = (letter: number, to: number | undefined): void => {
  if (to !== undefined && letter !== to && !usual.has(letter)) usual.set(letter, to)
}
for (const official of [joyo, names])
  for (const [letter, value] of official) add(letter, codesIn(value)[0])
for (const group of (/"(.*)"/.exec(readFileSync(table, 'utf8'))?.[1] ?? '').split('|')) {
  const [letter = '', ...olds] = group.split(' ')
  for (const old of olds) {
    const code = old.codePointAt(0) ?? 0
    if (!joyo.has(code)) add(code, letter.codePointAt(0))
  }
}
for (const [letter, value] of semantic) {
  const level = Number(basic.get(letter)?.slice(0, 2) ?? 99)
  if (!japanese.has(letter) || level < 48 || joyo.has(letter) || names.has(letter)) continue
  const marked = value.split(' ').filter((entry) => /:[A-Z]*Z/.test(entry))
  const known = (entries: readonly string[]): number[] =>
    codesIn(entries.join(' ')).filter((code) => basic.has(code))
  const [shape] = known(marked)
  const [only, second] = known(value.split(' '))
  add(letter, shape ?? (level === 99 && second === undefined ? only : undefined))
}
for (const [letter, value] of shapes)
  if (japanese.has(letter) && !basic.has(letter) && !joyo.has(letter))
    add(
      letter,
      codesIn(value).find((code) => basic.has(code)),
    )
for (const [base = '', ...others] of ofNames.split(' '))
  for (const other of others) add(other.codePointAt(0) ?? 0, base.codePointAt(0))

/** The last of a chain: 濵 → 濱 → 浜. Of two that are each the other's shape, the first. */
function root(letter: number): number {
  const chain = [letter]
  for (;;) {
    const next = usual.get(chain.at(-1) ?? 0)
    if (next === undefined) return chain.at(-1) ?? letter
    if (chain.includes(next)) return Math.min(...chain.slice(chain.indexOf(next)))
    chain.push(next)
  }
}

const groups = new Map<number, string>()
for (const letter of [...usual.keys()].toSorted((a, b) => a - b)) {
  const base = root(letter)
  const text = String.fromCodePoint(letter)
  // What NFKC makes one is one before letters are looked up.
  if (base === letter || text.normalize('NFKC') !== text) continue
  groups.set(base, (groups.get(base) ?? '') + text)
}
const words = [...groups]
  .toSorted(([a], [b]) => a - b)
  .map(([base, others]) => String.fromCodePoint(base) + others)
const lines: string[] = []
for (const word of words) {
  const last = lines.at(-1)
  if (last !== undefined && last.length + word.length < 90) lines[lines.length - 1] += ` ${word}`
  else lines.push(word)
}
writeFileSync(
  fileURLToPath(new URL('../src/kernel/fields/letterVariants.ts', import.meta.url)),
  `/**
 * Kanji with their other shapes: the usual letter first. Made by \`tools/letter-variants.ts\` from the
 * Unihan database (© Unicode, Inc., Unicode License v3, https://www.unicode.org/license.txt) and the
 * table of new and old letters of OpenCC (Apache-2.0), changed: only letters of Japanese sources, each
 * with one usual letter.
 */
export const letterVariants = \`
${lines.join('\n')}
\`
`,
)
process.stdout.write(
  `${words.length} letters with ${[...groups.values()].join('').length} shapes\n`,
)
