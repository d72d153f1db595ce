import type { FaultRow } from './faultTable.ts'

const assets = 'registers/assets.yaml'
const takeOut = 'procedures/take-out.yaml'
const exempt = 'procedures/exempt.yaml'
const disposal = 'procedures/disposal.yaml'
const lossReport = 'procedures/loss-report.yaml'
/** The report of a loss from its last field to its last way. */
const report = `  what: { title: 何があったか, type: long-text, required }
steps:
  report: { title: 知らせる, by: applicant, fill: what, button: 知らせる, then: hear }
  hear:
    title: 聞き取る
    by: [security-officer of applicant.unit, chief-officer]
    within: 1 working day
    late: { remind: ciso, every: working day }
    may:
      take: { title: 引き受ける, tone: good, then: end taken }`
/** It begins another one at its end. */
const again = (given: string): readonly [string, string] => [
  'then: end taken',
  `then: { do: { start: loss-report, with: { ${given} } }, go: end taken }`,
]
const apart = 'not: [applicant, approver], in: case'

/** The line that says a field is only chosen after it. */
const seenLater = [
  `required }
steps:
  apply: { title: 願い出, by: applicant, fill: witness,`,
  `required }
  seen: { title: 見たもの, type: line of systems, required }
  note: { title: 覚え, type: text, from: seen.name }
steps:
  apply: { title: 願い出, by: applicant, fill: [witness, note],`,
] as const

