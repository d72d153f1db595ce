import type { Language } from '../../words/words.ts'

export type Bound = '>=' | '<=' | '>' | '<'

/** How a language makes sentences of the titles in a condition. */
export interface Grammar {
  readonly and: string
  readonly or: string
  readonly bracketed: (words: string) => string
  readonly quoted: (title: string) => string
  readonly yesNo: (answer: boolean) => string
  readonly is: (name: string, value: string, not: boolean) => string
  readonly isWritten: (name: string, written: boolean) => string
  readonly isBound: (name: string, value: string, bound: Bound, not: boolean) => string
  readonly hasAny: (name: string, none: boolean) => string
  readonly isOneOf: (name: string, values: readonly string[], not: boolean) => string
  readonly has: (name: string, value: string, not: boolean) => string
  /** All that the case is about stands in the field. */
  readonly holdsAll: (name: string, not: boolean) => string
}

const japaneseBounds = { '>=': '以上', '<=': '以下', '>': 'より上', '<': 'より下' } as const
const englishBounds = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'above',
  '<': 'below',
} as const

const japanese: Grammar = {
  and: '、かつ',
  or: '、または',
  bracketed: (words) => `（${words}）`,
  quoted: (title) => `「${title}」`,
  yesNo: (answer) => (answer ? '「はい」' : '「いいえ」'),
  is: (name, value, not) => `${name}が${value}${not ? 'でない' : ''}`,
  isWritten: (name, written) => (written ? `${name}が書かれている` : `${name}が空`),
  isBound: (name, value, bound, not) =>
    `${name}が${value}${japaneseBounds[bound]}${not ? 'でない' : ''}`,
  hasAny: (name, none) => `${name}が${none ? 'ない' : 'ある'}`,
  isOneOf: (name, values, not) => `${name}が${values.join('')}の${not ? 'どれでもない' : 'どれか'}`,
  has: (name, value, not) => `${name}に${value}が${not ? 'ない' : 'ある'}`,
  holdsAll: (name, not) => `${name}に${not ? 'そろっていないものがある' : '全部がある'}`,
}

const english: Grammar = {
  and: ', and ',
  or: ', or ',
  bracketed: (words) => `(${words})`,
  quoted: (title) => `“${title}”`,
  yesNo: (answer) => (answer ? '“Yes”' : '“No”'),
  is: (name, value, not) => `${name} is ${not ? 'not ' : ''}${value}`,
  isWritten: (name, written) => `${name} is ${written ? 'filled in' : 'empty'}`,
  isBound: (name, value, bound, not) =>
    `${name} is ${not ? 'not ' : ''}${englishBounds[bound]} ${value}`,
  hasAny: (name, none) => (none ? `there is no ${name}` : `there is ${name}`),
  isOneOf: (name, values, not) => `${name} is ${not ? 'none' : 'one'} of ${values.join(', ')}`,
  has: (name, value, not) => `${name} ${not ? 'has no' : 'has'} ${value}`,
  holdsAll: (name, not) => `${name} ${not ? 'lacks something' : 'has everything'}`,
}

export const grammars: Readonly<Record<Language, Grammar>> = { ja: japanese, en: english }
