/**
 * The faults of documents, tables and printing, each with the sentence that a person reads. Merged
 * into the one catalogue.
 */

const megabytes = (bytes: number): string =>
  `${Math.round(bytes / 1024 / 1024).toLocaleString('ja-JP')} MB`

export const documentProblems = {
  'document-missing': {
    status: 404,
    title: { ja: '文書が見つからない', en: 'The document was not found' },
    say: (p: { name: string }) => ({
      ja: `「${p.name}」が見つからないか、読む権限がありません。ファイルの場所と名前を確かめてください。`,
      en: `“${p.name}” was not found or may not be read. Check the place and the name of the file.`,
    }),
  },
  'document-empty': {
    status: 422,
    title: { ja: '文書が空である', en: 'The document is empty' },
    say: (p: { name: string }) => ({
      ja: `「${p.name}」には文字がありません。中身のある文書を選んでください。`,
      en: `“${p.name}” holds no text. Choose a document that has some.`,
    }),
  },
  'document-too-large': {
    status: 413,
    title: { ja: '文書が大きすぎる', en: 'The document is too large' },
    say: (p: { name: string; bytes: number; limit: number }) => ({
      ja: `「${p.name}」は ${megabytes(p.bytes)} あり、上限の ${megabytes(p.limit)} を超えています。画像を除くか、章ごとに分けてください。`,
      en: `“${p.name}” has ${megabytes(p.bytes)}, more than the limit of ${megabytes(p.limit)}. Take the pictures out, or split it by chapters.`,
    }),
  },
  'document-inflates': {
    status: 422,
    title: { ja: '展開後の文書が大きすぎる', en: 'The document unpacks to too much' },
    say: (p: { name: string; limit: number }) => ({
      ja: `「${p.name}」は展開すると上限の ${megabytes(p.limit)} を超えるため、読み込みを止めました。作成元のアプリで保存し直してください。`,
      en: `“${p.name}” unpacks to more than the limit of ${megabytes(p.limit)}, so reading was stopped. Save it anew in the program that made it.`,
    }),
  },
  'document-scanned': {
    status: 422,
    title: { ja: '文字のない PDF である', en: 'The PDF holds no text' },
    say: (p: { name: string }) => ({
      ja: `「${p.name}」は紙を画像として取り込んだ PDF で、文字が入っていません。元の Word などの文書か、文字認識（OCR）を済ませた PDF を選んでください。`,
      en: `“${p.name}” is a PDF of scanned pages without text. Choose the original document (Word or the like), or a PDF after text recognition (OCR).`,
    }),
  },
  'document-encrypted': {
    status: 422,
    title: { ja: '文書が暗号化されている', en: 'The document is encrypted' },
    say: (p: { name: string }) => ({
      ja: `「${p.name}」はパスワードで保護されています。パスワードを外して保存し直したものを選んでください。`,
      en: `“${p.name}” is protected by a password. Save it without the password and choose that file.`,
    }),
  },
  'document-password': {
    status: 422,
    title: { ja: '文書のパスワードが要る', en: 'The document needs its password' },
    say: (p: { name: string; wrong: boolean }) =>
      p.wrong
        ? {
            ja: `「${p.name}」はこのパスワードでは開きません。文書のパスワードを確かめて入れ直してください。`,
            en: `“${p.name}” does not open with this password. Check the password of the document and enter it again.`,
          }
        : {
            ja: `「${p.name}」はパスワードで保護されています。文書のパスワードを入れて読み込んでください。`,
            en: `“${p.name}” is protected by a password. Enter the password of the document and read it.`,
          },
  },
  'document-damaged': {
    status: 422,
    title: { ja: '文書が壊れている', en: 'The document is damaged' },
    say: (p: { name: string; format: string }) => ({
      ja: `「${p.name}」は${p.format}として読み取れません。壊れているか途中で切れているため、作成元のアプリで開いて保存し直してください。`,
      en: `“${p.name}” cannot be read as ${p.format}. It is damaged or cut off: open it in the program that made it and save it anew.`,
    }),
  },
  'document-unknown': {
    status: 415,
    title: { ja: '読み取れる文書ではない', en: 'Not a document that can be read' },
    say: (p: { name: string; what: string }) => ({
      ja: `「${p.name}」は${p.what}で、文書として読み取れません。.txt、.md、.html、.docx、.pdf のどれかを選んでください。`,
      en: `“${p.name}” is ${p.what} and cannot be read as a document. Choose a .txt, .md, .html, .docx or .pdf file.`,
    }),
  },
  'document-slow': {
    status: 422,
    title: { ja: '文書の読み取りに時間がかかりすぎる', en: 'Reading the document takes too long' },
    say: (p: { name: string; seconds: number }) => ({
      ja: `「${p.name}」の読み取りが ${p.seconds} 秒で終わらなかったため止めました。ページを分けるか、Word の文書を選んでください。`,
      en: `Reading “${p.name}” was stopped because it took more than ${p.seconds} seconds. Split its pages, or choose the Word document.`,
    }),
  },
  'document-too-long': {
    status: 413,
    title: { ja: '文書の条が多すぎる', en: 'The document has too many provisions' },
    say: (p: { name: string; limit: number }) => ({
      ja: `「${p.name}」は条や項が ${p.limit.toLocaleString('ja-JP')} を超えています。規程ごとに分けてください。`,
      en: `“${p.name}” has more than ${p.limit.toLocaleString('ja-JP')} provisions. Split it into one file for each policy.`,
    }),
  },
  'document-too-heavy': {
    status: 422,
    title: { ja: '読み取りが重すぎる', en: 'Reading takes too much' },
    say: (p: { name: string }) => ({
      ja: `「${p.name}」の読み取りに時間かメモリーがかかりすぎるため、止めました。作成元のアプリで保存し直すか、ファイルを分けてください。`,
      en: `Reading “${p.name}” was stopped because it took too much time or memory. Save it anew in the program that made it, or split it.`,
    }),
  },
  'table-too-wide': {
    status: 422,
    title: { ja: '表の列が多すぎる', en: 'The table has too many columns' },
    say: (p: { name: string; row: number; limit: number }) => ({
      ja: `「${p.name}」の ${p.row} 行目に ${p.limit.toLocaleString('ja-JP')} 列を超える値があります。要らない列を消してください。`,
      en: `Row ${p.row} of “${p.name}” has values in more than ${p.limit.toLocaleString('ja-JP')} columns. Delete the columns that are not needed.`,
    }),
  },
  'table-unknown': {
    status: 415,
    title: { ja: '読み取れる表ではない', en: 'Not a table that can be read' },
    say: (p: { name: string; what: string }) => ({
      ja: `「${p.name}」は${p.what}で、表として読み取れません。Excel ブック（.xlsx）か CSV を選んでください。`,
      en: `“${p.name}” is ${p.what} and cannot be read as a table. Choose an Excel workbook (.xlsx) or a CSV file.`,
    }),
  },
  'table-no-header': {
    status: 422,
    title: { ja: '表に見出し行がない', en: 'The table has no head' },
    say: (p: { name: string }) => ({
      ja: `「${p.name}」に見出し行が見つかりません。項目名を並べた行を先頭に置いてください。`,
      en: `“${p.name}” has no row of heads. Put a row with the names of the columns first.`,
    }),
  },
  'table-broken-row': {
    status: 422,
    title: { ja: '表の行が壊れている', en: 'A row of the table is broken' },
    say: (p: { name: string; row: number }) => ({
      ja: `「${p.name}」の ${p.row} 行目で引用符（"）が閉じていないなど、行の形が壊れています。その行を直すか、Excel で保存し直してください。`,
      en: `Row ${p.row} of “${p.name}” is broken, for example by a quotation mark (") that is not closed. Mend the row, or save the table anew in Excel.`,
    }),
  },
  'table-cell-too-long': {
    status: 422,
    title: { ja: 'セルが長すぎる', en: 'A cell is too long' },
    say: (p: { name: string; row: number; limit: number }) => ({
      ja: `「${p.name}」の ${p.row} 行目に ${p.limit.toLocaleString('ja-JP')} 文字を超えるセルがあります。引用符（"）の閉じ忘れがないか確かめてください。`,
      en: `Row ${p.row} of “${p.name}” has a cell of more than ${p.limit.toLocaleString('ja-JP')} characters. Check for a quotation mark (") that is not closed.`,
    }),
  },
  'print-too-long': {
    status: 422,
    title: { ja: '印刷する行が多すぎる', en: 'There are too many rows to print' },
    say: (p: { rows: number; limit: number }) => ({
      ja: `印刷する行が ${p.rows.toLocaleString('ja-JP')} 行あり、上限の ${p.limit.toLocaleString('ja-JP')} 行を超えています。条件で絞り込むか、Excel に書き出してください。`,
      en: `There are ${p.rows.toLocaleString('ja-JP')} rows to print, more than the limit of ${p.limit.toLocaleString('ja-JP')}. Filter them, or export to Excel.`,
    }),
  },
  'print-too-heavy': {
    status: 422,
    title: { ja: '印刷が重すぎる', en: 'Printing takes too much' },
    say: () => ({
      ja: '紙を作るのに時間かメモリーがかかりすぎるため、止めました。条件で絞り込むか、分けて出してください。',
      en: 'Making the paper was stopped because it took too much time or memory. Filter what is on it, or make it in parts.',
    }),
  },
  'print-busy': {
    status: 503,
    title: { ja: '印刷が込み合っている', en: 'Too much is being printed' },
    say: () => ({
      ja: '印刷や書出しが込み合っています。1分ほど待って、もう一度行ってください。',
      en: 'Too much is being printed or exported. Wait a minute and try again.',
    }),
  },
  'print-failed': {
    status: 500,
    title: { ja: '印刷に失敗した', en: 'Printing failed' },
    say: (p: { reason: string }) => ({
      ja: `印刷用の PDF を作れませんでした（${p.reason}）。もう一度試し、続くときは管理者に知らせてください。`,
      en: `The PDF for printing could not be made (${p.reason}). Try again, and tell an administrator if it goes on.`,
    }),
  },
} as const
