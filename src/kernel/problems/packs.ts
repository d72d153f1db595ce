/** Problems of packs. The faults inside a pack have their own sentences and come as places of `pack-faulty`. */
export const packProblems = {
  'pack-missing': {
    status: 404,
    title: '規程パックがありません',
    say: (p: { id: string; known: readonly string[] }) =>
      `規程パック「${p.id}」がありません。${p.known.length === 0 ? 'packs フォルダーを確かめてください。' : `あるのは ${p.known.join('、')} です。`}`,
  },
  'pack-faulty': {
    status: 422,
    title: '規程パックに誤りがあります',
    say: (p: { id: string; count: number }) =>
      `規程パック「${p.id}」に ${p.count} か所の誤りがあり、読み込みませんでした。一覧の場所を直して、もう一度読み込んでください。`,
  },
  'edition-unreadable': {
    status: 503,
    title: '規程パックの版を読めません',
    say: () =>
      '今の版の規程パックを読めないため、仕事を進められません。管理者に、「規程パックの版」で新しい版を使い始めるよう頼んでください。',
  },
  'edition-in-force': {
    status: 409,
    title: '版は変わっていません',
    say: (p: { title: string; edition: string }) =>
      `「${p.title}」は${p.edition}のままで、packs フォルダーの規程パックに変わりがありません。規程パックを直してから、もう一度読み込んでください。`,
  },
  'edition-leaves-lines': {
    status: 409,
    title: '使っている物が新しい版にありません',
    say: (p: { what: readonly string[] }) =>
      `新しい版に ${p.what.join('、')} がありません。記録や仕事が残っているので、新しい版にも残すか、先に片付けてから読み込んでください。`,
  },
  'provision-unknown': {
    status: 404,
    title: '条項がありません',
    say: (p: { ref: string; pack: string; near?: string | undefined }) =>
      `規程パック「${p.pack}」に条項「${p.ref}」はありません${p.near === undefined ? '' : `（もしかして「${p.near}」）`}。番号を確かめてください。`,
  },
  'act-unknown': {
    status: 404,
    title: '行為がありません',
    say: (p: { act: string; near?: string | undefined }) =>
      `「${p.act}」という行為は規程にありません${p.near === undefined ? '' : `（もしかして「${p.near}」）`}。一覧から選び直してください。`,
  },
  'class-needed': {
    status: 422,
    title: '分類が要ります',
    say: (p: { act: string; axes: readonly string[] }) =>
      `「${p.act}」ができるかどうかは情報資産の分類で決まります。${p.axes.join('、')}の段階を選んでください。`,
  },
  'pair-needed': {
    status: 422,
    title: '書き方の誤り',
    say: (p: { text: string }) =>
      `「${p.text}」は「名前=値」の形ではありません。confidentiality=3 のように書いてください。`,
  },
} as const
