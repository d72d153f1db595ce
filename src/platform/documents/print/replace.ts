import type { Letters } from './fonts.ts'

/** What stands where a letter cannot be printed. */
const unprintable = '〓'

/** A letter that no face has, and the place in the data where it first stands. */
export interface ReplacedLetter {
  readonly letter: string
  readonly place: string
}

/** Data as it is printed, with the letters that were replaced, each once. */
export interface PrintableData {
  readonly data: unknown
  readonly replaced: readonly ReplacedLetter[]
}

/** Whether every letter of the data stands in one of the faces. */
export function allPrintable(value: unknown, faces: Letters): boolean {
  if (typeof value === 'string') return hasAll(value, faces)
  return (
    typeof value !== 'object' ||
    value === null ||
    Object.values(value).every((child) => allPrintable(child, faces))
  )
}

/** The data with 〓 for each letter that no face has. */
export function replaceUnprintable(value: unknown, faces: Letters): PrintableData {
  const replaced = new Map<string, string>()
  const replaceText = (text: string, place: string): string =>
    hasAll(text, faces)
      ? text
      : clustersOf(text)
          .map((cluster) => printableCluster(cluster, faces, (letter) => note(letter, place)))
          .join('')
  const note = (letter: string, place: string): void => {
    if (!replaced.has(letter)) replaced.set(letter, place)
  }
  const walk = (child: unknown, place: string): unknown => {
    if (typeof child === 'string') return replaceText(child, place)
    if (Array.isArray(child)) return child.map((item: unknown) => walk(item, place))
    if (typeof child !== 'object' || child === null) return child
    const label = 'label' in child && typeof child.label === 'string' ? child.label : null
    return Object.fromEntries(
      Object.entries(child).map(([key, item]) => [
        key,
        walk(item, label ?? partNames[key] ?? place),
      ]),
    )
  }
  const data = walk(value, '')
  const plainly = (text: string): string =>
    clustersOf(text)
      .map((cluster) => printableCluster(cluster, faces, () => undefined))
      .join('')
  return {
    data,
    replaced: [...replaced].map(([letter, place]) => ({ letter, place: plainly(place) })),
  }
}

/** Most letters that the note under a sheet names. */
const namedLetters = 8

/** The note under a sheet about its replaced letters; '' where there are none. */
export function replacementNote(replaced: readonly ReplacedLetter[]): string {
  if (replaced.length === 0) return ''
  const named = replaced.slice(0, namedLetters).map(({ letter, place }) => {
    const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return `U+${code}${place === '' ? '' : `（${place}）`}`
  })
  const more = replaced.length - named.length
  return `${unprintable}は印字できない文字：${named.join('、')}${more > 0 ? ` ほか${more}字` : ''}`
}

function hasAll(text: string, faces: Letters): boolean {
  for (const letter of text)
    if (isMark.test(letter) || (!isInvisible(letter) && !isIn(faces, letter))) return false
  return true
}

const isMark = /^\p{M}$/u
/** Private, unassigned and half letters: what a face draws for them is not what was meant. */
const isNoLetter = /^[\p{Co}\p{Cn}\p{Cs}]$/u

function isInvisible(letter: string): boolean {
  return letter === '\n' || letter === ' ' || letter === '\u200b' || letter === '\u200d'
}

function isIn(faces: Letters, letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0
  return !isNoLetter.test(letter) && faces.some((face) => face.has(code))
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** A letter with its marks, each as a text. */
export function clustersOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/**
 * A cluster is set in one face. Marks that the face of their letter lacks are replaced; a letter
 * that no face has takes its marks along.
 */
function printableCluster(cluster: string, faces: Letters, note: (letter: string) => void): string {
  const letters = [...cluster]
  const drawn = letters.filter(
    (letter) => !isInvisible(letter) && !/^\p{Variation_Selector}$/u.test(letter),
  )
  if (drawn.length === 0) return letters.filter((letter) => isInvisible(letter)).join('')
  if (faces.some((face) => drawn.every((letter) => isIn([face], letter)))) return cluster
  const [first = ''] = drawn
  const face = faces.find((candidate) => isIn([candidate], first))
  if (face === undefined) {
    note(first)
    return unprintable
  }
  return drawn
    .map((letter) => {
      if (isIn([face], letter)) return letter
      if (!isMark.test(letter) && isIn(faces, letter)) return `\u200b${letter}`
      note(letter)
      return unprintable
    })
    .join('')
}

const partNames: Readonly<Record<string, string>> = {
  organization: '組織名',
  title: '表題',
  lead: '前文',
  applicant: '申請者',
  seals: '押印欄',
  history: '経過',
  notes: '注記',
  columns: '見出し',
  rows: '表',
  roots: '連絡網',
  outside: '外部の連絡先',
  addressee: '宛先',
  subtitle: '副題',
  sections: '本文',
  formNumber: '様式番号',
  documentNumber: '文書番号',
  mark: '透かし',
  labels: '札',
}
