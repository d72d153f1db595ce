import { places } from './places.ts'

/** Problems of an organisation's own layouts of forms. */
export const layoutProblems = {
  'layout-not-excel': {
    status: 415,
    title: { ja: 'Excel ブックではありません', en: 'Not an Excel workbook' },
    say: (p: { name: string; what: string }) => ({
      ja: `「${p.name}」は${p.what}なので、様式に使えません。Excel で「Excel ブック（.xlsx）」として保存し直してください。`,
      en: `“${p.name}” is ${p.what} and cannot be used as a form. Save it in Excel as an Excel workbook (.xlsx).`,
    }),
  },
  'layout-active': {
    status: 422,
    title: { ja: '動く部品が入っています', en: 'It holds active parts' },
    say: (p: { name: string; what: string }) => ({
      ja: `「${p.name}」には${p.what}が入っているので、様式に使えません。取り除いて、Excel ブック（.xlsx）として保存し直してください。`,
      en: `“${p.name}” holds ${p.what} and cannot be used as a form. Take them out and save it as an Excel workbook (.xlsx).`,
    }),
  },
  'layout-too-big': {
    status: 422,
    title: { ja: '様式が大きすぎます', en: 'The form is too big' },
    say: (p: { name: string; what: string; limit: number }) => ({
      ja: `「${p.name}」は${p.what}が${p.limit.toLocaleString('ja-JP')}を超えています。様式のシートだけを残してください。`,
      en: `“${p.name}” has more than ${p.limit.toLocaleString('ja-JP')} of this: ${p.what}. Keep only the sheets of the form.`,
    }),
  },
  'layout-places': {
    status: 422,
    title: { ja: '書く場所に直す所があります', en: 'Places of the form must be corrected' },
    say: (p: { name: string; count: number }) => ({
      ja: `「${p.name}」の書く場所に、直す所が${p.count}か所あります。何も変えていません。直してから、もう一度送ってください。`,
      en: `“${p.name}” has ${p.count} ${places(p.count)} to correct. Nothing was changed. Correct the file and send it again.`,
    }),
  },
  'layout-outdated': {
    status: 409,
    title: { ja: '様式が今の規程に合いません', en: 'The form does not fit the policy in force' },
    say: (p: { form: string }) => ({
      ja: `「${p.form}」の様式は、今の規程パックにない項目を書くことになっています。管理者に様式の入れ替えを頼み、それまでは PDF などを使ってください。`,
      en: `The form for “${p.form}” writes fields that the policy pack in force does not have. Ask an administrator to replace it, and use PDF or the like until then.`,
    }),
  },
  'layout-none': {
    status: 404,
    title: { ja: '様式がありません', en: 'There is no form' },
    say: (p: { form: string }) => ({
      ja: `「${p.form}」には、組織の様式が決められていません。PDF、Word、Excel のどれかで印刷してください。`,
      en: `The organisation has set no form of its own for “${p.form}”. Print it as PDF, Word or Excel.`,
    }),
  },
} as const
