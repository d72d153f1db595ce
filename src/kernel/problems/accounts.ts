interface Lock {
  readonly attempts: number
  readonly minutes: number
}
/**
 * The figures of everybody and, where there are others, of those with privileged roles: a sentence
 * never tells whose account it is.
 */
type Locked = Lock & { readonly privileged?: Lock | undefined }
/**
 * Without figures where the sender named an organisation: they would tell which of them exist.
 */
type MaybeLocked = Locked | { readonly attempts?: undefined }

function limits(given: MaybeLocked): string {
  if (given.attempts === undefined) return 'しばらくの間'
  const { attempts, minutes, privileged } = given
  const other =
    privileged === undefined
      ? ''
      : `（特権のある役割では${privileged.attempts}回で${privileged.minutes}分間）`
  return `${attempts}回続けて間違えたため${minutes}分間${other}`
}

function limitsEn(given: MaybeLocked): string {
  if (given.attempts === undefined) return 'for a while'
  const { attempts, minutes, privileged } = given
  const other =
    privileged === undefined
      ? ''
      : ` (with privileged roles: after ${privileged.attempts}, for ${privileged.minutes} minutes)`
  return `for ${minutes} minutes after ${attempts} wrong attempts in a row${other}`
}

/** Problems of signing in. Sentences never tell whether a name exists. */
export const accountProblems = {
  'signed-out': {
    status: 401,
    title: { ja: 'サインインが必要です', en: 'You need to sign in' },
    say: () => ({
      ja: 'サインインしていないか、時間が過ぎて終わりました。もう一度サインインしてください。書きかけの内容は残っています。',
      en: 'You are not signed in, or your session has run out. Sign in again; what you have begun to write is kept.',
    }),
  },
  csrf: {
    status: 403,
    title: { ja: '送信元を確かめられません', en: 'The sender could not be verified' },
    say: () => ({
      ja: 'この画面から送られたことを確かめられませんでした。画面を読み直してから、もう一度送ってください。',
      en: 'It could not be verified that this was sent from this screen. Reload the page and send it again.',
    }),
  },
  'token-scope': {
    status: 403,
    title: { ja: 'トークンの範囲外です', en: 'Outside the token’s scope' },
    say: (p: { scope: string }) => ({
      ja: `この API トークンには「${p.scope}」の範囲がありません。必要な範囲のトークンを作り直してください。`,
      en: `This API token does not have the scope “${p.scope}”. Make a token with the scope that is needed.`,
    }),
  },
  'password-must-change': {
    status: 403,
    title: { ja: 'パスワードの変更が必要です', en: 'You must change your password' },
    say: () => ({
      ja: '仮のパスワードのままでは使えません。先に自分のパスワードに変えてください。',
      en: 'A temporary password cannot be used for work. Change it to your own password first.',
    }),
  },
  'code-needed': {
    status: 403,
    title: { ja: '確認コードが必要です', en: 'A code is needed' },
    say: () => ({
      ja: 'サインインはまだ終わっていません。認証アプリの6桁の確認コードを入れてください。',
      en: 'Signing in is not finished. Enter the 6-digit code of your authenticator.',
    }),
  },
  'factor-needed': {
    status: 403,
    title: { ja: '2段階の確認の設定が必要です', en: 'Set up a second factor' },
    say: () => ({
      ja: '務めている役割には、2段階の確認が求められています。自分の画面で認証アプリかパスキーを設定すると、ほかのことができます。',
      en: 'Your role requires a second factor. Set up an authenticator or a passkey on your own page; then you can do everything else.',
    }),
  },
  'factor-by-password': {
    status: 403,
    title: { ja: '個人コードでは使えません', en: 'Not possible with a personal code' },
    say: () => ({
      ja: '務めている役割には2段階の確認が求められていて、個人コードでは設定できません。利用者IDとパスワードに変えるよう、管理者に頼んでください。',
      en: 'Your role requires a second factor, which a personal code cannot have. Ask an administrator for an account with a password.',
    }),
  },
  'too-many-passkeys': {
    status: 409,
    title: { ja: 'パスキーが多すぎます', en: 'Too many passkeys' },
    say: (p: { most: number }) => ({
      ja: `パスキーは${p.most}個までです。使わないものを取り除いてから登録してください。`,
      en: `An account may have ${p.most} passkeys. Remove one that you do not use first.`,
    }),
  },
  'factors-none': {
    status: 409,
    title: { ja: '2段階の確認がありません', en: 'There is no second factor' },
    say: () => ({
      ja: '2段階の確認がまだ設定されていません。先に認証アプリかパスキーを設定してください。',
      en: 'No second factor is set up yet. Set up an authenticator or a passkey first.',
    }),
  },
  'other-person': {
    status: 409,
    title: { ja: '別の人がサインインしています', en: 'Somebody else is signed in' },
    say: () => ({
      ja: 'この画面を開いた人とは別の人がサインインしているので、送りませんでした。画面を読み直してから、自分の仕事を続けてください。',
      en: 'Somebody other than the person who opened this page is signed in, so nothing was sent. Reload the page and go on with your own work.',
    }),
  },
  'challenge-over': {
    status: 409,
    title: { ja: 'もう一度始めてください', en: 'Begin again' },
    say: () => ({
      ja: 'パスキーの確認は、始めてから5分以内に1回だけ使えます。もう一度始めてください。',
      en: 'A passkey must be confirmed within 5 minutes, and once only. Begin again.',
    }),
  },
  'passkey-refused': {
    status: 409,
    title: { ja: 'パスキーを確かめられません', en: 'The passkey could not be verified' },
    say: () => ({
      ja: 'パスキーを確かめられませんでした。もう一度試すか、利用者IDとパスワードでサインインしてください。',
      en: 'The passkey could not be verified. Try again, or sign in with your account name and password.',
    }),
  },
  'passkeys-unavailable': {
    status: 409,
    title: { ja: 'この番地ではパスキーを使えません', en: 'No passkeys at this address' },
    say: (p: { url: string }) => ({
      ja: `パスキーには、https の名前のある番地が要ります（今は ${p.url} ）。認証アプリを使うか、サーバーを動かす人に頼んでください。`,
      en: `Passkeys need an https address with a name (it is ${p.url}). Use an authenticator app, or ask whoever runs the server.`,
    }),
  },
  'token-span': {
    status: 422,
    title: { ja: '使える日が長すぎます', en: 'The token would last too long' },
    say: (p: { days: number; last: string }) => ({
      ja: `APIトークンを使えるのは、今日から${p.days}日までです。${p.last}までの日を選んでください。`,
      en: `An API token lasts at most ${p.days} days. Choose a day from today to ${p.last}.`,
    }),
  },
  'setup-needed': {
    status: 409,
    title: { ja: '初めての設定が必要です', en: 'First set-up is needed' },
    say: () => ({
      ja: '組織がまだありません。サーバーを始めた画面に出ている「初めての設定」の番地を開いてください。',
      en: 'There is no organisation yet. Open the address of the first set-up, shown where the server was started.',
    }),
  },
  'setup-done': {
    status: 409,
    title: { ja: '設定は済んでいます', en: 'Set-up is done' },
    say: () => ({
      ja: '組織はもうできています。サインインしてください。',
      en: 'The organisation exists already. Sign in.',
    }),
  },
  'setup-code-wrong': {
    status: 403,
    title: { ja: '設定の番号が違います', en: 'The set-up code is wrong' },
    say: () => ({
      ja: '設定の番号が違います。サーバーを始めた画面に出ている番号を入れてください。',
      en: 'The set-up code is wrong. Enter the code shown where the server was started.',
    }),
  },
  'sign-in-refused': {
    status: 401,
    title: { ja: 'サインインできません', en: 'You could not be signed in' },
    say: (p: MaybeLocked) => ({
      ja: `利用者IDかパスワード（組織の識別名を入れたときは、それも）が違うか、${limits(p)}止められています。確かめてもう一度入れるか、管理者に再設定を頼んでください。`,
      en: `The account or the password (or the name of the organisation, where you gave it) is wrong, or signing in is locked ${limitsEn(p)}. Check and try again, or ask an administrator to reset it.`,
    }),
  },
  'terminal-refused': {
    status: 401,
    title: { ja: 'サインインできません', en: 'You could not be signed in' },
    say: (p: MaybeLocked) => ({
      ja: `職員番号か個人コードが違うか、${limits(p)}止められています。確かめてもう一度入れるか、管理者に再設定を頼んでください。`,
      en: `The staff number or the personal code is wrong, or signing in is locked ${limitsEn(p)}. Check and try again, or ask an administrator to reset it.`,
    }),
  },
  'terminal-only': {
    status: 403,
    title: { ja: '共用の端末ではできません', en: 'Not possible at a shared terminal' },
    say: () => ({
      ja: '個人コードでサインインした人は、自分の仕事だけを行えます。ほかのことは、自分の利用者IDのある人に頼んでください。',
      en: 'Whoever signs in with a personal code can do only their own tasks. Ask somebody who has an account of their own for anything else.',
    }),
  },
  'code-not-administrator': {
    status: 409,
    title: { ja: '管理者にできません', en: 'Cannot become an administrator' },
    say: (p: { name: string }) => ({
      ja: `${p.name}さんは個人コードで共用の端末を使うので、管理者にはできません。先に、パスワードのアカウントに変えてください。`,
      en: `${p.name} uses shared terminals with a personal code and cannot be an administrator. Change to an account with a password first.`,
    }),
  },
  'staff-number-missing': {
    status: 409,
    title: { ja: '職員番号がありません', en: 'There is no staff number' },
    say: (p: { name: string }) => ({
      ja: `${p.name}さんには職員番号がないので、個人コードを出せません。組織の画面で職員番号を登録してから、もう一度行ってください。`,
      en: `${p.name} has no staff number, so no personal code can be issued. Add the staff number on the organisation’s pages and try again.`,
    }),
  },
  'organization-needed': {
    status: 422,
    title: { ja: '組織を選んでください', en: 'Choose an organisation' },
    say: () => ({
      ja: 'このサーバーには複数の組織があります。組織の識別名を入れてください。',
      en: 'This server holds several organisations. Enter the identifier of yours.',
    }),
  },
  'password-wrong': {
    status: 422,
    title: { ja: '今のパスワードが違います', en: 'The current password is wrong' },
    say: () => ({
      ja: '今のパスワードが違います。確かめて、もう一度入れてください。',
      en: 'The current password is wrong. Check it and enter it again.',
    }),
  },
  'proof-locked': {
    status: 403,
    title: { ja: '本人と確かめられません', en: 'Your identity could not be confirmed' },
    say: (p: { attempts: number; minutes: number }) => ({
      ja: `${p.attempts}回続けて間違えたため、${p.minutes}分間は署名もサインインもできません。時間をおくか、管理者に再設定を頼んでください。`,
      en: `After ${p.attempts} wrong attempts in a row you can neither sign nor sign in for ${p.minutes} minutes. Wait, or ask an administrator to reset it.`,
    }),
  },
  'password-weak': {
    status: 422,
    title: { ja: 'このパスワードは使えません', en: 'This password cannot be used' },
    say: (p: { count: number }) => ({
      ja: `パスワードの決まりを${p.count}つ満たしていません。下の文を見て、別のパスワードにしてください。`,
      en: `It breaks ${p.count} of the rules for passwords. Read what is said below and choose another password.`,
    }),
  },
  'code-wrong': {
    status: 422,
    title: { ja: '確認コードが違います', en: 'The code is wrong' },
    say: () => ({
      ja: '確認コードが違うか、もう使われました。認証アプリに今出ている6桁を入れてください。',
      en: 'The code is wrong or has been used already. Enter the 6 digits that your authenticator shows now.',
    }),
  },
  'personal-code-weak': {
    status: 422,
    title: { ja: 'この個人コードは使えません', en: 'This personal code cannot be used' },
    say: (p: { count: number }) => ({
      ja: `個人コードの決まりを${p.count}つ満たしていません。下の文を見て、別のコードにしてください。`,
      en: `It breaks ${p.count} of the rules for personal codes. Read what is said below and choose another code.`,
    }),
  },
  'totp-already': {
    status: 409,
    title: { ja: '2段階の確認は設定済みです', en: 'Two-step sign-in is set up' },
    say: () => ({
      ja: '2段階の確認はもう設定されています。機種を変えるときは、先に解除してください。',
      en: 'Two-step sign-in is set up already. To use another device, remove it first.',
    }),
  },
  'totp-not-begun': {
    status: 409,
    title: { ja: '設定が始まっていません', en: 'The set-up has not begun' },
    say: () => ({
      ja: '2段階の確認の設定が始まっていません。画面を読み直して、QRコードから始めてください。',
      en: 'Setting up two-step sign-in has not begun. Reload the page and start with the QR code.',
    }),
  },
  'account-twice': {
    status: 409,
    title: { ja: 'アカウントがあります', en: 'There is an account already' },
    say: (p: { name: string }) => ({
      ja: `${p.name}さんにはもうアカウントがあります。使えなくなったときは、パスワードを再設定してください。`,
      en: `${p.name} has an account already. If it cannot be used any more, reset its password.`,
    }),
  },
  'account-name-taken': {
    status: 409,
    title: { ja: '使われている名前です', en: 'The name is taken' },
    say: (p: { account: string }) => ({
      ja: `利用者ID「${p.account}」はもう使われています。別の名前にしてください。`,
      en: `The account name “${p.account}” is taken. Choose another one.`,
    }),
  },
  'account-ended': {
    status: 409,
    title: { ja: '終わったアカウントです', en: 'The account has ended' },
    say: (p: { name: string }) => ({
      ja: `${p.name}さんのアカウントは終わっています。使うには、もう一度招待してください。`,
      en: `The account of ${p.name} has ended. Invite the person again to open it.`,
    }),
  },
  'account-suspended': {
    status: 403,
    title: { ja: '利用が止められています', en: 'The account is suspended' },
    say: (p: { who: string }) => ({
      ja: `このアカウントは、手続の結果として利用が止められています。再び使うには、${p.who}に申し出てください。`,
      en: `This account was suspended as the outcome of a procedure. To use it again, turn to ${p.who}.`,
    }),
  },
  'account-left': {
    status: 403,
    title: { ja: '在籍の期間が終わっています', en: 'Your time here has ended' },
    say: (p: { who: string }) => ({
      ja: `在籍の最後の日を過ぎたので、このアカウントは使えません。まだ在籍しているときは、${p.who}に名簿を直してもらってください。`,
      en: `Your last day here has passed, so this account cannot be used. If you are still here, ask ${p.who} to correct the staff list.`,
    }),
  },
  'temporary-password-over': {
    status: 403,
    title: { ja: '仮のパスワードの期限が過ぎました', en: 'The temporary password has ended' },
    say: () => ({
      ja: '仮のパスワードの期限が過ぎたので、サインインできません。管理者に、新しい仮のパスワードを出してもらってください。',
      en: 'The temporary password has ended, so you cannot sign in. Ask an administrator for a new one.',
    }),
  },
  'last-administrator': {
    status: 409,
    title: { ja: '最後の管理者です', en: 'The last administrator' },
    say: (p: { name: string }) => ({
      ja: `${p.name}さんは最後の管理者なので、アカウントを止められません。先に、ほかの人を管理者にしてください。`,
      en: `${p.name} is the last administrator, so the account cannot be stopped. Make somebody else an administrator first.`,
    }),
  },
  'own-account': {
    status: 409,
    title: { ja: '自分のアカウントです', en: 'This is your own account' },
    say: (p: { act: string }) => ({
      ja: `自分のアカウントの${p.act}はできません。ほかの管理者に頼んでください。`,
      en: `You cannot do this with your own account: ${p.act}. Ask another administrator.`,
    }),
  },
  'not-by-token': {
    status: 403,
    title: { ja: 'APIトークンではできません', en: 'Not possible with an API token' },
    say: () => ({
      ja: 'この操作は API トークンではできません。画面からサインインして行ってください。',
      en: 'This cannot be done with an API token. Sign in on the screen and do it there.',
    }),
  },
} as const
