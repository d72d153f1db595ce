import { places } from './places.ts'

/** Problems of transfers. */
export const transferProblems = {
  'transfer-no-columns': {
    status: 422,
    title: { ja: '異動の一覧として読めません', en: 'Not a list of transfers' },
    say: (p: { file: string }) => ({
      ja: `「${p.file}」に「職員番号」か「氏名」の列がありません。見出しの行を確かめるか、今の名簿を受け取って書き直してください。`,
      en: `“${p.file}” has no column “職員番号” (staff number) or “氏名” (name). Check the head, or take the present staff list and rewrite that.`,
    }),
  },
  'transfer-no-day': {
    status: 422,
    title: { ja: '異動の日が分かりません', en: 'The day is not known' },
    say: (p: { file: string }) => ({
      ja: `「${p.file}」に発令日がありません。異動の日を入れて、もう一度送ってください。`,
      en: `“${p.file}” names no day. Give the first day and send it again.`,
    }),
  },
  'transfer-other-day': {
    status: 422,
    title: { ja: '異動の日が一覧と違います', en: 'The list names another day' },
    say: (p: { file: string; day: string; on: string }) => ({
      ja: `「${p.file}」の表題は${p.day}、入れた日は${p.on}です。異動の日を直すか、空にして一覧の日を使ってください。`,
      en: `The title of “${p.file}” says ${p.day}, the first day given is ${p.on}. Correct the day, or leave it empty to take that of the list.`,
    }),
  },
  'transfer-no-lines': {
    status: 422,
    title: { ja: '一覧に行がありません', en: 'The list has no rows' },
    say: (p: { file: string }) => ({
      ja: `「${p.file}」に人の行が一つもありません。ファイルを確かめてください。`,
      en: `“${p.file}” has not one row with a person. Check the file.`,
    }),
  },
  'transfer-faulty': {
    status: 409,
    title: { ja: '直す行が残っています', en: 'Some rows must be corrected' },
    say: (p: { count: number }) => ({
      ja: `直す所が${p.count}か所あるので、異動を決められません。一覧を直して、もう一度取り込んでください。`,
      en: `${p.count} ${places(p.count)} must be corrected, so the transfers cannot be decided. Correct the list and read it in again.`,
    }),
  },
  'transfer-warnings': {
    status: 409,
    title: { ja: '確かめることが残っています', en: 'Some things must be looked at' },
    say: (p: { count: number }) => ({
      ja: `確かめることが${p.count}件あります。読んで、このまま進めてよければ、承知したことを示してください。`,
      en: `There ${p.count === 1 ? 'is one thing' : `are ${p.count} things`} to look at. Read them and, if it may go on so, say that you accept them.`,
    }),
  },
  'transfer-closed': {
    status: 409,
    title: { ja: 'もう変えられない異動です', en: 'These transfers cannot be changed' },
    say: (p: { on: string; state: string }) => ({
      ja: `${p.on}の異動は${p.state}です。新しい一覧を取り込んでください。`,
      en: `The transfers of ${p.on} are ${p.state}. Read in a new list.`,
    }),
  },
  'transfer-changed': {
    status: 412,
    title: { ja: '結果が変わりました', en: 'The effect has changed' },
    say: () => ({
      ja: '画面で見たあとに、組織か案件が変わり、この異動の結果も変わりました。読み直して確かめてから、もう一度決めてください。',
      en: 'Since you looked, the organisation or its cases have changed, and so has the effect of this list. Reload it, check it, and decide again.',
    }),
  },
} as const
