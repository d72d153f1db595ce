import { inLanguage } from '../../words/words.ts'
import type { Language, Said, Words } from '../../words/words.ts'
import type { TransferFault } from './types.ts'

interface NameParams {
  readonly name: string
}
interface SeatParams {
  readonly seat: string
}

/**
 * Everything that may be wrong with a list of transfers, each with its one sentence in both
 * languages.
 */
export const transferFaultKinds = {
  'no-person': {
    kind: 'error',
    say: () => ({
      ja: '職員番号も氏名もありません。どちらかを書いてください。',
      en: 'There is neither a staff number nor a name. Write one of them.',
    }),
  },
  'name-twice': {
    kind: 'error',
    say: (p: NameParams) => ({
      ja: `「${p.name}」という人が二人以上います。職員番号を書いてください。`,
      en: `There are two or more people called “${p.name}”. Write the staff number.`,
    }),
  },
  'number-of-other': {
    kind: 'error',
    say: (p: { number: string; name: string; other: string }) => ({
      ja: `番号 ${p.number} は${p.other}さんのものです。${p.name}さんの番号を確かめてください。`,
      en: `The number ${p.number} belongs to ${p.other}. Check the number of ${p.name}.`,
    }),
  },
  duplicate: {
    kind: 'error',
    say: (p: NameParams & { rows: string }) => ({
      ja: `${p.name}さんが${p.rows}行目にもあります。同じ人なら一つにするか、兼務の行に「兼務」と書き、別の人ならそれぞれに職員番号を書いてください。`,
      en: `${p.name} stands in row ${p.rows} too. Keep one row, write “兼務” in the row of a concurrent post, or write both staff numbers if they are two people.`,
    }),
  },
  'joins-again': {
    kind: 'error',
    say: (p: NameParams) => ({
      ja: `採用の行ですが、「${p.name}」という人が今もいます。同じ人なら区分を直し、別の人なら職員番号を書いてください。`,
      en: `The row is of somebody who joins, but “${p.name}” is here already. Correct the kind if it is the same person; write the staff number if it is another.`,
    }),
  },
  'leaver-unknown': {
    kind: 'warning',
    say: (p: NameParams) => ({
      ja: `退職の行ですが、「${p.name}」という人は名簿にいません。この行では何もしません。`,
      en: `The row is of somebody who leaves, but “${p.name}” is not here. The row does nothing.`,
    }),
  },
  'leaves-by-section': {
    kind: 'warning',
    say: (p: NameParams & { section: string }) => ({
      ja: `「${p.section}」の区切りの下にあるので、${p.name}さんを退職とします。`,
      en: `${p.name} stands under “${p.section}” and is taken to leave.`,
    }),
  },
  'row-left': {
    kind: 'warning',
    say: (p: { text: string; why: string }) => ({
      ja: `「${p.text}」は人の行ではないと見て、使いません（${p.why}）。`,
      en: `“${p.text}” is taken for no row of a person and left out (${p.why}).`,
    }),
  },
  'other-day': {
    kind: 'error',
    say: (p: { day: string; on: string }) => ({
      ja: `発令日が${p.day}です。この異動は${p.on}からなので、日ごとに一覧を分けて送ってください。`,
      en: `The row holds from ${p.day}, the list from ${p.on}. Send a list for each day.`,
    }),
  },
  'concurrent-alone': {
    kind: 'error',
    say: (p: NameParams) => ({
      ja: `${p.name}さんは兼務の行だけで、本務の行がありません。本務の行を足してください。`,
      en: `${p.name} has only rows of concurrent posts and none of the main post. Add the row of the main post.`,
    }),
  },
  missing: {
    kind: 'error',
    say: (p: { what: string }) => ({
      ja: `${p.what}がありません。書き足してください。`,
      en: `This is missing: ${p.what}. Add it.`,
    }),
  },
  'unknown-unit': {
    kind: 'error',
    say: (p: NameParams & { near: string | undefined }) => ({
      ja: `所属「${p.name}」がありません${p.near === undefined ? '' : `（もしかして「${p.near}」）`}。名称を直すか、「まだない所属」で作ってください。`,
      en: `There is no unit “${p.name}”${p.near === undefined ? '' : ` (did you mean “${p.near}”?)`}. Correct the name, or make the unit under “Units not made yet”.`,
    }),
  },
  'ambiguous-unit': {
    kind: 'error',
    say: (p: NameParams) => ({
      ja: `「${p.name}」という所属が二つ以上あります。「上位の所属 ${p.name}」のように書いてください。`,
      en: `There are two or more units called “${p.name}”. Write it with the unit above: “上位の所属 ${p.name}”.`,
    }),
  },
  'unknown-post': {
    kind: 'error',
    say: (p: NameParams & { unit: string }) => ({
      ja: `${p.unit}に職「${p.name}」がありません。「まだない職」で、職を作るか、席ではない職名（主事など）として扱うかを選んでください。`,
      en: `${p.unit} has no post “${p.name}”. Make the post, or choose to take it as a title that is no post.`,
    }),
  },
  'ambiguous-post': {
    kind: 'error',
    say: (p: NameParams) => ({
      ja: `職「${p.name}」が二つ以上あり、どれか決まりません。「所属 ${p.name}」のように書いてください。`,
      en: `There are two or more posts called “${p.name}”. Write it with its unit: “所属 ${p.name}”.`,
    }),
  },
  'bad-email': {
    kind: 'error',
    say: (p: NameParams) => ({
      ja: `「${p.name}」はメールアドレスとして読めません。`,
      en: `“${p.name}” cannot be read as a mail address.`,
    }),
  },
  'bad-date': {
    kind: 'error',
    say: (p: NameParams) => ({
      ja: `「${p.name}」は日付として読めません。2027-03-31 か 令和9年3月31日 のように書いてください。`,
      en: `“${p.name}” cannot be read as a date. Write it like 2027-03-31 or “令和9年3月31日”.`,
    }),
  },
  'until-before': {
    kind: 'error',
    say: (p: { until: string }) => ({
      ja: `最後の日（${p.until}）が異動の日より前です。日付を直すか、退職として書いてください。`,
      en: `The last day (${p.until}) lies before the day of the transfer. Correct the date, or write it as leaving.`,
    }),
  },
  'seat-empty': {
    kind: 'error',
    say: (p: SeatParams & { was: string }) => ({
      ja: `${p.seat}がいなくなります（今は${p.was}さん）。後任を一覧に入れるか、先に任命してください。`,
      en: `${p.seat} would be left without anybody (now ${p.was}). Put a successor on the list, or appoint one first.`,
    }),
  },
  apart: {
    kind: 'error',
    say: (p: NameParams & { one: string; other: string; rule: string }) => ({
      ja: `${p.name}さんが「${p.one}」と「${p.other}」を兼ねることになります（${p.rule}）。どちらかを別の人にしてください。`,
      en: `${p.name} would hold both “${p.one}” and “${p.other}” (${p.rule}). Put somebody else on one of them.`,
    }),
  },
  'case-stuck': {
    kind: 'error',
    say: (p: NameParams & SeatParams & { subject: string; number: string }) => ({
      ja: `${p.name}さんが自分の申請「${p.subject}」（${p.number}）を決める${p.seat}になり、代わりに決める人がいません。先に案件を終えるか、代行者を置いてください。`,
      en: `${p.name} would decide, as ${p.seat}, their own application “${p.subject}” (${p.number}), and nobody could decide instead. Finish the case first, or appoint a deputy.`,
    }),
  },
  'own-case': {
    kind: 'warning',
    say: (p: NameParams & SeatParams & { subject: string; number: string; instead: string }) => ({
      ja: `${p.name}さんが自分の申請「${p.subject}」（${p.number}）を決める${p.seat}になります。この案件は${p.instead}さんに回ります。`,
      en: `${p.name} would decide, as ${p.seat}, their own application “${p.subject}” (${p.number}). The case goes to ${p.instead}.`,
    }),
  },
  'seat-vacant': {
    kind: 'warning',
    say: (p: SeatParams & { was: string; next: string }) => ({
      ja: `${p.seat}が空席になり（今は${p.was}さん）、${p.next}さんに回ります。`,
      en: `${p.seat} becomes vacant (now ${p.was}) and falls to ${p.next}.`,
    }),
  },
  'post-shared': {
    kind: 'warning',
    say: (p: { post: string; names: string }) => ({
      ja: `職「${p.post}」に${p.names}が就くことになります。前任の人を一覧で確かめてください。`,
      en: `More than one person would be on the post “${p.post}”: ${p.names}. Check the predecessor on the list.`,
    }),
  },
  renamed: {
    kind: 'warning',
    say: (p: { before: string; after: string }) => ({
      ja: `氏名が「${p.before}」から「${p.after}」に変わります。番号の取り違えでないか確かめてください。`,
      en: `The name changes from “${p.before}” to “${p.after}”. Make sure that the number is not somebody else’s.`,
    }),
  },
  'keeper-leaves': {
    kind: 'warning',
    say: (p: NameParams) => ({
      ja: `${p.name}さんは、このプログラムの最後の管理者です。先に別の管理者を決めてください。`,
      en: `${p.name} is the last administrator of this program. Make somebody else one first.`,
    }),
  },
} as const

export type TransferFaultCode = keyof typeof transferFaultKinds
/** Parameters as they are given: words of the program in both languages, names as they are. */
type Params<Code extends TransferFaultCode> = Given<
  Parameters<(typeof transferFaultKinds)[Code]['say']>[0]
>
type Given<P> = P extends object
  ? { readonly [Name in keyof P]: P[Name] extends string ? Said : P[Name] }
  : P

/** A fault with its sentence. */
export function transferFault<Code extends TransferFaultCode>(
  code: Code,
  params: Params<Code> extends undefined ? Record<never, never> : Params<Code>,
  at: Omit<TransferFault, 'kind' | 'code' | 'says'> = {},
): TransferFault {
  const { kind, say } = transferFaultKinds[code]
  return { kind, code, says: saidOf(say as (params: unknown) => Words, params), ...at }
}

function saidOf(say: (params: unknown) => Words, params: object | undefined): Words {
  const inOne = (language: Language): string =>
    say(
      Object.fromEntries(
        Object.entries(params ?? {}).map(([name, value]: [string, Said | undefined]) => [
          name,
          value === undefined ? undefined : inLanguage(value, language),
        ]),
      ),
    )[language]
  return { ja: inOne('ja'), en: inOne('en') }
}
