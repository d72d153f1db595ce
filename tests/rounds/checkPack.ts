/** Procedures of ひなた町 whose steps check: a server before it is used, a right that waits for a course. */
export const checkFiles: Readonly<Record<string, string>> = {
  'checklists/before-use.yaml': `checklist: before-use
title: 使い始める前の点検
of: line of servers
waivedBy: chief-officer
draw: [items of server]
items:
  tested: { title: 試しに動かした, carries: 2-1(1) }
`,
  'checklists/reviewer.yaml': `checklist: reviewer
title: 見る人の心得
of: person
items:
  calm: { title: 落ち着いて見た, carries: 2-1(1) }
`,
  'procedures/start-use.yaml': `procedure: start-use
title: サーバの使い始め
number: 使始{年度}-{000}
subject: '{about}を使い始める'
about: line of servers
carries: 2-1(1)
fields:
  why: { title: 使う理由, type: text, required }
steps:
  apply: { fill: why }
  approve: { approve: security-officer of applicant.unit, check: before-use, must: all, carries: 2-1(1) }
  note: { title: 控え, by: chief-officer, check: reviewer, button: 控えた, then: end permitted }
`,
  'procedures/give-right.yaml': `procedure: give-right
title: 責任者の権限
number: 権限{年度}-{000}
subject: 権限の申請
carries: 2-1(1)
fields:
  worker: { title: 使う人, type: person, required }
steps:
  apply: { fill: worker }
  approve: { approve: chief-officer, check: { round: training, of: worker }, must: all, carries: 2-1(1) }
`,
}
