/**
 * Blanks to fill in and alternatives to choose from, as templates of policies have them; sentences
 * of a paragraph without numbering.
 */
import { sentences } from './text.ts'
import { isReferenceOnly } from './wording.ts'

/** A wording with nothing in it but blanks: ○○○○. */
export function isBlankToFill(text: string): boolean {
  return /^[○〇◯●△▲□＿_\s…・.、。（）()]{1,40}$/.test(text)
}

/** One part of a wording; `choice` counts from 1 where the parts are alternatives. */
export interface Part {
  readonly text: string
  readonly choice?: number
}

const CLAUSE =
  /(?:する|ない|いる|ある|こと|行う|付ける|つける|得る|とする|れる|える|せる|める|送信|利用|使用|実施)。?$/

/**
 * Alternatives written with a slash between clauses: `…する／…する。` gives two parts; each part but the
 * first runs on to the end.
 */
export function splitChoices(text: string): Part[] {
  const wide = text.includes('／')
  const parts = text.split(wide ? '／' : '/')
  if (parts.length < 2 || parts.length > 6) return [{ text }]
  const clause = (p: string): boolean => CLAUSE.test(p.trim()) && p.trim().length >= 8
  if (wide ? !parts.every((p) => p.trim().length >= 6) : !parts.every(clause)) return [{ text }]
  return parts.map((p, i) => ({ text: p.trim(), choice: i + 1 }))
}

/**
 * Sentences of a wording that bind apart; a sentence that only refers elsewhere stays with the one
 * before it.
 */
export function splitSentences(text: string): string[] {
  const out: string[] = []
  for (const sentence of sentences(text)) {
    const trails =
      out.length > 0 &&
      (isReferenceOnly(sentence) ||
        /(?:参照のこと|参照する)。?$/.test(sentence) ||
        /^[（(]/.test(sentence))
    if (trails) out[out.length - 1] += sentence
    else out.push(sentence)
  }
  return out
}
