import type { TransferFault } from './types.ts'

interface Named {
  readonly name: string
}
interface Seated {
  readonly seat: string
}

/** Everything that may be wrong with a list of transfers, each with its one sentence. */
export const transferFaultKinds = {
  'no-person': {
    kind: 'error',
    say: () => '職員番号も氏名もありません。どちらかを書いてください。',
  },
  'name-twice': {
    kind: 'error',
    say: (p: Named) => `「${p.name}」という人が二人以上います。職員番号を書いてください。`,
  },
  'number-of-other': {
    kind: 'error',
    say: (p: { number: string; name: string; other: string }) =>
      `番号 ${p.number} は${p.other}さんのものです。${p.name}さんの番号を確かめてください。`,
  },
  duplicate: {
    kind: 'error',
    say: (p: Named & { rows: string }) =>
      `${p.name}さんが${p.rows}行目にもあります。一つにするか、兼務の行なら「兼務」と書いてください。`,
  },
  'concurrent-alone': {
    kind: 'error',
    say: (p: Named) =>
      `${p.name}さんは兼務の行だけで、本務の行がありません。本務の行を足してください。`,
  },
  missing: {
    kind: 'error',
    say: (p: { what: string }) => `${p.what}がありません。書き足してください。`,
  },
  'unknown-unit': {
    kind: 'error',
    say: (p: Named & { near: string }) =>
      `所属「${p.name}」がありません${p.near}。名称を直すか、先に所属を作ってください。`,
  },
  'ambiguous-unit': {
    kind: 'error',
    say: (p: Named) =>
      `「${p.name}」という所属が二つ以上あります。「上位の所属 ${p.name}」のように書いてください。`,
  },
  'unknown-post': {
    kind: 'error',
    say: (p: Named & { unit: string }) =>
      `${p.unit}に職「${p.name}」がありません。職を作るか、席ではない職名（主事など）なら、職名として扱うことを選んでください。`,
  },
  'ambiguous-post': {
    kind: 'error',
    say: (p: Named) =>
      `職「${p.name}」が二つ以上あり、どれか決まりません。「所属 ${p.name}」のように書いてください。`,
  },
  'bad-email': {
    kind: 'error',
    say: (p: Named) => `「${p.name}」はメールアドレスとして読めません。`,
  },
  'bad-date': {
    kind: 'error',
    say: (p: Named) =>
      `「${p.name}」は日付として読めません。2027-03-31 か 令和9年3月31日 のように書いてください。`,
  },
  'until-before': {
    kind: 'error',
    say: (p: { until: string }) =>
      `最後の日（${p.until}）が異動の日より前です。日付を直すか、退職として書いてください。`,
  },
  'seat-empty': {
    kind: 'error',
    say: (p: Seated & { was: string }) =>
      `${p.seat}がいなくなります（今は${p.was}さん）。後任を一覧に入れるか、先に任命してください。`,
  },
  apart: {
    kind: 'error',
    say: (p: Named & { one: string; other: string; rule: string }) =>
      `${p.name}さんが「${p.one}」と「${p.other}」を兼ねることになります（${p.rule}）。どちらかを別の人にしてください。`,
  },
  'case-stuck': {
    kind: 'error',
    say: (p: Named & Seated & { subject: string; number: string }) =>
      `${p.name}さんが自分の申請「${p.subject}」（${p.number}）を決める${p.seat}になり、代わりに決める人がいません。先に案件を終えるか、代行者を置いてください。`,
  },
  'own-case': {
    kind: 'warning',
    say: (p: Named & Seated & { subject: string; number: string; instead: string }) =>
      `${p.name}さんが自分の申請「${p.subject}」（${p.number}）を決める${p.seat}になります。この案件は${p.instead}さんに回ります。`,
  },
  'seat-vacant': {
    kind: 'warning',
    say: (p: Seated & { was: string; next: string }) =>
      `${p.seat}が空席になり（今は${p.was}さん）、${p.next}さんに回ります。`,
  },
  'post-shared': {
    kind: 'warning',
    say: (p: { post: string; names: string }) =>
      `職「${p.post}」に${p.names}が就くことになります。前任の人を一覧で確かめてください。`,
  },
  renamed: {
    kind: 'warning',
    say: (p: { before: string; after: string }) =>
      `氏名が「${p.before}」から「${p.after}」に変わります。番号の取り違えでないか確かめてください。`,
  },
  'keeper-leaves': {
    kind: 'warning',
    say: (p: Named) =>
      `${p.name}さんは、このプログラムの最後の管理者です。先に別の管理者を決めてください。`,
  },
} as const

export type TransferFaultCode = keyof typeof transferFaultKinds
type Params<Code extends TransferFaultCode> = Parameters<
  (typeof transferFaultKinds)[Code]['say']
>[0]

/** A fault with its sentence. */
export function transferFault<Code extends TransferFaultCode>(
  code: Code,
  params: Params<Code> extends undefined ? Record<never, never> : Params<Code>,
  at: Omit<TransferFault, 'kind' | 'code' | 'says'> = {},
): TransferFault {
  const { kind, say } = transferFaultKinds[code]
  return { kind, code, says: (say as (params: unknown) => string)(params), ...at }
}
