/** Problems of units, persons, posts, appointments and absences. */
export const organizationProblems = {
  'unit-circle': {
    status: 422,
    title: { ja: '所属が輪になります', en: 'The units would form a circle' },
    say: (p: { unit: string; parent: string }) => ({
      ja: `「${p.unit}」を「${p.parent}」の下に置くと、所属が輪になります。別の上位の所属を選んでください。`,
      en: `With “${p.unit}” below “${p.parent}” the units would form a circle. Choose another unit above it.`,
    }),
  },
  'unit-in-use': {
    status: 409,
    title: { ja: '使われている所属です', en: 'The unit is in use' },
    say: (p: { unit: string; by: string }) => ({
      ja: `「${p.unit}」には${p.by}があります。先に別の所属へ移してから、終わらせてください。`,
      en: `“${p.unit}” still has: ${p.by}. Move them to another unit, then end this one.`,
    }),
  },
  'post-in-use': {
    status: 409,
    title: { ja: '使われている職です', en: 'The post is in use' },
    say: (p: { post: string; by: string }) => ({
      ja: `職「${p.post}」には${p.by}が残っています。離れるか終わらせてから、職を終わらせてください。`,
      en: `The post “${p.post}” still has: ${p.by}. End these, then end the post.`,
    }),
  },
  'dates-reversed': {
    status: 422,
    title: { ja: '期間が逆です', en: 'The dates are reversed' },
    say: (p: { from: string; to: string }) => ({
      ja: `終わりの日（${p.to}）が始まりの日（${p.from}）より前です。日付を直してください。`,
      en: `The last day (${p.to}) lies before the first (${p.from}). Correct the dates.`,
    }),
  },
  'role-place-wrong': {
    status: 422,
    title: { ja: '役割の場所が違います', en: 'The role belongs elsewhere' },
    say: (p: { role: string; scope: string }) => ({
      ja: `「${p.role}」は${p.scope}ごとに置く役割です。${p.scope}を選んでください。`,
      en: `“${p.role}” is a role for a place of this kind: ${p.scope}. Choose one.`,
    }),
  },
  'assignment-twice': {
    status: 409,
    title: { ja: '任命が重なっています', en: 'The appointments overlap' },
    say: (p: { name: string; seat: string; from: string }) => ({
      ja: `${p.name}さんは${p.from}から${p.seat}に任命されています。その任命を終わらせるか、期間を直してください。`,
      en: `${p.name} has been appointed as ${p.seat} from ${p.from}. End that appointment, or correct the dates.`,
    }),
  },
  'holders-at-most': {
    status: 409,
    title: { ja: '就ける人数を超えます', en: 'Too many would hold the role' },
    say: (p: { seat: string; count: number; names: readonly string[]; from: string }) => ({
      ja: `${p.seat}に就けるのは${p.count}人までですが、${p.from}に${p.names.map((name) => `${name}さん`).join('、')}が就くことになります。先に今の任命を終わらせてください。`,
      en: `At most ${p.count} may be ${p.seat}, but on ${p.from} there would be ${p.names.join(', ')}. End an appointment first.`,
    }),
  },
  'absence-twice': {
    status: 409,
    title: { ja: '不在が重なっています', en: 'The absences overlap' },
    say: (p: { name: string; from: string; to: string }) => ({
      ja: `${p.name}さんの不在は${p.from}から${p.to}まで登録されています。その期間を直してください。`,
      en: `${p.name} is recorded as absent from ${p.from} to ${p.to}. Correct those dates.`,
    }),
  },
  'person-left': {
    status: 409,
    title: { ja: '在籍していません', en: 'Not here at that time' },
    say: (p: { name: string; date: string }) => ({
      ja: `${p.name}さんは${p.date}には在籍していません。別の人を選ぶか、在籍の期間を直してください。`,
      en: `${p.name} is not here on ${p.date}. Choose somebody else, or correct the dates of the person.`,
    }),
  },
  'person-in-use': {
    status: 409,
    title: { ja: '役目の残っている人です', en: 'Duties are left' },
    say: (p: { name: string; by: string }) => ({
      ja: `${p.name}さんには${p.by}が残っています。引き継いでから、在籍を終わらせてください。`,
      en: `${p.name} still has: ${p.by}. Hand these over, then end the person’s time here.`,
    }),
  },
  'not-appointer': {
    status: 403,
    title: { ja: '任命する権限がありません', en: 'You may not appoint' },
    say: (p: { role: string; who: string }) => ({
      ja: `「${p.role}」を任命できるのは${p.who}です。その人に頼んでください。`,
      en: `Only ${p.who} may appoint to “${p.role}”. Ask them.`,
    }),
  },
  'roles-apart': {
    status: 409,
    title: { ja: '兼ねられない役割です', en: 'These roles do not go together' },
    say: (p: { name: string; one: string; other: string; rule: string }) => ({
      ja: `${p.name}さんが「${p.one}」と「${p.other}」を兼ねることになります（${p.rule}）。別の人を選んでください。`,
      en: `${p.name} would hold both “${p.one}” and “${p.other}” (${p.rule}). Choose somebody else.`,
    }),
  },
  'post-held-already': {
    status: 409,
    title: { ja: 'もうこの職に就いています', en: 'The post is held already' },
    say: (p: { person: string; post: string }) => ({
      ja: `${p.person}さんは、同じ時期にもう「${p.post}」に就いています。日付を変えるか、今の職の期間を確かめてください。`,
      en: `${p.person} holds “${p.post}” in the same time already. Change the days, or look at the present appointment.`,
    }),
  },
  'mail-not-set-up': {
    status: 409,
    title: { ja: 'メールの設定がありません', en: 'Mail is not set up' },
    say: () => ({
      ja: '関所を動かしている人に、メールサーバーの設定（smtp と mail-from）を頼んでください。',
      en: 'Ask whoever runs Sekisho to set up the mail server (smtp and mail-from).',
    }),
  },
  'mail-address-missing': {
    status: 409,
    title: { ja: 'メールアドレスがありません', en: 'There is no mail address' },
    say: () => ({
      ja: '自分のページでメールアドレスを登録してから、もう一度送ってください。',
      en: 'Record a mail address on your own page, then send again.',
    }),
  },
  'title-same': {
    status: 409,
    title: { ja: '今の名前と同じです', en: 'That is the present name' },
    say: (p: { title: string }) => ({
      ja: `組織の名前は、もう「${p.title}」です。別の名前を入れてください。`,
      en: `The organisation is called “${p.title}” already. Enter another name.`,
    }),
  },
} as const
