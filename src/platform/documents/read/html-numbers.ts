import { formatNumber } from './docx/number-formats.ts'

/** The numbering formats of documents for the values of `<ol type>` and CSS list-style-type. */
const formats: Readonly<Record<string, string>> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  decimal: 'decimal',
  'decimal-leading-zero': 'decimalZero',
  'lower-alpha': 'lowerLetter',
  'lower-latin': 'lowerLetter',
  'upper-alpha': 'upperLetter',
  'upper-latin': 'upperLetter',
  'lower-roman': 'lowerRoman',
  'upper-roman': 'upperRoman',
  katakana: 'aiueoFullWidth',
  'katakana-iroha': 'irohaFullWidth',
  'cjk-ideographic': 'japaneseCounting',
  'japanese-informal': 'japaneseCounting',
  'japanese-formal': 'japaneseLegal',
  'cjk-decimal': 'ideographDigital',
  'cjk-heavenly-stem': 'ideographTraditional',
  'cjk-earthly-branch': 'ideographZodiac',
}

/**
 * The label of an item of an ordered list: its number as a browser shows it, followed by the sign
 * of its style.
 */
export function itemLabel(
  number: number,
  type: string | undefined,
  style: string | undefined,
): string {
  const css = /list-style(?:-type)?\s*:[^;]*?\b([a-z][a-z-]*[a-z])\b/.exec(style ?? '')?.[1]
  if (css === 'none') return ''
  const name = css !== undefined && css in formats ? css : (type ?? '1')
  const ideographic = /^(?:katakana|cjk|japanese)/.test(name)
  return `${formatNumber(number, formats[name] ?? 'decimal')}${ideographic ? '、' : '.'}`
}
