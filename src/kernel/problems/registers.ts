/** Problems of registers, their entries and imports. */
export const registerProblems = {
  'entry-closed': {
    status: 409,
    title: '終わった登録です',
    say: (p: { name: string; state: string }) => `「${p.name}」は「${p.state}」になっていて変更できません。必要なときは、新しく登録してください。`,
  },
  'reason-needed': { status: 422, title: '理由が必要です', say: (p: { register: string }) => `「${p.register}」の分類を変えるときは、理由を書いてから保存してください。` },
  'import-no-columns': {
    status: 422,
    title: '読める列がありません',
    say: (p: { register: string; wanted: string }) => `見出しに「${p.register}」の項目が見つかりません。${p.wanted}などの列名を見出し行に書いてください。`,
  },
  'import-rows-faulty': {
    status: 422,
    title: '誤りのある行があります',
    say: (p: { faulty: number; good: number }) => `${p.faulty}行に誤りがあり、何も登録していません。直して読み直すか、正しい${p.good}行だけを登録してください。`,
  },
  'import-not-ready': {
    status: 409,
    title: '今はできません',
    say: (p: { file: string }) => `「${p.file}」の取込みは、もう終わったか、まだ確かめている途中です。画面を開き直して状態を見てください。`,
  },
  'import-too-many': {
    status: 413,
    title: '行が多すぎます',
    say: (p: { limit: number }) => `一度に取り込めるのは${p.limit.toLocaleString('ja-JP')}行までです。ファイルを分けてください。`,
  },
} as const
