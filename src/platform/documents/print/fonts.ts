import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fontCharacters } from './glyphs.ts'
import { unpackWoff } from './woff.ts'

/**
 * The faces of printed sheets, in the order in which a letter is looked for: the two usual ones, one
 * with rare kanji, then those of other scripts. The last has every letter of the first plane, drawn
 * in coarse dots.
 */

const require = createRequire(import.meta.url)
const files = (...names: readonly string[]): readonly string[] =>
  names.map((name) => require.resolve(name))

const mincho = files(
  '@expo-google-fonts/biz-udmincho/400Regular/BIZUDMincho_400Regular.ttf',
  '@expo-google-fonts/biz-udmincho/700Bold/BIZUDMincho_700Bold.ttf',
)
const gothic = files(
  '@expo-google-fonts/biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf',
  '@expo-google-fonts/biz-udgothic/700Bold/BIZUDGothic_700Bold.ttf',
)
const rare = files(
  '@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf',
  '@expo-google-fonts/noto-serif-jp/700Bold/NotoSerifJP_700Bold.ttf',
)
const hangul = files(
  '@expo-google-fonts/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf',
  '@expo-google-fonts/noto-sans-kr/700Bold/NotoSansKR_700Bold.ttf',
)
const emoji = files(
  '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
  '@expo-google-fonts/noto-emoji/700Bold/NotoEmoji_700Bold.ttf',
)
const [coarse = ''] = files('@fontsource/unifontex/files/unifontex-latin-400-normal.woff')

/** Where the setter finds its faces. */
export interface FontPlaces {
  /** Folders of the faces that nearly every sheet is set in. */
  readonly usual: readonly string[]
  /** Folders of the faces of other scripts, and the file of the coarse one. */
  readonly other: readonly string[]
  readonly coarse: string
}

export const fontPlaces: FontPlaces = {
  usual: [...mincho, ...gothic, ...rare].map((path) => dirname(path)),
  other: [...hangul, ...emoji].map((path) => dirname(path)),
  coarse,
}

/** The letters of faces, one set a face, in the order in which they are looked for. */
export type Letters = readonly ReadonlySet<number>[]

async function lettersOf([regular = '']: readonly string[]): Promise<ReadonlySet<number>> {
  return fontCharacters(await readFile(regular))
}

let usualCache: Promise<Letters> | null = null
let allCache: Promise<Letters> | null = null

/**
 * Letters of the usual faces. What is set in mincho on one sheet is set in gothic on another, so of
 * those two only what both have counts.
 */
export function usualLetters(): Promise<Letters> {
  usualCache ??= Promise.all([lettersOf(mincho), lettersOf(gothic), lettersOf(rare)]).then(
    ([first, second, third]) => [first.intersection(second), third],
  )
  return usualCache
}

/** Letters of all faces. */
export function allLetters(): Promise<Letters> {
  allCache ??= Promise.all([
    usualLetters(),
    lettersOf(hangul),
    lettersOf(emoji),
    readFile(coarse).then((woff) => fontCharacters(unpackWoff(woff))),
  ]).then(([usual, ...others]) => [...usual, ...others])
  return allCache
}
