import { everyWords } from '../calendar/every.ts'
import { spanWords } from '../calendar/spans.ts'
import { choicesOf } from '../rounds/index.ts'
import type { Choice } from '../packs/choice.ts'
import type { Document, Section } from '../packs/document.ts'
import { holds } from '../packs/expression.ts'
import type { Pack } from '../packs/types.ts'
import { inLanguage } from '../words/words.ts'
import type { Language } from '../words/words.ts'

/** The sections of a document that stand by the choices of the organisation. */
export function sectionsStanding(
  { sections }: Document,
  choices: Pack['choices'],
): readonly Section[] {
  const organization = choicesOf(choices)
  return sections.filter(
    ({ when, applies }) =>
      holds(applies, { organization }, true) && holds(when, { organization }, true),
  )
}

/** The text of a section, each blank filled with what the organisation chose. */
export function sectionText(
  { text }: Section,
  choices: Pack['choices'],
  language: Language,
): string | undefined {
  return text?.replaceAll(/\{organization\.([a-z][A-Za-z0-9]*)\}/g, (blank, id: string) => {
    const choice = choices.get(id)
    return choice === undefined ? blank : chosen(choice, language)
  })
}

/** What was chosen, as people say it. */
function chosen({ type, cadence, span, options, value }: Choice, language: Language): string {
  if (cadence !== undefined) return inLanguage(everyWords(cadence), language)
  if (span !== undefined) return inLanguage(spanWords(span), language)
  if (type === 'yes-no')
    return inLanguage(
      value === true ? { ja: 'はい', en: 'yes' } : { ja: 'いいえ', en: 'no' },
      language,
    )
  return options?.find(({ id }) => id === value)?.title ?? String(value)
}

/** A piece of a text: a word whose meaning is known, or what stands between. */
export interface Piece<Meaning> {
  readonly text: string
  readonly meaning?: Meaning
}

/**
 * A text cut where words stand whose meaning is known: the longest word at each place, each word
 * once, so that the eye is not caught again and again.
 */
export function piecesOf<Meaning>(
  text: string,
  meanings: ReadonlyMap<string, Meaning>,
): readonly Piece<Meaning>[] {
  const words = [...meanings.keys()].filter((word) => word !== '').toSorted(longestFirst)
  const seen = new Set<string>()
  const pieces: Piece<Meaning>[] = []
  let plain = ''
  for (let at = 0; at < text.length;) {
    const word = words.find((each) => text.startsWith(each, at))
    const meaning = word === undefined || seen.has(word) ? undefined : meanings.get(word)
    const length = word?.length ?? 1
    if (word === undefined || meaning === undefined) plain += text.slice(at, at + length)
    else {
      if (plain !== '') pieces.push({ text: plain })
      plain = ''
      seen.add(word)
      pieces.push({ text: word, meaning })
    }
    at += length
  }
  return plain === '' ? pieces : [...pieces, { text: plain }]
}

const longestFirst = (a: string, b: string): number => b.length - a.length
