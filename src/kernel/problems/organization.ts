/** Problems of units, persons, posts, appointments and absences. */
export const organizationProblems = {
  'unit-circle': {
    status: 422,
    title: '所属が輪になります',
    say: (p: { unit: string; parent: string }) =>
      `「${p.unit}」を「${p.parent}」の下に置くと、所属が輪になります。別の上位の所属を選んでください。`,
  },
  'unit-in-use': {
    status: 409,
    title: '使われている所属です',
    say: (p: { unit: string; by: string }) =>
      `「${p.unit}」には${p.by}があります。先に別の所属へ移してから、終わらせてください。`,
  },
  'post-in-use': {
    status: 409,
    title: '使われている職です',
    say: (p: { post: string; by: string }) =>
      `職「${p.post}」には${p.by}が残っています。離れるか終わらせてから、職を終わらせてください。`,
  },
  'dates-reversed': {
    status: 422,
    title: '期間が逆です',
    say: (p: { from: string; to: string }) =>
      `終わりの日（${p.to}）が始まりの日（${p.from}）より前です。日付を直してください。`,
  },
  'role-place-wrong': {
    status: 422,
    title: '役割の場所が違います',
    say: (p: { role: string; scope: string }) =>
      `「${p.role}」は${p.scope}ごとに置く役割です。${p.scope}を選んでください。`,
  },
  'assignment-twice': {
    status: 409,
    title: '任命が重なっています',
    say: (p: { name: string; seat: string; from: string }) =>
      `${p.name}さんは${p.from}から${p.seat}に任命されています。その任命を終わらせるか、期間を直してください。`,
  },
  'absence-twice': {
    status: 409,
    title: '不在が重なっています',
    say: (p: { name: string; from: string; to: string }) =>
      `${p.name}さんの不在は${p.from}から${p.to}まで登録されています。その期間を直してください。`,
  },
  'person-left': {
    status: 409,
    title: '在籍していません',
    say: (p: { name: string; date: string }) =>
      `${p.name}さんは${p.date}には在籍していません。別の人を選ぶか、在籍の期間を直してください。`,
  },
  'person-in-use': {
    status: 409,
    title: '役目の残っている人です',
    say: (p: { name: string; by: string }) =>
      `${p.name}さんには${p.by}が残っています。引き継いでから、在籍を終わらせてください。`,
  },
  'not-appointer': {
    status: 403,
    title: '任命する権限がありません',
    say: (p: { role: string; who: string }) =>
      `「${p.role}」を任命できるのは${p.who}です。その人に頼んでください。`,
  },
  'roles-apart': {
    status: 409,
    title: '兼ねられない役割です',
    say: (p: { name: string; one: string; other: string; rule: string }) =>
      `${p.name}さんが「${p.one}」と「${p.other}」を兼ねることになります（${p.rule}）。別の人を選んでください。`,
  },
} as const
