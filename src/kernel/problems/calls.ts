/** Problems of calls through the emergency network. */
export const callProblems = {
  'call-over': {
    status: 409,
    title: '終わった呼出しです',
    say: (p: { title: string }) => `「${p.title}」は終わっています。新しい呼出しを始めてください。`,
  },
  'call-link-unknown': {
    status: 404,
    title: '使えないリンクです',
    say: () =>
      'この確認のリンクは使えません。メールのリンクを確かめるか、サインインして確認してください。',
  },
  'call-nobody': {
    status: 409,
    title: '呼び出す人がいません',
    say: () => '緊急連絡網に、今日つながる人がいません。役割に就く人を確かめてください。',
  },
} as const
