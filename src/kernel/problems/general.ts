/** Problems that any part of the program may meet. */
export const generalProblems = {
  unexpected: {
    status: 500,
    title: '予期しない障害',
    say: (p: { reference: string }) =>
      `プログラムの中で予期しない障害が起きました。何も変更されていません。管理者に番号 ${p.reference} を伝えてください。`,
  },
  'input-invalid': {
    status: 422,
    title: '入力の誤り',
    say: (p: { count: number }) =>
      `入力に${p.count}か所の誤りがあります。印の付いた欄を直して、もう一度送ってください。`,
  },
  'stored-unreadable': {
    status: 500,
    title: '保存されたものを読めません',
    say: (p: { what: string; place: string }) =>
      `保存されている${p.what}を読めません（${p.place}）。何も変更されていません。プログラムの版を確かめるよう、管理者に伝えてください。`,
  },
  'not-found': {
    status: 404,
    title: '見つかりません',
    say: (p: { what: string }) =>
      `${p.what}が見つかりません。番号を確かめるか、検索からもう一度開いてください。`,
  },
  'not-allowed': {
    status: 403,
    title: '権限がありません',
    say: (p: { act: string; who: string }) =>
      `${p.act}ができるのは${p.who}です。必要なときは、その人に頼んでください。`,
  },
  'changed-meanwhile': {
    status: 412,
    title: 'ほかの人が先に変更しました',
    say: (p: { by: string; at: string }) =>
      `${p.by}さんが${p.at}に先に変更しました。違いを確かめてから、もう一度保存してください。`,
  },
  'version-required': {
    status: 428,
    title: '版の指定がありません',
    say: () =>
      '変更には、読んだときの版（If-Match）を付けてください。読み直してから、もう一度送ってください。',
  },
  'idempotency-reused': {
    status: 422,
    title: '同じ鍵で違う内容',
    say: () => '同じ Idempotency-Key で違う内容が送られました。新しい鍵を付けて送ってください。',
  },
  'too-many-requests': {
    status: 429,
    title: '回数が多すぎます',
    say: (p: { seconds: number }) =>
      `短い間に回数が多すぎます。${p.seconds}秒待ってから、もう一度試してください。`,
  },
  'too-large': {
    status: 413,
    title: '大きすぎます',
    say: (p: { limit: string }) => `送られたものが大きすぎます。${p.limit}までにしてください。`,
  },
  'port-in-use': {
    status: 503,
    title: 'ポートが使われています',
    say: (p: { port: number }) =>
      `ポート ${p.port} はほかのプログラムが使っています。--port で別の番号を指定するか、そのプログラムを終わらせてください。`,
  },
  'address-unusable': {
    status: 503,
    title: '待ち受けられません',
    say: (p: { host: string; port: number }) =>
      `「${p.host}」のポート ${p.port} では待ち受けられません。--host にこの機械のアドレスを、--port に使ってよい番号（管理者でなければ 1024 以上）を指定してください。`,
  },
  'not-ready': {
    status: 503,
    title: '準備ができていません',
    say: (p: { count: number }) =>
      `まだ使えません。下の${p.count}つを確かめて、少し待ってからもう一度開いてください。`,
  },
  'pages-not-built': {
    status: 500,
    title: '画面を組み立てられません',
    say: (p: { reason: string }) =>
      `画面を組み立てられないので始められません（${p.reason}）。npm ci をやり直してから、もう一度始めてください。`,
  },
  'disk-full': {
    status: 507,
    title: '空き容量がありません',
    say: (p: { folder: string }) =>
      `「${p.folder}」の空き容量がありません。不要なファイルを移してから、もう一度試してください。今の操作は取り消されました。`,
  },
  'file-infected': {
    status: 422,
    title: 'ウイルスが見つかりました',
    say: (p: { name: string; virus: string }) =>
      `「${p.name}」からウイルス（${p.virus}）が見つかったため、受け取りませんでした。ファイルを開かず、情報セキュリティの担当に知らせてください。`,
  },
} as const
