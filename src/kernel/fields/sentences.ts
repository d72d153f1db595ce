import { dayOf, timeOf } from '../calendar/days.ts'
import { spanWords } from '../calendar/spans.ts'
import type { Words } from '../words/words.ts'
import type { Field, FieldType } from './types.ts'

/** The sentences about wrong values, said alike by the form and by the server. */

const choose = { ja: 'を選んでください', en: 'Please choose' }
const fillIn = { ja: 'を入力してください', en: 'Please fill in' }
const asked: Partial<Record<FieldType, Words>> = {
  choice: choose,
  choices: choose,
  class: choose,
  person: choose,
  persons: choose,
  unit: choose,
  units: choose,
  line: choose,
  lines: choose,
  provisions: choose,
  'yes-no': { ja: 'に「はい」か「いいえ」で答えてください', en: 'Please answer yes or no to' },
  files: { ja: 'を付けてください', en: 'Please attach' },
}

/** What is said of each type that points to something only the server can look up. */
const strangers = {
  person: {
    ja: 'に登録のない人が入っています。名簿から選んでください。',
    en: 'names a person who is not registered. Please choose from the directory.',
  },
  unit: {
    ja: 'に登録のない所属が入っています。一覧から選んでください。',
    en: 'names a unit that is not registered. Please choose from the list.',
  },
  line: {
    ja: 'に台帳にない登録が入っています。台帳から選んでください。',
    en: 'names an entry that is not in the register. Please choose from the register.',
  },
  file: {
    ja: 'に見つからないファイルが入っています。もう一度付けてください。',
    en: 'names a file that cannot be found. Please attach it again.',
  },
  provision: {
    ja: 'に今の規程にない条項が入っています。一覧から選んでください。',
    en: 'names a provision that is not in force. Please choose from the list.',
  },
} as const satisfies Readonly<Record<string, Words>>

/** Something that only the server can look up. */
export type Stranger = keyof typeof strangers

export function missingMessage({ type, title }: Field): Words {
  const verb = asked[type] ?? fillIn
  return { ja: `「${title}」${verb.ja}。`, en: `${verb.en} “${title}”.` }
}

export function missingCell({ title }: Field): Words {
  return { ja: `「${title}」が入っていません。`, en: `“${title}” is empty.` }
}

export function stranger({ title }: Field, kind: Stranger): Words {
  return { ja: `「${title}」${strangers[kind].ja}`, en: `“${title}” ${strangers[kind].en}` }
}

export function noFields(id: string, more: number): Words {
  return {
    ja: `「${id}」のほか${more}個の項目はここにはありません。`,
    en: `There is no field “${id}” here, and ${more} others are not here either.`,
  }
}

export function noField(id: string): Words {
  return {
    ja: `「${id}」という項目はここにはありません。`,
    en: `There is no field “${id}” here.`,
  }
}

export function noColumn(id: string): Words {
  return { ja: `「${id}」という欄はここにはありません。`, en: `There is no column “${id}” here.` }
}

export function inFuture({ title }: Field): Words {
  return {
    ja: `「${title}」がまだ来ていない日時です。起きたときの日時を書いてください。`,
    en: `“${title}” is still to come. Write when it happened.`,
  }
}

export function beforeAllowed({ title }: Field, allowedAt: string): Words {
  const at = `${dayOf(allowedAt)} ${timeOf(allowedAt)}`
  return {
    ja: `「${title}」が、許可された${at}より前です。許可のあとの日時を書いてください。`,
    en: `“${title}” lies before ${at}, when it was permitted. Write a time after that.`,
  }
}

export function beforeToday({ title }: Field, today: string): Words {
  return {
    ja: `「${title}」が${today}より前です。これからの日を書いてください。`,
    en: `“${title}” lies before ${today}. Write a day that is still to come.`,
  }
}

/** What a form says of a date that is still to come. */
export function bounds({ meaning, within }: Pick<Field, 'meaning' | 'within'>): Words | undefined {
  if (meaning !== 'planned' && meaning !== 'until') return undefined
  const span = within && spanWords(within)
  return {
    ja: `今日から後を書きます${span ? `（長くて${span.ja}）` : ''}。`,
    en: `Today or later${span ? `, at most ${span.en}` : ''}.`,
  }
}

/** The sentence about a year before the first era in which dates are written, or after 2999. */
export function noYear({ title }: Field): Words {
  return {
    ja: `「${title}」の年を確かめてください。1868年から2999年までを書けます。`,
    en: `Check the year of “${title}”. It must lie between 1868 and 2999.`,
  }
}

export function tooEarly({ title }: Field, earlier: string): Words {
  return {
    ja: `「${title}」は「${earlier}」より後にしてください。`,
    en: `“${title}” must come after “${earlier}”.`,
  }
}

export function tooLate({ title }: Field, span: Words, earlier: string): Words {
  return {
    ja: `「${title}」は「${earlier}」から${span.ja}までにしてください。`,
    en: `“${title}” must come at most ${span.en} after “${earlier}”.`,
  }
}

export function noText({ title }: Field): Words {
  return { ja: `「${title}」には文字を入力してください。`, en: `“${title}” must be a text.` }
}

export function controlCharacter({ title }: Field): Words {
  return {
    ja: `「${title}」に使えない文字（制御文字など）があります。取り除いてください。`,
    en: `“${title}” has characters that cannot be kept (control characters). Please take them out.`,
  }
}

export function myNumber({ title }: Field): Words {
  return {
    ja: `「${title}」に個人番号（マイナンバー）と思われる12桁の数字があります。ここには書けないので、取り除いてください。`,
    en: `“${title}” has twelve digits that seem to be an individual number (My Number). It may not be written here: please take it out.`,
  }
}

