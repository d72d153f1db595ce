/** Problems of transfers. */
export const transferProblems = {
  'transfer-no-columns': {
    status: 422,
    title: '異動の一覧として読めません',
    say: (p: { file: string }) =>
      `「${p.file}」に「職員番号」か「氏名」の列がありません。見出しの行を確かめるか、今の名簿を受け取って書き直してください。`,
  },
  'transfer-no-lines': {
    status: 422,
    title: '一覧に行がありません',
    say: (p: { file: string }) =>
      `「${p.file}」に人の行が一つもありません。ファイルを確かめてください。`,
  },
  'transfer-faulty': {
    status: 409,
    title: '直す行が残っています',
    say: (p: { count: number }) =>
      `直す所が${p.count}か所あるので、異動を決められません。一覧を直して、もう一度取り込んでください。`,
  },
  'transfer-warnings': {
    status: 409,
    title: '確かめることが残っています',
    say: (p: { count: number }) =>
      `確かめることが${p.count}件あります。読んで、このまま進めてよければ、承知したことを示してください。`,
  },
  'transfer-closed': {
    status: 409,
    title: 'もう変えられない異動です',
    say: (p: { on: string; state: string }) =>
      `${p.on}の異動は${p.state}です。新しい一覧を取り込んでください。`,
  },
} as const
