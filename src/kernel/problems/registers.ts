/** Problems of registers, their entries and imports. */
export const registerProblems = {
  'reason-needed': {
    status: 422,
    title: { ja: '理由が必要です', en: 'A reason is needed' },
    say: (p: { register: string }) => ({
      ja: `「${p.register}」の分類を変えるときは、理由を書いてから保存してください。`,
      en: `To change a class in “${p.register}”, write the reason before you save.`,
    }),
  },
  'import-no-columns': {
    status: 422,
    title: { ja: '読める列がありません', en: 'No column can be read' },
    say: (p: { register: string; wanted: string }) => ({
      ja: `見出しに「${p.register}」の項目が見つかりません。${p.wanted}などの列名を見出し行に書いてください。`,
      en: `The heads name no field of “${p.register}”. Write names of columns such as ${p.wanted} into the head.`,
    }),
  },
  'import-column-twice': {
    status: 422,
    title: { ja: '同じ項目が二つの列に付いています', en: 'Two columns are the same field' },
    say: (p: { column: string }) => ({
      ja: `「${p.column}」が二つの列に付いています。一つの列だけにしてください。`,
      en: `Two columns are given as “${p.column}”. Keep one of them.`,
    }),
  },
  'import-column-unknown': {
    status: 422,
    title: { ja: '台帳にない項目です', en: 'No field of the register' },
    say: (p: { column: string; register: string }) => ({
      ja: `「${p.column}」は「${p.register}」にない項目です。一覧から選び直してください。`,
      en: `“${p.column}” is no field of “${p.register}”. Choose one from the list.`,
    }),
  },
  'import-no-sheet': {
    status: 422,
    title: { ja: 'シートが選ばれていません', en: 'No sheet is chosen' },
    say: (p: { file: string }) => ({
      ja: `「${p.file}」の中から、取り込むシートを一つ以上選んでください。`,
      en: `Choose at least one sheet of “${p.file}” to import.`,
    }),
  },
  'import-rows-faulty': {
    status: 422,
    title: { ja: '誤りのある行があります', en: 'Some rows are wrong' },
    say: (p: { faulty: number; good: number }) => ({
      ja: `${p.faulty}行に誤りがあり、何も登録していません。直して読み直すか、正しい${p.good}行だけを登録してください。`,
      en: `${p.faulty} ${p.faulty === 1 ? 'row is' : 'rows are'} wrong and nothing was written. Correct the file and read it again, or import only the ${p.good} good ${p.good === 1 ? 'row' : 'rows'}.`,
    }),
  },
  'export-unfit': {
    status: 409,
    title: { ja: 'Shift_JIS で書けない文字があります', en: 'Some characters do not fit Shift_JIS' },
    say: (p: { rows: number }) => ({
      ja: `${p.rows}行に Shift_JIS で書けない文字があります。UTF-8 か Excel で書き出すか、置き換えてよいことを選んでください。`,
      en: `${p.rows} ${p.rows === 1 ? 'row has' : 'rows have'} characters that Shift_JIS cannot write. Export as UTF-8 or Excel, or say that they may be replaced.`,
    }),
  },
  'import-nothing-new': {
    status: 409,
    title: { ja: '書くものがありません', en: 'Nothing to write' },
    say: (p: { file: string }) => ({
      ja: `「${p.file}」には、台帳と違う行がありません。直したファイルか確かめてください。`,
      en: `“${p.file}” has no row that differs from the register. Check that it is the file you changed.`,
    }),
  },
  'import-lines-changed': {
    status: 409,
    title: { ja: '確かめた後に変わりました', en: 'Changed since the check' },
    say: (p: { file: string }) => ({
      ja: `「${p.file}」を確かめた後に、台帳の行が書き換えられました。何も書いていません。同じファイルをもう一度置いて、違いを見直してください。`,
      en: `Entries of the register changed after “${p.file}” was checked. Nothing was written. Send the file again and look at the differences.`,
    }),
  },
  'import-not-ready': {
    status: 409,
    title: { ja: '今はできません', en: 'Not now' },
    say: (p: { file: string }) => ({
      ja: `「${p.file}」の取込みは、もう終わったか、まだ確かめている途中です。画面を開き直して状態を見てください。`,
      en: `The import of “${p.file}” has ended, or is still being checked. Open the page again and look at its state.`,
    }),
  },
  'import-too-many': {
    status: 413,
    title: { ja: '行が多すぎます', en: 'Too many rows' },
    say: (p: { limit: number }) => ({
      ja: `一度に取り込めるのは${p.limit.toLocaleString('ja-JP')}行までです。ファイルを分けてください。`,
      en: `At most ${p.limit.toLocaleString('ja-JP')} rows can be imported at once. Split the file.`,
    }),
  },
  'state-by-procedure': {
    status: 409,
    title: { ja: '手続で変わる状態です', en: 'A procedure changes this state' },
    say: (p: { register: string; from: string; to: string }) => ({
      ja: `「${p.register}」では「${p.from}」から「${p.to}」へ手で変えることはできません。申請の手続から進めてください。`,
      en: `In “${p.register}” one cannot change “${p.from}” to “${p.to}” by hand. Go through the procedure for it.`,
    }),
  },
  'diagram-too-large': {
    status: 422,
    title: { ja: '図にするには多すぎます', en: 'Too much for a picture' },
    say: (p: { limit: number }) => ({
      ja: `図にできるのは${p.limit.toLocaleString('ja-JP')}件までです。表で見るか、終わった登録の状態を変えてください。`,
      en: `At most ${p.limit.toLocaleString('ja-JP')} entries can be drawn. Look at them in the table, or change the state of those that have ended.`,
    }),
  },
  'labels-too-many': {
    status: 422,
    title: { ja: 'ラベルが多すぎます', en: 'Too many labels' },
    say: (p: { rows: number; limit: number }) => ({
      ja: `${p.rows.toLocaleString('ja-JP')}件あります。一度に印刷できるラベルは${p.limit.toLocaleString('ja-JP')}枚までなので、絞り込んでください。`,
      en: `There are ${p.rows.toLocaleString('ja-JP')}. At most ${p.limit.toLocaleString('ja-JP')} labels can be printed at once, so filter them.`,
    }),
  },
  'stocktake-none': {
    status: 422,
    title: { ja: '棚卸しするものがありません', en: 'There is nothing to count' },
    say: (p: { register: string }) => ({
      ja: `「${p.register}」に、棚卸しする登録がありません。所属を選び直してください。`,
      en: `“${p.register}” has no entries for a stocktake. Choose other units.`,
    }),
  },
  'stocktake-running': {
    status: 409,
    title: { ja: '棚卸しの途中です', en: 'A stocktake is under way' },
    say: (p: { register: string; units: string }) => ({
      ja: `「${p.register}」の棚卸しが、${p.units}でまだ終わっていません。先にそれを終えてください。`,
      en: `The stocktake of “${p.register}” is not finished in ${p.units}. Finish that one first.`,
    }),
  },
  'stocktake-unanswered': {
    status: 422,
    title: { ja: 'まだ確かめていない登録があります', en: 'Some entries have not been looked at' },
    say: (p: { count: number }) => ({
      ja: `まだ${p.count.toLocaleString('ja-JP')}件を確かめていません。すべて確かめてから終えてください。`,
      en: `${p.count.toLocaleString('ja-JP')} ${p.count === 1 ? 'entry has' : 'entries have'} not been looked at. Look at all of them, then finish.`,
    }),
  },
  'stocktake-closed': {
    status: 409,
    title: { ja: '棚卸しは終わっています', en: 'The stocktake is over' },
    say: (p: { unit: string }) => ({
      ja: `${p.unit}の棚卸しは、もう終わっています。直すことは、台帳の行に書いてください。`,
      en: `The stocktake of ${p.unit} is over. Write corrections into the entries of the register.`,
    }),
  },
} as const