export function severalLines({ title }: Field): Words {
  return { ja: `「${title}」は1行で書いてください。`, en: `“${title}” must be one line.` }
}

export function tooLong({ title }: Field, max: number, length: number): Words {
  return {
    ja: `「${title}」は${max}文字までです（今は${length}文字）。短くしてください。`,
    en: `“${title}” may have at most ${max} characters (it has ${length}). Please shorten it.`,
  }
}

export function tooShort({ title }: Field, min: number, length: number): Words {
  return {
    ja: `「${title}」は${min}文字以上で書いてください（今は${length}文字）。`,
    en: `“${title}” must have at least ${min} characters (it has ${length}).`,
  }
}

export function noKana({ title }: Field): Words {
  return {
    ja: `「${title}」はひらがなかカタカナで書いてください。`,
    en: `“${title}” must be written in hiragana or katakana.`,
  }
}

export function noPhone({ title }: Field): Words {
  return {
    ja: `「${title}」は 0261-00-0000 のように数字とハイフンで書いてください。内線は「0261-00-0000 内線12」のように続けます。`,
    en: `“${title}” must be digits and hyphens, such as 0261-00-0000; an extension follows, such as “0261-00-0000 ext. 12”.`,
  }
}

export function noEmail({ title }: Field): Words {
  return {
    ja: `「${title}」は name@example.jp の形で書いてください。`,
    en: `“${title}” must look like name@example.jp.`,
  }
}

export function noNumber({ title }: Field): Words {
  return { ja: `「${title}」には数を入力してください。`, en: `“${title}” must be a number.` }
}

export function tooSmall({ title, unit = '' }: Field, min: number): Words {
  return {
    ja: `「${title}」は${min}${unit}以上にしてください。`,
    en: `“${title}” must be at least ${min}${unit}.`,
  }
}

export function tooLarge({ title, unit = '' }: Field, max: number): Words {
  return {
    ja: `「${title}」は${max}${unit}以下にしてください。`,
    en: `“${title}” must be at most ${max}${unit}.`,
  }
}

export function noDate({ title }: Field): Words {
  return {
    ja: `「${title}」に、R8.11.21 や 2026-11-21 のように、実在する日付を入力してください。`,
    en: `“${title}” must be a date that exists, such as 2026-11-21 or R8.11.21.`,
  }
}

export function noTime({ title }: Field): Words {
  return {
    ja: `「${title}」の時刻を 15:00 のように入力してください。`,
    en: `Please give the time of “${title}”, such as 15:00.`,
  }
}

export function noAnswer({ title }: Field): Words {
  return {
    ja: `「${title}」は「はい」か「いいえ」で答えてください。`,
    en: `“${title}” must be answered yes or no.`,
  }
}

export function noOption({ title, options = [] }: Field): Words {
  const ja = options.map((option) => `「${option.title}」`).join('')
  const en = options.map((option) => `“${option.title}”`).join(', ')
  return {
    ja: `「${title}」は${ja}から選んでください。`,
    en: `“${title}” must be one of ${en}.`,
  }
}

export function noClass(): Words {
  return { ja: '分類を選んでください。', en: 'Please choose the class.' }
}

export function noList({ title }: Field): Words {
  return {
    ja: `「${title}」は一覧から選んでください。`,
    en: `“${title}” must be chosen from the list.`,
  }
}

export function tooMany({ type, title }: Field, max: number): Words {
  return {
    ja: `「${title}」は${max}${type === 'persons' ? '人' : '件'}までです。減らしてください。`,
    en: `“${title}” may have at most ${max}. Please take some out.`,
  }
}

export function tooFew({ type, title }: Field, min: number): Words {
  return {
    ja: `「${title}」は${min}${type === 'persons' ? '人' : '件'}以上選んでください。`,
    en: `“${title}” must have at least ${min}.`,
  }
}

export function noRetention({ title }: Field): Words {
  return {
    ja: `「${title}」は年数（5年など）、期限の日、永年のどれかにしてください。`,
    en: `“${title}” must be a number of years, a day, or for good.`,
  }
}

export function noTable({ title }: Field): Words {
  return {
    ja: `「${title}」は行の並びで入力してください。`,
    en: `“${title}” must be a list of rows.`,
  }
}

export function noRow({ title }: Field, row: number): Words {
  return {
    ja: `「${title}」の${row}行目が正しくありません。入力し直してください。`,
    en: `Row ${row} of “${title}” is not right. Please fill it in again.`,
  }
}

export function inRow(row: number, words: Words): Words {
  return { ja: `${row}行目：${words.ja}`, en: `Row ${row}: ${words.en}` }
}

export function tooManyRows({ title }: Field, max: number): Words {
  return {
    ja: `「${title}」は${max}行までです。減らしてください。`,
    en: `“${title}” may have at most ${max} rows. Please take some out.`,
  }
}

export function tooFewRows({ title }: Field, min: number): Words {
  return {
    ja: `「${title}」は${min}行以上入力してください。`,
    en: `“${title}” must have at least ${min} rows.`,
  }
}

/** The value is not what the policy asks for. */
export function unmet({ title, type }: Field): Words {
  return type === 'yes-no'
    ? {
        ja: `「${title}」が「はい」でないと進めません。必要なことを済ませてから答えてください。`,
        en: `“${title}” has to be yes. Please do what it asks first.`,
      }
    : {
        ja: `「${title}」が規程の求めるとおりではありません。条項を確かめて直してください。`,
        en: `“${title}” is not what the policy asks for. Please look at the provision and correct it.`,
      }
}
