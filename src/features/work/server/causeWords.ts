import { catalogue } from '#kernel/problems/index.ts'
import type { Words } from '#kernel/words/words.ts'
import type { WorkCause } from '#platform/jobs/causes.ts'

const words: Readonly<Record<Exclude<WorkCause, `problem/${string}`>, Words>> = {
  slow: {
    ja: '相手の答えが遅く、時間の限りを過ぎました。相手のサーバーが混んでいないか確かめてください。',
    en: 'The other side was too slow. See whether its server is busy.',
  },
  'host-unknown': {
    ja: '相手のサーバーの名前が見つかりません。サーバーの名前の設定を確かめてください。',
    en: 'The name of the server was not found. Check it in the settings.',
  },
  unreachable: {
    ja: '相手のサーバーにつながりません。サーバーが動いているか、アドレスとポートが合っているかを確かめてください。',
    en: 'The server cannot be reached. See whether it runs, and check address and port.',
  },
  'connection-lost': {
    ja: '相手のサーバーとの接続が途中で切れました。もう一度行ってください。',
    en: 'The connection to the server was cut. Try again.',
  },
  'not-let-in': {
    ja: 'メールサーバーに利用者とパスワードを断られました。メールの設定を直してください。',
    en: 'The mail server refused the user and password. Correct the settings of mail.',
  },
  'recipient-refused': {
    ja: 'メールサーバーに宛先か差出人を断られました。この人のメールアドレスを確かめてください。',
    en: 'The mail server refused the recipient or the sender. Check the address of this person.',
  },
  refused: {
    ja: 'メールサーバーに断られました。サーバーの管理者に確かめてください。',
    en: 'The mail server refused the mail. Ask whoever runs it.',
  },
  'disk-full': {
    ja: 'ディスクの空き容量がありません。空きを作ってから、もう一度行ってください。',
    en: 'The disk is full. Make room, then try again.',
  },
  unexpected: {
    ja: '関所の予期しない障害です。関所を動かす人が、標準エラー出力の記録で調べられます。',
    en: 'An unexpected fault of Sekisho. Whoever runs it finds it in the log.',
  },
}

/** The words of a stored cause; work that failed before causes were stored has none. */
export function causeWords(cause: string | null): Words {
  const [kind, code = ''] = (cause ?? 'unexpected').split('/')
  if (kind === 'problem')
    return (
      (catalogue as Readonly<Record<string, { title: Words }>>)[code]?.title ?? words.unexpected
    )
  return (words as Readonly<Record<string, Words>>)[kind ?? ''] ?? words.unexpected
}
