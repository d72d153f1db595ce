/** Problems of recurring work, of answers to checklists, and of findings. */
export const roundProblems = {
  'answered-meanwhile': {
    status: 412,
    title: { ja: 'ほかの人が先に答えました', en: 'Somebody else has answered' },
    say: (p: { by: string; at: string }) => ({
      ja: `${p.by}が${p.at}に先に答えました。その答えを確かめてから、もう一度保存してください。`,
      en: `${p.by} answered this at ${p.at}, before you. Look at that answer, then save again.`,
    }),
  },
  'machine-unknown': {
    status: 401,
    title: { ja: '機械のトークンではありません', en: 'Not the token of a machine' },
    say: () => ({
      ja: 'このトークンは、使える機械のトークンではありません。期限が過ぎたか、取り消されています。定期業務のページで作り直してください。',
      en: 'This is not a valid token of a machine; it may have run out or been revoked. Make another on the page of the recurring work.',
    }),
  },
  'machine-key-missing': {
    status: 400,
    title: { ja: 'Idempotency-Key がありません', en: 'Idempotency-Key is missing' },
    say: () => ({
      ja: 'Idempotency-Key ヘッダーを付けてください。同じ値で送り直せば、二度記録されることはありません。',
      en: 'Send an Idempotency-Key header. What is sent again with the same key is not recorded twice.',
    }),
  },
  'machine-not-asked': {
    status: 422,
    title: {
      ja: '機械の答える定期業務がありません',
      en: 'No recurring work is answered by machines',
    },
    say: (p: { register: string }) => ({
      ja: `「${p.register}」について機械が答える定期業務はありません。人が画面で答えてください。`,
      en: `No recurring work about “${p.register}” is answered by machines. Answer it on the screen.`,
    }),
  },
  'occurrence-over': {
    status: 409,
    title: { ja: 'この実施は終わっています', en: 'This is over' },
    say: (p: { subject: string; round: string }) => ({
      ja: `「${p.subject}」の「${p.round}」は、もう終わっています。変わったことは、次の実施か、指摘のページに書いてください。`,
      en: `“${p.round}” of “${p.subject}” is over. Write what has changed into the next turn, or on the page of the finding.`,
    }),
  },
  'not-independent': {
    status: 403,
    title: { ja: '離れた人が見ます', en: 'Somebody independent looks at this' },
    say: (p: { name: string; subject: string; round: string }) => ({
      ja: `${p.name}さんは「${p.subject}」に属しているか、前の年度から今までに属していたので、その「${p.round}」は行えません。ほかの所属の人に頼んでください。`,
      en: `${p.name} belongs to “${p.subject}”, or did since the last fiscal year, and cannot do “${p.round}” there. Ask somebody of another unit.`,
    }),
  },
  'round-empty': {
    status: 422,
    title: { ja: '対象がありません', en: 'There is nothing to go through' },
    say: (p: { round: string }) => ({
      ja: `「${p.round}」の対象が、今は一つもありません。対象を台帳や組織に登録してから始めてください。`,
      en: `“${p.round}” has nothing to go through at present. Register it first, then begin.`,
    }),
  },
  'round-running': {
    status: 409,
    title: { ja: 'もう始まっています', en: 'It is under way' },
    say: (p: { round: string; since: string }) => ({
      ja: `「${p.round}」は、${p.since}に始めたものがまだ終わっていません。先にそれを終えてください。`,
      en: `“${p.round}” was begun on ${p.since} and is not finished. Finish that first.`,
    }),
  },
  'waiver-not-offered': {
    status: 422,
    title: { ja: '対象外にはできません', en: 'It cannot be left out' },
    say: (p: { checklist: string }) => ({
      ja: `「${p.checklist}」には、対象外を認める人が決められていません。ほかの答えを選んでください。`,
      en: `Nobody may accept that an item of “${p.checklist}” does not apply. Give another answer.`,
    }),
  },
  'waiver-decided': {
    status: 409,
    title: { ja: '認めるものがありません', en: 'There is nothing to accept' },
    say: (p: { item: string }) => ({
      ja: `「${p.item}」には、認めるのを待つ対象外の答えがありません。ページを読み直してください。`,
      en: `No answer to “${p.item}” waits to be accepted as not applicable. Reload the page.`,
    }),
  },
  'own-answer': {
    status: 403,
    title: { ja: '自分のことは自分では決められません', en: 'This is for somebody else to decide' },
    say: (p: { act: string }) => ({
      ja: `自分が届けたことについて${p.act}は、ほかの人がします。担当の人か、その代わりの人に頼んでください。`,
      en: `Somebody else does this about what you reported: ${p.act}. Ask whoever is responsible, or their deputy.`,
    }),
  },
  'finding-passed': {
    status: 409,
    title: { ja: '指摘は先に進んでいます', en: 'The finding has moved on' },
    say: (p: { finding: string }) => ({
      ja: `指摘「${p.finding}」は、もう先に進んでいます。ページを読み直して、今の様子を確かめてください。`,
      en: `The finding “${p.finding}” has moved on. Reload the page to see how it stands.`,
    }),
  },
} as const
