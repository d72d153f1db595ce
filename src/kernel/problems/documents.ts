/** The faults of documents, tables and printing, each with the sentence that a person reads. Merged into the one catalogue. */

const megabytes = (bytes: number): string =>
  `${Math.round(bytes / 1024 / 1024).toLocaleString('ja-JP')} MB`

export const documentProblems = {
  'document-missing': {
    status: 404,
    title: '文書が見つからない',
    say: (p: { name: string }) =>
      `「${p.name}」が見つからないか、読む権限がありません。ファイルの場所と名前を確かめてください。`,
  },
  'document-empty': {
    status: 422,
    title: '文書が空である',
    say: (p: { name: string }) =>
      `「${p.name}」には文字がありません。中身のある文書を選んでください。`,
  },
  'document-too-large': {
    status: 413,
    title: '文書が大きすぎる',
    say: (p: { name: string; bytes: number; limit: number }) =>
      `「${p.name}」は ${megabytes(p.bytes)} あり、上限の ${megabytes(p.limit)} を超えています。画像を除くか、章ごとに分けてください。`,
  },
  'document-inflates': {
    status: 422,
    title: '展開後の文書が大きすぎる',
    say: (p: { name: string; limit: number }) =>
      `「${p.name}」は展開すると上限の ${megabytes(p.limit)} を超えるため、読み込みを止めました。作成元のアプリで保存し直してください。`,
  },
  'document-scanned': {
    status: 422,
    title: '文字のない PDF である',
    say: (p: { name: string }) =>
      `「${p.name}」は紙を画像として取り込んだ PDF で、文字が入っていません。元の Word などの文書か、文字認識（OCR）を済ませた PDF を選んでください。`,
  },
  'document-encrypted': {
    status: 422,
    title: '文書が暗号化されている',
    say: (p: { name: string }) =>
      `「${p.name}」はパスワードで保護されています。パスワードを外して保存し直したものを選んでください。`,
  },
  'document-damaged': {
    status: 422,
    title: '文書が壊れている',
    say: (p: { name: string; format: string }) =>
      `「${p.name}」は${p.format}として読み取れません。壊れているか途中で切れているため、作成元のアプリで開いて保存し直してください。`,
  },
  'document-unknown': {
    status: 415,
    title: '読み取れる文書ではない',
    say: (p: { name: string; what: string }) =>
      `「${p.name}」は${p.what}で、文書として読み取れません。.txt、.md、.html、.docx、.pdf のどれかを選んでください。`,
  },
  'document-slow': {
    status: 422,
    title: '文書の読み取りに時間がかかりすぎる',
    say: (p: { name: string; seconds: number }) =>
      `「${p.name}」の読み取りが ${p.seconds} 秒で終わらなかったため止めました。ページを分けるか、Word の文書を選んでください。`,
  },
  'table-unknown': {
    status: 415,
    title: '読み取れる表ではない',
    say: (p: { name: string; what: string }) =>
      `「${p.name}」は${p.what}で、表として読み取れません。Excel ブック（.xlsx）か CSV を選んでください。`,
  },
  'table-no-header': {
    status: 422,
    title: '表に見出し行がない',
    say: (p: { name: string }) =>
      `「${p.name}」に見出し行が見つかりません。項目名を並べた行を先頭に置いてください。`,
  },
  'table-broken-row': {
    status: 422,
    title: '表の行が壊れている',
    say: (p: { name: string; row: number }) =>
      `「${p.name}」の ${p.row} 行目で引用符（"）が閉じていないなど、行の形が壊れています。その行を直すか、Excel で保存し直してください。`,
  },
  'table-cell-too-long': {
    status: 422,
    title: 'セルが長すぎる',
    say: (p: { name: string; row: number; limit: number }) =>
      `「${p.name}」の ${p.row} 行目に ${p.limit.toLocaleString('ja-JP')} 文字を超えるセルがあります。引用符（"）の閉じ忘れがないか確かめてください。`,
  },
  'print-missing-glyph': {
    status: 422,
    title: '印刷できない文字がある',
    say: (p: { characters: string; place: string }) =>
      `「${p.place}」の「${p.characters}」は印刷用の書体にありません。別の文字に直してから印刷してください。`,
  },
  'print-too-long': {
    status: 422,
    title: '印刷する行が多すぎる',
    say: (p: { rows: number; limit: number }) =>
      `印刷する行が ${p.rows.toLocaleString('ja-JP')} 行あり、上限の ${p.limit.toLocaleString('ja-JP')} 行を超えています。条件で絞り込むか、Excel に書き出してください。`,
  },
  'print-failed': {
    status: 500,
    title: '印刷に失敗した',
    say: (p: { reason: string }) =>
      `印刷用の PDF を作れませんでした（${p.reason}）。もう一度試し、続くときは管理者に知らせてください。`,
  },
} as const

/** The faults by code. */
export type DocumentProblems = typeof documentProblems
