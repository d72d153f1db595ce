import { places } from './places.ts'

/** Problems that any part of the program may meet. */
export const generalProblems = {
  unexpected: {
    status: 500,
    title: { ja: '予期しない障害', en: 'An unexpected failure' },
    say: (p: { reference: string }) => ({
      ja: `プログラムの中で予期しない障害が起きました。何も変更されていません。管理者に番号 ${p.reference} を伝えてください。`,
      en: `An unexpected failure happened inside the program. Nothing was changed. Tell an administrator the number ${p.reference}.`,
    }),
  },
  'input-invalid': {
    status: 422,
    title: { ja: '入力の誤り', en: 'Something in the input is wrong' },
    say: (p: { count: number }) => ({
      ja: `入力に${p.count}か所の誤りがあります。印の付いた欄を直して、もう一度送ってください。`,
      en: `The input is wrong in ${p.count} ${places(p.count)}. Correct the marked fields and send it again.`,
    }),
  },
  'stored-unreadable': {
    status: 500,
    title: { ja: '保存されたものを読めません', en: 'What is stored cannot be read' },
    say: (p: { what: string; place: string }) => ({
      ja: `保存されている${p.what}を読めません（${p.place}）。何も変更されていません。プログラムの版を確かめるよう、管理者に伝えてください。`,
      en: `What is stored of ${p.what} cannot be read (${p.place}). Nothing was changed. Ask an administrator to check the version of the program.`,
    }),
  },
  'not-found': {
    status: 404,
    title: { ja: '見つかりません', en: 'Not found' },
    say: (p: { what: string }) => ({
      ja: `${p.what}が見つかりません。番号を確かめるか、検索からもう一度開いてください。`,
      en: `This was not found: ${p.what}. Check the number, or open it again from the search.`,
    }),
  },
  'map-before-policy': {
    status: 422,
    title: { ja: '規程がまだなかった日', en: 'Before the policy' },
    say: (p: { day: string }) => ({
      ja: `規程がここで使われ始めたのは${p.day}です。この日か、その後の日を選んでください。`,
      en: `The policy has been in force here since ${p.day}. Choose this day or a later one.`,
    }),
  },
  'map-too-far': {
    status: 422,
    title: { ja: '先すぎる日', en: 'Too far ahead' },
    say: (p: { days: number }) => ({
      ja: `見通せるのは${p.days}日先までです。もっと近い日を選んでください。`,
      en: `The map looks ${p.days} days ahead. Choose a nearer day.`,
    }),
  },
  'not-allowed': {
    status: 403,
    title: { ja: '権限がありません', en: 'You may not do this' },
    say: (p: { act: string; who: string }) => ({
      ja: `${p.act}ができるのは${p.who}です。必要なときは、その人に頼んでください。`,
      en: `Only ${p.who} may do this: ${p.act}. Ask them where it is needed.`,
    }),
  },
  'changed-meanwhile': {
    status: 412,
    title: { ja: 'ほかの人が先に変更しました', en: 'Somebody else was faster' },
    say: (p: { by: string; at: string }) => ({
      ja: `${p.by}さんが${p.at}に先に変更しました。違いを確かめてから、もう一度保存してください。`,
      en: `${p.by} changed this at ${p.at}, before you. Look at the differences, then save again.`,
    }),
  },
  'version-required': {
    status: 428,
    title: { ja: '版の指定がありません', en: 'The version is missing' },
    say: () => ({
      ja: '変更には、読んだときの版（If-Match）を付けてください。読み直してから、もう一度送ってください。',
      en: 'A change must carry the version that was read (If-Match). Read it again and send it again.',
    }),
  },
  'idempotency-reused': {
    status: 422,
    title: { ja: '同じ鍵で違う内容', en: 'Same key, other content' },
    say: () => ({
      ja: '同じ Idempotency-Key で違う内容が送られました。新しい鍵を付けて送ってください。',
      en: 'Other content was sent with the same Idempotency-Key. Send it with a new key.',
    }),
  },
  'too-many-requests': {
    status: 429,
    title: { ja: '回数が多すぎます', en: 'Too many attempts' },
    say: (p: { seconds: number }) => ({
      ja: `短い間に回数が多すぎます。${p.seconds}秒待ってから、もう一度試してください。`,
      en: `There were too many attempts in a short time. Wait ${p.seconds} seconds and try again.`,
    }),
  },
  'too-large': {
    status: 413,
    title: { ja: '大きすぎます', en: 'Too large' },
    say: (p: { limit: string }) => ({
      ja: `送られたものが大きすぎます。${p.limit}までにしてください。`,
      en: `What was sent is too large. Keep it within ${p.limit}.`,
    }),
  },
  'port-in-use': {
    status: 503,
    title: { ja: 'ポートが使われています', en: 'The port is in use' },
    say: (p: { port: number }) => ({
      ja: `ポート ${p.port} はほかのプログラムが使っています。--port で別の番号を指定するか、そのプログラムを終わらせてください。`,
      en: `Port ${p.port} is used by another program. Name another one with --port, or end that program.`,
    }),
  },
  'address-unusable': {
    status: 503,
    title: { ja: '待ち受けられません', en: 'The address cannot be used' },
    say: (p: { host: string; port: number }) => ({
      ja: `「${p.host}」のポート ${p.port} では待ち受けられません。--host にこの機械のアドレスを、--port に使ってよい番号（管理者でなければ 1024 以上）を指定してください。`,
      en: `It is not possible to listen on port ${p.port} of “${p.host}”. Name an address of this machine with --host and a port you may use (1024 or above unless you are root) with --port.`,
    }),
  },
  'not-ready': {
    status: 503,
    title: { ja: '準備ができていません', en: 'Not ready' },
    say: (p: { count: number }) => ({
      ja: `まだ使えません。下の${p.count}つを確かめて、少し待ってからもう一度開いてください。`,
      en: `Not ready yet. Look at what is listed (${p.count}), wait a moment and open it again.`,
    }),
  },
  stopping: {
    status: 503,
    title: { ja: '関所を止めています', en: 'Sekisho is stopping' },
    say: () => ({
      ja: '関所を止めているところです。動き出してから、もう一度行ってください。',
      en: 'Sekisho is being stopped. Try again when it runs again.',
    }),
  },
  'system-refused': {
    status: 500,
    title: { ja: 'ファイルを使えません', en: 'A file cannot be used' },
    say: (p: { path: string; code: string }) => ({
      ja: `「${p.path}」を使えません（${p.code}）。権限、空き容量、名前を確かめてから、もう一度行ってください。`,
      en: `“${p.path}” cannot be used (${p.code}). Check its rights, the free space and its name, and try again.`,
    }),
  },
  'pages-not-built': {
    status: 500,
    title: { ja: '画面を組み立てられません', en: 'The pages cannot be built' },
    say: (p: { reason: string }) => ({
      ja: `画面を組み立てられないので始められません（${p.reason}）。npm ci をやり直してから、もう一度始めてください。`,
      en: `The pages cannot be built, so the server does not start (${p.reason}). Run npm ci again and start once more.`,
    }),
  },
  'disk-full': {
    status: 507,
    title: { ja: '空き容量がありません', en: 'There is no space left' },
    say: (p: { folder: string }) => ({
      ja: `「${p.folder}」の空き容量がありません。不要なファイルを移してから、もう一度試してください。今の操作は取り消されました。`,
      en: `There is no space left in “${p.folder}”. Move files that are not needed away and try again. What you did just now was undone.`,
    }),
  },
  'file-altered': {
    status: 409,
    title: { ja: 'ファイルが元のままではありません', en: 'The file is not as it was' },
    say: () => ({
      ja: '中身が受け取った時と違うため渡せません。情報セキュリティの担当に知らせ、バックアップから戻してもらってください。',
      en: 'Its content is not what was received, so it is not handed out. Tell those responsible for information security, and have it restored from a backup.',
    }),
  },
  'file-infected': {
    status: 422,
    title: { ja: 'ウイルスが見つかりました', en: 'A virus was found' },
    say: (p: { name: string; virus: string }) => ({
      ja: `「${p.name}」からウイルス（${p.virus}）が見つかったため、受け取りませんでした。ファイルを開かず、情報セキュリティの担当に知らせてください。`,
      en: `A virus (${p.virus}) was found in “${p.name}”, so it was not accepted. Do not open the file, and tell those responsible for information security.`,
    }),
  },
} as const
