interface Lock {
  readonly attempts: number
  readonly minutes: number
}
/** The figures of everybody and, where there are others, of those with privileged roles: a sentence never tells whose account it is. */
type Locked = Lock & { readonly privileged?: Lock | undefined }

function limits({ attempts, minutes, privileged }: Locked): string {
  const other =
    privileged === undefined
      ? ''
      : `（特権のある役割では${privileged.attempts}回で${privileged.minutes}分間）`
  return `${attempts}回続けて間違えたため${minutes}分間${other}`
}

/** Problems of signing in. Sentences never tell whether a name exists. */
export const accountProblems = {
  'signed-out': {
    status: 401,
    title: 'サインインが必要です',
    say: () =>
      'サインインしていないか、時間が過ぎて終わりました。もう一度サインインしてください。書きかけの内容は残っています。',
  },
  csrf: {
    status: 403,
    title: '送信元を確かめられません',
    say: () =>
      'この画面から送られたことを確かめられませんでした。画面を読み直してから、もう一度送ってください。',
  },
  'token-scope': {
    status: 403,
    title: 'トークンの範囲外です',
    say: (p: { scope: string }) =>
      `この API トークンには「${p.scope}」の範囲がありません。必要な範囲のトークンを作り直してください。`,
  },
  'password-must-change': {
    status: 403,
    title: 'パスワードの変更が必要です',
    say: () => '仮のパスワードのままでは使えません。先に自分のパスワードに変えてください。',
  },
  'code-needed': {
    status: 403,
    title: '確認コードが必要です',
    say: () => 'サインインはまだ終わっていません。認証アプリの6桁の確認コードを入れてください。',
  },
  'setup-needed': {
    status: 409,
    title: '初めての設定が必要です',
    say: () =>
      '組織がまだありません。サーバーを始めた画面に出ている「初めての設定」の番地を開いてください。',
  },
  'setup-done': {
    status: 409,
    title: '設定は済んでいます',
    say: () => '組織はもうできています。サインインしてください。',
  },
  'setup-code-wrong': {
    status: 403,
    title: '設定の番号が違います',
    say: () => '設定の番号が違います。サーバーを始めた画面に出ている番号を入れてください。',
  },
  'sign-in-refused': {
    status: 401,
    title: 'サインインできません',
    say: (p: Locked) =>
      `利用者IDかパスワードが違うか、${limits(p)}止められています。確かめてもう一度入れるか、管理者に再設定を頼んでください。`,
  },
  'terminal-refused': {
    status: 401,
    title: 'サインインできません',
    say: (p: Locked) =>
      `職員番号か個人コードが違うか、${limits(p)}止められています。確かめてもう一度入れるか、管理者に再設定を頼んでください。`,
  },
  'terminal-only': {
    status: 403,
    title: '共用の端末ではできません',
    say: () =>
      '個人コードでサインインした人は、自分の仕事だけを行えます。ほかのことは、自分の利用者IDのある人に頼んでください。',
  },
  'code-not-administrator': {
    status: 409,
    title: '管理者にできません',
    say: (p: { name: string }) =>
      `${p.name}さんは個人コードで共用の端末を使うので、管理者にはできません。先に、パスワードのアカウントに変えてください。`,
  },
  'staff-number-missing': {
    status: 409,
    title: '職員番号がありません',
    say: (p: { name: string }) =>
      `${p.name}さんには職員番号がないので、個人コードを出せません。組織の画面で職員番号を登録してから、もう一度行ってください。`,
  },
  'organization-needed': {
    status: 422,
    title: '組織を選んでください',
    say: () => 'このサーバーには複数の組織があります。組織の識別名を入れてください。',
  },
  'password-wrong': {
    status: 422,
    title: '今のパスワードが違います',
    say: () => '今のパスワードが違います。確かめて、もう一度入れてください。',
  },
  'proof-locked': {
    status: 403,
    title: '本人と確かめられません',
    say: (p: { attempts: number; minutes: number }) =>
      `${p.attempts}回続けて間違えたため、${p.minutes}分間は署名もサインインもできません。時間をおくか、管理者に再設定を頼んでください。`,
  },
  'password-weak': {
    status: 422,
    title: 'このパスワードは使えません',
    say: (p: { count: number }) =>
      `パスワードの決まりを${p.count}つ満たしていません。下の文を見て、別のパスワードにしてください。`,
  },
  'code-wrong': {
    status: 422,
    title: '確認コードが違います',
    say: () => '確認コードが違うか、もう使われました。認証アプリに今出ている6桁を入れてください。',
  },
  'personal-code-weak': {
    status: 422,
    title: 'この個人コードは使えません',
    say: (p: { count: number }) =>
      `個人コードの決まりを${p.count}つ満たしていません。下の文を見て、別のコードにしてください。`,
  },
  'totp-already': {
    status: 409,
    title: '2段階の確認は設定済みです',
    say: () => '2段階の確認はもう設定されています。機種を変えるときは、先に解除してください。',
  },
  'totp-not-begun': {
    status: 409,
    title: '設定が始まっていません',
    say: () =>
      '2段階の確認の設定が始まっていません。画面を読み直して、QRコードから始めてください。',
  },
  'account-twice': {
    status: 409,
    title: 'アカウントがあります',
    say: (p: { name: string }) =>
      `${p.name}さんにはもうアカウントがあります。使えなくなったときは、パスワードを再設定してください。`,
  },
  'account-name-taken': {
    status: 409,
    title: '使われている名前です',
    say: (p: { account: string }) =>
      `利用者ID「${p.account}」はもう使われています。別の名前にしてください。`,
  },
  'account-ended': {
    status: 409,
    title: '終わったアカウントです',
    say: (p: { name: string }) =>
      `${p.name}さんのアカウントは終わっています。使うには、もう一度招待してください。`,
  },
  'account-suspended': {
    status: 403,
    title: '利用が止められています',
    say: (p: { who: string }) =>
      `このアカウントは、手続の結果として利用が止められています。再び使うには、${p.who}に申し出てください。`,
  },
  'account-left': {
    status: 403,
    title: '在籍の期間が終わっています',
    say: (p: { who: string }) =>
      `在籍の最後の日を過ぎたので、このアカウントは使えません。まだ在籍しているときは、${p.who}に名簿を直してもらってください。`,
  },
  'last-administrator': {
    status: 409,
    title: '最後の管理者です',
    say: (p: { name: string }) =>
      `${p.name}さんは最後の管理者なので、アカウントを止められません。先に、ほかの人を管理者にしてください。`,
  },
  'own-account': {
    status: 409,
    title: '自分のアカウントです',
    say: (p: { act: string }) =>
      `自分のアカウントの${p.act}はできません。ほかの管理者に頼んでください。`,
  },
  'not-by-token': {
    status: 403,
    title: 'APIトークンではできません',
    say: () => 'この操作は API トークンではできません。画面からサインインして行ってください。',
  },
} as const
