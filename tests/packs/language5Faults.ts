import type { FaultRow } from './faultTable.ts'

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

/** Faults that language 5 added. */
export const language5Faults: readonly FaultRow[] = [
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
]
