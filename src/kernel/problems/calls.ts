/** Problems of calls through the emergency network. */
export const callProblems = {
  'call-over': {
    status: 409,
    title: { ja: '終わった呼出しです', en: 'The call is over' },
    say: (p: { title: string }) => ({
      ja: `「${p.title}」は終わっています。新しい呼出しを始めてください。`,
      en: `“${p.title}” is over. Begin a new call.`,
    }),
  },
  'call-link-unknown': {
    status: 404,
    title: { ja: '使えないリンクです', en: 'The link cannot be used' },
    say: () => ({
      ja: 'この確認のリンクは使えません。メールのリンクを確かめるか、サインインして確認してください。',
      en: 'This link cannot be used. Check the link in the mail, or sign in and answer there.',
    }),
  },
  'call-nobody': {
    status: 409,
    title: { ja: '呼び出す人がいません', en: 'There is nobody to call' },
    say: () => ({
      ja: '緊急連絡網に、今日つながる人がいません。役割に就く人を確かめてください。',
      en: 'Nobody can be reached through the emergency network today. Check who holds its roles.',
    }),
  },
  'call-answered-meanwhile': {
    status: 412,
    title: { ja: '先に答えがありました', en: 'There is an answer already' },
    say: () => ({
      ja: '画面で見たあとに、この人の答えが変わりました。今の答えを見てから、必要ならもう一度記録してください。',
      en: 'The answer of this person has changed since you looked. Look at it, and record yours again where it is needed.',
    }),
  },
} as const
