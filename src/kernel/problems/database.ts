/** Problems of the database, of the folder it lives in, and of backups. */
export const databaseProblems = {
  'folder-in-use': {
    status: 409,
    title: 'フォルダーが使用中です',
    say: (p: { folder: string; pid: number }) =>
      `${p.folder} は動作中の関所（プロセス ${p.pid}）が使っています。そちらを終了するか、--folder で別のフォルダーを指定してください。`,
  },
  'folder-not-ours': {
    status: 403,
    title: 'フォルダーに書き込めません',
    say: (p: { folder: string }) =>
      `${p.folder} に書き込む権限がありません。持ち主の利用者で起動するか、--folder で別のフォルダーを指定してください。`,
  },
  'folder-out-of-reach': {
    status: 500,
    title: 'データベースがフォルダーに届きません',
    say: (p: { folder: string; account: string }) =>
      `データベースを動かす利用者 ${p.account} が ${p.folder} に入れません。--folder で /var/lib/sekisho のような場所を指定してください。`,
  },
  'database-binaries-missing': {
    status: 500,
    title: 'PostgreSQL がありません',
    say: () =>
      'PostgreSQL 15 以降が見つかりません。apt-get install postgresql か npm ci を実行するか、DATABASE_URL でサーバーを指定してください。',
  },
  'database-version': {
    status: 500,
    title: 'PostgreSQL の版が合いません',
    say: (p: { folder: string; needed: number; found: string }) =>
      `${p.folder} は PostgreSQL ${p.needed} のデータですが、この機械にあるのは ${p.found} です。PostgreSQL ${p.needed} を入れるか、元の機械で backup したものを restore してください。`,
  },
  'database-not-started': {
    status: 503,
    title: 'データベースが起動しません',
    say: (p: { folder: string; said: string }) =>
      `${p.folder} のデータベースが起動しません（${p.said}）。フォルダーの権限と空き容量を確かめて、もう一度起動してください。`,
  },
  'database-unreachable': {
    status: 503,
    title: 'データベースにつながりません',
    say: (p: { place: string }) =>
      `データベース ${p.place} につながりません。動いているか、DATABASE_URL が正しいかを確かめてください。`,
  },
  'database-away': {
    status: 503,
    title: 'データベースが一時的に使えません',
    say: () =>
      'データベースが止まり、立て直しています。数秒待ってから開き直し、操作が済んでいなければもう一度行ってください。',
  },
  busy: {
    status: 503,
    title: '操作が重なりました',
    say: () =>
      'ほかの操作と重なったため、何も変更できませんでした。少し待ってから、もう一度行ってください。',
  },
  'installation-missing': {
    status: 404,
    title: '関所のデータがありません',
    say: (p: { folder: string }) =>
      `${p.folder} に関所のデータがありません。--folder で、関所を動かしているフォルダーを指定してください。`,
  },
  'backup-exists': {
    status: 409,
    title: '同じ名前のファイルがあります',
    say: (p: { file: string }) =>
      `${p.file} はすでにあります。上書きはしません。別の名前を指定してください。`,
  },
  'backup-not-writable': {
    status: 403,
    title: 'バックアップを書けません',
    say: (p: { file: string }) =>
      `${p.file} に書き込めません。フォルダーがあるか、書き込む権限があるかを確かめてください。`,
  },
  'backup-missing': {
    status: 404,
    title: 'バックアップがありません',
    say: (p: { file: string }) =>
      `${p.file} が見つからないか、読む権限がありません。ファイルの場所と名前を確かめてください。`,
  },
  'backup-foreign': {
    status: 415,
    title: '関所のバックアップではありません',
    say: (p: { file: string }) =>
      `${p.file} は関所のバックアップではありません。sekisho backup で作ったファイルを指定してください。`,
  },
  'backup-damaged': {
    status: 422,
    title: 'バックアップが壊れています',
    say: (p: { file: string; place: string }) =>
      `${p.file} は${p.place}ため復元できません。何も変更していません。別のバックアップを指定するか、元の機械からコピーし直してください。`,
  },
  'backup-newer': {
    status: 409,
    title: '新しい版のバックアップです',
    say: (p: { file: string; unknown: string }) =>
      `${p.file} はこの関所より新しい版で作られています（${p.unknown}）。関所を新しくしてから復元してください。`,
  },
  'restore-not-empty': {
    status: 409,
    title: '復元先が空ではありません',
    say: (p: { place: string }) =>
      `復元先の ${p.place} にはすでにデータがあります。上書きはしません。空のフォルダーかデータベースを指定してください。`,
  },
} as const
