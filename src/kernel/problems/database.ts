/** Problems of the database, of the folder it lives in, and of backups. */
export const databaseProblems = {
  'folder-in-use': {
    status: 409,
    title: { ja: 'フォルダーが使用中です', en: 'The folder is in use' },
    say: (p: { folder: string; pid: number }) => ({
      ja: `${p.folder} は動作中の関所（プロセス ${p.pid}）が使っています。そちらを終了するか、--folder で別のフォルダーを指定してください。`,
      en: `${p.folder} is used by a running Sekisho (process ${p.pid}). Stop that one, or name another folder with --folder.`,
    }),
  },
  'folder-not-ours': {
    status: 403,
    title: { ja: 'フォルダーに書き込めません', en: 'The folder cannot be written' },
    say: (p: { folder: string }) => ({
      ja: `${p.folder} に書き込む権限がありません。持ち主の利用者で起動するか、--folder で別のフォルダーを指定してください。`,
      en: `You have no right to write in ${p.folder}. Start as its owner, or name another folder with --folder.`,
    }),
  },
  'folder-out-of-reach': {
    status: 500,
    title: {
      ja: 'データベースがフォルダーに届きません',
      en: 'The database cannot reach its folder',
    },
    say: (p: { folder: string; account: string }) => ({
      ja: `データベースを動かす利用者 ${p.account} が ${p.folder} に入れません。--folder で /var/lib/sekisho のような場所を指定してください。`,
      en: `The user ${p.account}, who runs the database, cannot enter ${p.folder}. Name a place such as /var/lib/sekisho with --folder.`,
    }),
  },
  'database-binaries-missing': {
    status: 500,
    title: { ja: 'PostgreSQL がありません', en: 'There is no PostgreSQL' },
    say: () => ({
      ja: 'PostgreSQL 15 以降が見つかりません。apt-get install postgresql か npm ci を実行するか、DATABASE_URL でサーバーを指定してください。',
      en: 'PostgreSQL 15 or later was not found. Run apt-get install postgresql or npm ci, or name a server with DATABASE_URL.',
    }),
  },
  'database-version': {
    status: 500,
    title: { ja: 'PostgreSQL の版が合いません', en: 'The version of PostgreSQL does not fit' },
    say: (p: { folder: string; needed: number; found: string }) => ({
      ja: `${p.folder} は PostgreSQL ${p.needed} のデータですが、この機械にあるのは ${p.found} です。PostgreSQL ${p.needed} を入れるか、元の機械で backup したものを restore してください。`,
      en: `${p.folder} holds data of PostgreSQL ${p.needed}, but this machine has ${p.found}. Install PostgreSQL ${p.needed}, or restore what was backed up on the old machine.`,
    }),
  },
  'database-not-started': {
    status: 503,
    title: { ja: 'データベースが起動しません', en: 'The database does not start' },
    say: (p: { folder: string; said: string }) => ({
      ja: `${p.folder} のデータベースが起動しません（${p.said}）。フォルダーの権限と空き容量を確かめて、もう一度起動してください。`,
      en: `The database in ${p.folder} does not start (${p.said}). Check the folder’s permissions and the free space, and start again.`,
    }),
  },
  'database-unreachable': {
    status: 503,
    title: { ja: 'データベースにつながりません', en: 'The database cannot be reached' },
    say: (p: { place: string }) => ({
      ja: `データベース ${p.place} につながりません。動いているか、DATABASE_URL が正しいかを確かめてください。`,
      en: `The database ${p.place} cannot be reached. Check that it runs and that DATABASE_URL is right.`,
    }),
  },
  'database-away': {
    status: 503,
    title: { ja: 'データベースが一時的に使えません', en: 'The database is away for a moment' },
    say: () => ({
      ja: 'データベースが止まり、立て直しています。数秒待ってから開き直し、操作が済んでいなければもう一度行ってください。',
      en: 'The database has stopped and is being brought back. Wait a few seconds, reload, and do it again if it was not done.',
    }),
  },
  'took-too-long': {
    status: 503,
    title: { ja: '時間がかかりすぎました', en: 'It took too long' },
    say: () => ({
      ja: '時間がかかりすぎたので取り消しました。何も変更していません。条件を絞るか、少し待ってから、もう一度行ってください。',
      en: 'It took too long and was ended; nothing was changed. Narrow it down, or wait a moment and try again.',
    }),
  },
  'data-newer': {
    status: 409,
    title: { ja: 'データのほうが新しい版です', en: 'The data is of a newer version' },
    say: (p: { unknown: string }) => ({
      ja: `このデータは、もっと新しい関所で使われていました（${p.unknown}）。新しい関所で起動するか、新しくする前のバックアップを戻してください。`,
      en: `This data was used by a newer Sekisho (${p.unknown}). Start the newer one, or restore a backup from before.`,
    }),
  },
  'database-rights': {
    status: 403,
    title: {
      ja: 'データベースの権限が足りません',
      en: 'The rights in the database do not suffice',
    },
    say: (p: { place: string; said: string }) => ({
      ja: `データベース ${p.place} で、表やロールを用意する権限がありません（${p.said}）。DATABASE_URL に、データベースの持ち主でロールを作れる利用者を書いてください。`,
      en: `In the database ${p.place} there is no right to make tables or roles (${p.said}). Name its owner, who may create roles, in DATABASE_URL.`,
    }),
  },
  'secret-key-missing': {
    status: 409,
    title: { ja: '鍵がありません', en: 'The key is missing' },
    say: (p: { file: string }) => ({
      ja: `データはありますが、その鍵 ${p.file} がありません。バックアップから鍵を戻すか、鍵のあるフォルダーを --folder で指定してください。`,
      en: `There is data, but its key ${p.file} is missing. Restore the key from a backup, or name the folder that has it with --folder.`,
    }),
  },
  'secret-key-broken': {
    status: 409,
    title: { ja: '鍵が壊れています', en: 'The key is damaged' },
    say: (p: { file: string }) => ({
      ja: `鍵 ${p.file} の長さが 32 バイトではありません。バックアップから鍵を戻してください。`,
      en: `The key ${p.file} is not 32 bytes long. Restore it from a backup.`,
    }),
  },
  'secret-key-foreign': {
    status: 409,
    title: {
      ja: 'フォルダーとデータベースが合いません',
      en: 'Folder and database do not belong together',
    },
    say: (p: { file: string }) => ({
      ja: `このデータベースは、別のフォルダーの関所のものです（鍵 ${p.file} が合いません）。そのフォルダーを --folder で指定するか、DATABASE_URL を直してください。`,
      en: `This database belongs to a Sekisho in another folder (the key ${p.file} does not fit). Name that folder with --folder, or correct DATABASE_URL.`,
    }),
  },
  busy: {
    status: 503,
    title: { ja: '操作が重なりました', en: 'Others were changing the same' },
    say: () => ({
      ja: 'ほかの操作と重なったため、何も変更できませんでした。少し待ってから、もう一度行ってください。',
      en: 'Others were changing the same, so nothing was changed. Wait a moment and try again.',
    }),
  },
  'installation-missing': {
    status: 404,
    title: { ja: '関所のデータがありません', en: 'There is no data of Sekisho' },
    say: (p: { folder: string }) => ({
      ja: `${p.folder} に関所のデータがありません。--folder で、関所を動かしているフォルダーを指定してください。`,
      en: `There is no data of Sekisho in ${p.folder}. Name the folder in which Sekisho runs with --folder.`,
    }),
  },
  'backup-exists': {
    status: 409,
    title: { ja: '同じ名前のファイルがあります', en: 'A file of that name exists' },
    say: (p: { file: string }) => ({
      ja: `${p.file} はすでにあります。上書きはしません。別の名前を指定してください。`,
      en: `${p.file} exists already and is not overwritten. Give another name.`,
    }),
  },
  'backup-not-writable': {
    status: 403,
    title: { ja: 'バックアップを書けません', en: 'The backup cannot be written' },
    say: (p: { file: string }) => ({
      ja: `${p.file} に書き込めません。フォルダーがあるか、書き込む権限があるかを確かめてください。`,
      en: `${p.file} cannot be written. Check that the folder exists and that you may write there.`,
    }),
  },
  'backup-missing': {
    status: 404,
    title: { ja: 'バックアップがありません', en: 'There is no such backup' },
    say: (p: { file: string }) => ({
      ja: `${p.file} が見つからないか、読む権限がありません。ファイルの場所と名前を確かめてください。`,
      en: `${p.file} does not exist or may not be read. Check the place and the name of the file.`,
    }),
  },
  'backup-foreign': {
    status: 415,
    title: { ja: '関所のバックアップではありません', en: 'Not a backup of Sekisho' },
    say: (p: { file: string }) => ({
      ja: `${p.file} は関所のバックアップではありません。sekisho backup で作ったファイルを指定してください。`,
      en: `${p.file} is not a backup of Sekisho. Name a file that was made by sekisho backup.`,
    }),
  },
  'backup-damaged': {
    status: 422,
    title: { ja: 'バックアップが壊れています', en: 'The backup is damaged' },
    say: (p: { file: string; place: string }) => ({
      ja: `${p.file} は${p.place}ため復元できません。何も変更していません。別のバックアップを指定するか、元の機械からコピーし直してください。`,
      en: `${p.file} cannot be restored: ${p.place}. Nothing was changed. Name another backup, or copy it again from the original machine.`,
    }),
  },
  'backup-newer': {
    status: 409,
    title: { ja: '新しい版のバックアップです', en: 'The backup is of a newer version' },
    say: (p: { file: string; unknown: string }) => ({
      ja: `${p.file} はこの関所より新しい版で作られています（${p.unknown}）。関所を新しくしてから復元してください。`,
      en: `${p.file} was made by a newer version than this Sekisho (${p.unknown}). Update Sekisho and restore then.`,
    }),
  },
  'restore-needs-key': {
    status: 409,
    title: { ja: '元の鍵が要ります', en: 'The original key is needed' },
    say: (p: { file: string }) => ({
      ja: `${p.file} は一つの組織の書き出しで、鍵が入っていません。書き出した関所の secret.key を --key で指定してください。`,
      en: `${p.file} holds one organisation, without the key. Name the secret.key of the Sekisho that it was exported from with --key.`,
    }),
  },
  'organization-unknown': {
    status: 404,
    title: { ja: 'その組織はありません', en: 'There is no such organisation' },
    say: (p: { slug: string; known: readonly string[] }) => ({
      ja: `識別名が「${p.slug}」の組織はありません。${p.known.length === 0 ? 'この関所に組織はまだありません。' : `${p.known.join('、')} のどれかを指定してください。`}`,
      en: `No organisation has the identifier “${p.slug}”. ${p.known.length === 0 ? 'There is none yet.' : `Name one of these: ${p.known.join(', ')}.`}`,
    }),
  },
  'organization-exists': {
    status: 409,
    title: { ja: '同じ識別名の組織があります', en: 'An organisation has this identifier' },
    say: (p: { slug: string }) => ({
      ja: `識別名「${p.slug}」の組織がもうあります。別の識別名にしてください。`,
      en: `An organisation has the identifier “${p.slug}” already. Choose another one.`,
    }),
  },
  'organization-slug': {
    status: 422,
    title: { ja: '識別名の形が違います', en: 'The identifier has another form' },
    say: (p: { slug: string }) => ({
      ja: `「${p.slug}」は識別名にできません。英小文字で始まる、英小文字、数字、ハイフンの 2〜40 文字にしてください。`,
      en: `“${p.slug}” cannot be an identifier. Use 2 to 40 lower-case letters, digits and hyphens, beginning with a letter.`,
    }),
  },
  'organization-not-confirmed': {
    status: 409,
    title: { ja: '消しませんでした', en: 'Nothing was deleted' },
    say: (p: { title: string }) => ({
      ja: `組織の名前「${p.title}」が入力されなかったので、何も消していません。消すときは、名前をそのまま入力してください。`,
      en: `Nothing was deleted, because the name “${p.title}” was not typed. To delete it, type the name exactly.`,
    }),
  },
  'simulate-not-empty': {
    status: 409,
    title: { ja: 'フォルダーが空ではありません', en: 'The folder is not empty' },
    say: (p: { folder: string }) => ({
      ja: `${p.folder} にはすでに何かがあります。--folder で空のフォルダーを指定してください。`,
      en: `${p.folder} holds something already. Name an empty folder with --folder.`,
    }),
  },
  'simulate-too-early': {
    status: 409,
    title: { ja: '見本より前の年度です', en: 'The year is before the demonstration' },
    say: (p: { pack: string; year: number }) => ({
      ja: `「${p.pack}」の見本は${p.year}年度からのものです。--year に ${p.year} か、それより後の年度を指定してください。`,
      en: `The demonstration of “${p.pack}” begins with the year ${p.year}. Name ${p.year} or a later one with --year.`,
    }),
  },
  'restore-not-empty': {
    status: 409,
    title: { ja: '復元先が空ではありません', en: 'The target is not empty' },
    say: (p: { place: string }) => ({
      ja: `復元先の ${p.place} にはすでにデータがあります。上書きはしません。空のフォルダーかデータベースを指定してください。`,
      en: `The target ${p.place} holds data already and is not overwritten. Name an empty folder or database.`,
    }),
  },
} as const
