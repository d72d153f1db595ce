/** Problems of registers, their entries and imports. */
export const registerProblems = {
  'reason-needed': {
    status: 422,
    title: '理由が必要です',
    say: (p: { register: string }) =>
      `「${p.register}」の分類を変えるときは、理由を書いてから保存してください。`,
  },
  'import-no-columns': {
    status: 422,
    title: '読める列がありません',
    say: (p: { register: string; wanted: string }) =>
      `見出しに「${p.register}」の項目が見つかりません。${p.wanted}などの列名を見出し行に書いてください。`,
  },
  'import-rows-faulty': {
    status: 422,
    title: '誤りのある行があります',
    say: (p: { faulty: number; good: number }) =>
      `${p.faulty}行に誤りがあり、何も登録していません。直して読み直すか、正しい${p.good}行だけを登録してください。`,
  },
  'import-not-ready': {
    status: 409,
    title: '今はできません',
    say: (p: { file: string }) =>
      `「${p.file}」の取込みは、もう終わったか、まだ確かめている途中です。画面を開き直して状態を見てください。`,
  },
  'import-too-many': {
    status: 413,
    title: '行が多すぎます',
    say: (p: { limit: number }) =>
      `一度に取り込めるのは${p.limit.toLocaleString('ja-JP')}行までです。ファイルを分けてください。`,
  },
  'state-by-procedure': {
    status: 409,
    title: '手続で変わる状態です',
    say: (p: { register: string; from: string; to: string }) =>
      `「${p.register}」では「${p.from}」から「${p.to}」へ手で変えることはできません。申請の手続から進めてください。`,
  },
  'diagram-too-large': {
    status: 422,
    title: '図にするには多すぎます',
    say: (p: { limit: number }) =>
      `図にできるのは${p.limit.toLocaleString('ja-JP')}件までです。表で見るか、終わった登録の状態を変えてください。`,
  },
  'labels-too-many': {
    status: 422,
    title: 'ラベルが多すぎます',
    say: (p: { rows: number; limit: number }) =>
      `${p.rows.toLocaleString('ja-JP')}件あります。一度に印刷できるラベルは${p.limit.toLocaleString('ja-JP')}枚までなので、絞り込んでください。`,
  },
  'stocktake-none': {
    status: 422,
    title: '棚卸しするものがありません',
    say: (p: { register: string }) =>
      `「${p.register}」に、棚卸しする登録がありません。所属を選び直してください。`,
  },
  'stocktake-running': {
    status: 409,
    title: '棚卸しの途中です',
    say: (p: { register: string; units: string }) =>
      `「${p.register}」の棚卸しが、${p.units}でまだ終わっていません。先にそれを終えてください。`,
  },
  'stocktake-unanswered': {
    status: 422,
    title: 'まだ確かめていない登録があります',
    say: (p: { count: number }) =>
      `まだ${p.count.toLocaleString('ja-JP')}件を確かめていません。すべて確かめてから終えてください。`,
  },
  'stocktake-closed': {
    status: 409,
    title: '棚卸しは終わっています',
    say: (p: { unit: string }) =>
      `${p.unit}の棚卸しは、もう終わっています。直すことは、台帳の行に書いてください。`,
  },
} as const
