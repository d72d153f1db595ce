/** Problems of an organisation's own layouts of forms. */
export const layoutProblems = {
  'layout-not-excel': {
    status: 415,
    title: 'Excel ブックではありません',
    say: (p: { name: string; what: string }) =>
      `「${p.name}」は${p.what}なので、様式に使えません。Excel で「Excel ブック（.xlsx）」として保存し直してください。`,
  },
  'layout-active': {
    status: 422,
    title: '動く部品が入っています',
    say: (p: { name: string; what: string }) =>
      `「${p.name}」には${p.what}が入っているので、様式に使えません。取り除いて、Excel ブック（.xlsx）として保存し直してください。`,
  },
  'layout-too-big': {
    status: 422,
    title: '様式が大きすぎます',
    say: (p: { name: string; what: string; limit: number }) =>
      `「${p.name}」は${p.what}が${p.limit.toLocaleString('ja-JP')}を超えています。様式のシートだけを残してください。`,
  },
  'layout-places': {
    status: 422,
    title: '書く場所に直す所があります',
    say: (p: { name: string; count: number }) =>
      `「${p.name}」の書く場所に、直す所が${p.count}か所あります。何も変えていません。直してから、もう一度送ってください。`,
  },
  'layout-outdated': {
    status: 409,
    title: '様式が今の規程に合いません',
    say: (p: { form: string }) =>
      `「${p.form}」の様式は、今の規程パックにない項目を書くことになっています。管理者に様式の入れ替えを頼み、それまでは PDF などを使ってください。`,
  },
  'layout-none': {
    status: 404,
    title: '様式がありません',
    say: (p: { form: string }) =>
      `「${p.form}」には、組織の様式が決められていません。PDF、Word、Excel のどれかで印刷してください。`,
  },
} as const
