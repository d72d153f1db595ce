import type { Language } from './texts.ts'

/** What stands between and around the parts of a text. */
export interface Signs {
  /** 甲、乙 */
  readonly list: string
  /** 甲・乙 */
  readonly dot: string
  /** 甲：乙 */
  readonly colon: string
  /** 「甲」 */
  readonly quote: string
  readonly unquote: string
  /** 「甲」「乙」 */
  readonly between: string
  /** 「甲」と「乙」 */
  readonly and: string
  /** 甲（乙） */
  readonly paren: string
  readonly unparen: string
  /** 甲〜乙 */
  readonly until: string
  /** A wide space. */
  readonly gap: string
}

export const signsIn: Readonly<Record<Language, Signs>> = {
  ja: {
    list: '、',
    dot: '・',
    colon: '：',
    quote: '「',
    unquote: '」',
    between: '',
    and: 'と',
    until: '〜',
    paren: '（',
    unparen: '）',
    gap: '　',
  },
  en: {
    list: ', ',
    dot: ' · ',
    colon: ': ',
    quote: '“',
    unquote: '”',
    between: ', ',
    and: ' and ',
    until: ' – ',
    paren: ' (',
    unparen: ')',
    gap: ' ',
  },
}
