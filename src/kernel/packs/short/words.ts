/**
 * The words of a policy for a decision: what the button of each decision says, and the end of a
 * case that was refused. The first is what is meant where nothing is written.
 */
export const decisionWords = {
  許可: { permit: '許可する', refuse: '許可しない', refused: '不許可' },
  承認: { permit: '承認する', refuse: '承認しない', refused: '不承認' },
  認める: { permit: '認める', refuse: '認めない', refused: '認めない' },
} as const

export type DecisionWord = keyof typeof decisionWords

/** Steps that need no title and no button: their id says both. */
export const usualSteps: Readonly<
  Record<string, { readonly title: string; readonly button: string }>
> = {
  apply: { title: '申請', button: '申請する' },
  report: { title: '報告', button: '報告する' },
}

/** Ends that need not be written: their id says their title. */
export const usualEnds: Readonly<
  Record<string, { readonly title: string; readonly tone?: 'good' | 'bad' }>
> = {
  permitted: { title: '許可', tone: 'good' },
  refused: { title: '不許可', tone: 'bad' },
  cancelled: { title: '取りやめ' },
  returned: { title: '返却済み', tone: 'good' },
  disposed: { title: '廃棄済み', tone: 'good' },
  changed: { title: '変更済み', tone: 'good' },
  done: { title: '済み', tone: 'good' },
  recorded: { title: '記録済み', tone: 'good' },
  reported: { title: '報告済み', tone: 'good' },
  finished: { title: '終了', tone: 'good' },
  lost: { title: '不足あり', tone: 'bad' },
}

export const askBack = '質問して戻す'
export const giveUp = '取りやめる'

/** What is said of a step that another person checks. */
export const checking = { right: '確かめた', wrong: 'やり直しを求める' } as const

/** What is said of a permit that lasts until a day, at its end. */
export const lasting = { title: '終わり', button: '終わったことを記録する' } as const

/** What is said of things that come back. */
export const returning = {
  title: '返却',
  button: '返却を記録する',
  damaged: '戻ったものに、付属品の不足や傷みがあります',
  titles: {
    returnedAt: '戻した日時',
    back: '戻ったもの',
    missing: '戻らないものと、そのわけ',
    lacking: '付属品の不足や傷み',
  },
  helps: {
    back: '一つずつ手に取って確かめ、あるものに印を付ける',
    lacking: '充電器がない、角が割れたなど。本体が戻っていれば、登録は使用中に戻る',
  },
} as const

/** What these words are in English, for packs that have texts in English; the pack's own counts. */
export const usualEnglish: ReadonlyMap<string, string> = new Map([
  [checking.right, 'Confirm'],
  [checking.wrong, 'Ask to do it again'],
  [lasting.title, 'End'],
  [lasting.button, 'Record the end'],
  [returning.title, 'Return'],
  [returning.button, 'Record the return'],
  [returning.damaged, 'Something that came back is damaged or lacks a part'],
  [returning.titles.returnedAt, 'Returned at'],
  [returning.titles.back, 'What came back'],
  [returning.titles.missing, 'What did not come back, and why'],
  [returning.titles.lacking, 'Missing parts or damage'],
  [returning.helps.back, 'Take each in your hands, and tick what is there'],
  [
    returning.helps.lacking,
    'No charger, a broken corner. Where the thing itself is back, its entry is in use again',
  ],
])