/** Faults that language 5 added. */
export const language5Faults: readonly FaultRow[] = [
  {
    code: 'english-of-nothing',
    file: 'en.yaml',
    from: '願い出: Request',
    to: '願出: Request',
    at: '願出: Request',
    says: '願出',
  },
  {
    code: 'unknown-register-group',
    file: 'registers/systems.yaml',
    from: 'register: systems\n',
    to: 'register: systems\ngroup: どこか\n',
    at: 'どこか',
    says: 'registerGroups',
  },
  {
    code: 'way-without-use',
    file: 'pack.yaml',
    from: 'groups:',
    to: 'wants: { out: { title: 外へ, ways: [take-out, loss-report] } }\ngroups:',
    at: 'take-out',
    says: 'use:',
    more: true,
  },
  {
    code: 'want-twice',
    file: 'pack.yaml',
    from: 'groups:',
    to: 'wants: { out: { title: 外へ, ways: [take-out, exempt] }, away: { title: 遠くへ, ways: [exempt, take-out] } }\ngroups:',
    at: 'exempt, take-out]',
    says: '外へ',
    more: true,
  },
  {
    code: 'nobody-adds',
    file: 'registers/systems.yaml',
    from: 'keptBy: chief-officer',
    to: 'keptBy: system-manager of system',
    at: 'system-manager of system',
    says: 'addedBy',
  },
  {
    code: 'nobody-adds',
    file: 'registers/systems.yaml',
    from: 'keptBy: chief-officer',
    to: 'keptBy: system-manager of system\naddedBy: system-manager of system',
    at: 'system-manager of system',
  },
  {
    code: 'keeper-nowhere',
    file: 'registers/systems.yaml',
    from: 'keptBy: chief-officer',
    to: 'keptBy: security-officer of unit',
    at: 'security-officer of unit',
    says: 'security-officer of unit',
  },
  {
    code: 'keeper-unnamed',
    file: assets,
    from: 'keptBy: security-officer of unit\nunitWrites: true',
    to: 'keptBy: system-manager of system',
    at: 'system-manager of system',
    says: 'system',
  },
  {
    code: 'keeper-unnamed',
    file: assets,
    from: 'keptBy: security-officer of unit\nunitWrites: true',
    to: 'keptBy: person in handlers',
    at: 'person in handlers',
    says: 'handlers',
  },
  {
    code: 'opens-unsaid',
    file: exempt,
    from: 'opens: anyone\n',
    to: '',
    at: 'procedure: exempt',
    says: 'helper',
  },
  {
    code: 'opens-late',
    file: exempt,
    from: 'opens: anyone',
    to: 'opens: [person in helper]',
    at: '[person in helper]',
    says: 'helper',
  },
  {
    code: 'date-unmeant',
    file: takeOut,
    from: 'title: 出る予定, type: date-time, meaning: planned,',
    to: 'title: 出る予定, type: date-time,',
    at: 'departAt:',
    says: 'departAt',
  },
  {
    code: 'date-unmeant',
    file: takeOut,
    from: 'title: 出る予定, type: date-time, meaning: planned,',
    to: 'title: 出る予定, type: date-time, meaning: planned, past,',
    at: 'departAt:',
  },
  {
    code: 'until-optional',
    file: exempt,
    from: 'meaning: free, type: date, required }',
    to: 'meaning: until, type: date }',
    at: 'until:',
    says: 'until',
    more: true,
  },
  {
    code: 'meaning-of-form',
    file: assets,
    from: 'title: 扱う人, type: persons,',
    to: 'title: 扱う人, type: date, meaning: planned,',
    at: 'meaning: planned',
    says: 'handlers',
    more: true,
  },
  {
    code: 'field-key',
    file: takeOut,
    from: 'type: long-text, required }',
    to: 'type: long-text, required, meaning: planned }',
    at: 'meaning: planned }',
  },
  {
    code: 'apart-unread',
    file: 'roles.yaml',
    from: apart,
    to: 'not: [applicant, approver], in: audit',
    at: 'audit, carries',
    says: 'in: case',
  },
  {
    code: 'apart-unread',
    file: 'roles.yaml',
    from: apart,
    to: 'not: [applicant, approver], in: organization',
    at: 'organization, carries',
    says: '「applicant、approver」',
  },
  {
    code: 'apart-unread',
    file: 'roles.yaml',
    from: apart,
    to: 'not: [applicant, audited], in: case',
    at: 'case, carries',
    says: '「audited」',
  },
  {
    code: 'start-fixed',
    file: lossReport,
    from: report,
    to: report
      .replace('steps:', '  place: { title: 所, type: long-text, value: "applicant.unit" }\nsteps:')
      .replace('fill: what', 'fill: [what, place]')
      .replace(...again('what: what, place: what')),
    at: 'what } }, go',
    says: '「place」',
  },
  {
    code: 'start-without-actor',
    file: lossReport,
    from: report,
    to: report
      .replace('steps:', '  finder: { title: 見つけた人, type: person }\nsteps:')
      .replace('by: applicant', 'by: person in finder')
      .replace(...again('what: what')),
    at: '{ start: loss-report',
    says: '「finder」',
    more: true,
  },
  {
    code: 'first-actor-unknown',
    file: 'procedures/take-out.yaml',
    from: 'steps:\n  apply:\n    title: 願い出\n    by: applicant',
    to: '  witness: { title: 立ち会う人, type: person }\nsteps:\n  apply:\n    title: 願い出\n    by: person in witness',
    at: 'person in witness',
    says: '「witness」',
    more: true,
  },
  {
    code: 'should-of-form',
    file: lossReport,
    from: report,
    to: report.replace(
      'steps:',
      '  told: { title: 知らせた, type: yes-no, required, should: yes }\nsteps:',
    ),
    at: 'should: yes',
    says: '「told」',
    more: true,
  },
  {
    code: 'demand-in-rows',
    file: lossReport,
    from: report,
    to: report.replace(
      'steps:',
      '  parts: { title: 部品, type: rows, columns: { back: { title: 戻った, type: yes-no, must: yes } } }\nsteps:',
    ),
    at: 'must: yes',
    says: '「back」',
    more: true,
  },
  {
    code: 'asked-again',
    file: disposal,
    from: '  doneOn:',
    to: '  handlers: { title: 扱う人, type: persons }\n  doneOn:',
    at: 'handlers:',
    says: 'from: about.handlers',
    more: true,
  },
  {
    code: 'among-elsewhere',
    file: lossReport,
    from: report,
    to: report.replace(
      'steps:',
      '  seen: { title: 見たもの, type: lines of systems, among: about }\nsteps:',
    ),
    at: 'about }\nsteps',
    says: '「seen」',
  },
  {
    code: 'not-ticked',
    file: lossReport,
    from: report,
    to: report
      .replace('steps:', '  seen: { title: 見たもの, type: lines of assets }\nsteps:')
      .replace(
        'then: end taken',
        'then: { do: { change: { state: 使用中 }, notIn: seen }, go: end taken }',
      ),
    at: 'seen }, go',
    says: 'among: about',
  },
  {
    code: 'of-and-not',
    file: lossReport,
    from: report,
    to: report
      .replace('steps:', '  seen: { title: 見たもの, type: lines of assets, among: about }\nsteps:')
      .replace(
        'then: end taken',
        'then: { do: { change: { state: 使用中 }, of: seen, notIn: seen }, go: end taken }',
      ),
    at: 'notIn: seen',
    says: 'of だけ',
  },
  {
    code: 'from-misfit',
    file: disposal,
    from: 'title: 見届ける人, type: person,',
    to: 'title: 見届ける人, type: person, from: about.form,',
    at: 'about.form',
    says: '「形」',
  },
  {
    code: 'unknown-field',
    file: disposal,
    from: 'title: 見届ける人, type: person,',
    to: 'title: 見届ける人, type: person, from: about.handler,',
    at: 'about.handler',
    says: 'about.handlers',
  },
  {
    code: 'from-late',
    file: disposal,
    from: seenLater[0],
    to: seenLater[1],
    at: 'seen.name',
    says: '「seen」',
    more: true,
  },
  {
    code: 'must-late',
    file: lossReport,
    from: report,
    to: report
      .replace('steps:', '  label: { title: 札, type: text, required }\nsteps:')
      .replace('fill: what', 'fill: [what, label]')
      .replace(
        'then: end taken',
        'then: { do: { write: systems, with: { name: label } }, go: end taken }',
      ),
    at: 'label:',
    says: '「札」',
  },
  {
    code: 'planned-as-past',
    file: disposal,
    from: 'title: 捨てた日, type: date, meaning: free',
    to: 'title: 捨てた日, type: date, meaning: planned',
    at: 'doneOn:',
    says: '「捨てられた日」',
    more: true,
  },
  {
    code: 'state-stranded',
    file: assets,
    from: 'disposal: disposal',
    to: 'ended: 調査中',
    at: '[使用中, 廃棄済み, 調査中]',
    says: '「廃棄済み」',
    more: true,
  },
]
