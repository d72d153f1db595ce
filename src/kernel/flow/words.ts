import type { Language } from '../words/words.ts'

/** What a flow says beside the texts of the pack. */
export interface FlowWords {
  readonly applicant: string
  readonly anyone: string
  readonly together: string
  readonly either: string
  readonly and: string
  readonly otherwise: string
  readonly passedOver: string
  /** A condition that has no words. */
  readonly condition: string
  readonly personIn: (field: string) => string
  readonly above: (role: string) => string
  readonly inMeeting: (who: string) => string
  readonly until: (field: string) => string
  readonly within: (span: string) => string
  readonly withinAfter: (span: string, field: string) => string
  readonly only: (condition: string) => string
  readonly where: (condition: string) => string
  readonly starts: (procedure: string) => string
  readonly checks: (what: string) => string
  readonly checksRight: (what: string) => string
  readonly colon: string
  readonly comma: string
}

/** A verb is followed by とき, a noun by のとき. */
const whenSuffix = (condition: string): string => (/[るいう]$/.test(condition) ? 'とき' : 'のとき')

const japanese: FlowWords = {
  applicant: '申請した人',
  anyone: '職員のだれか',
  together: 'と',
  either: '、または',
  and: '、かつ',
  otherwise: 'そのほかのとき',
  passedOver: 'この段階を飛ばすとき',
  condition: '決められた条件に合う',
  personIn: (field) => `「${field}」の人`,
  above: (role) => `上の所属の${role}`,
  inMeeting: (who) => `${who}の会議`,
  until: (field) => `「${field}」まで`,
  within: (span) => `${span}以内`,
  withinAfter: (span, field) => `「${field}」から${span}以内`,
  only: (condition) => `${condition}${whenSuffix(condition)}だけ`,
  where: (condition) => `${condition}${whenSuffix(condition)}`,
  starts: (procedure) => `「${procedure}」が始まる`,
  checks: (what) => `点検：${what}`,
  checksRight: (what) => `点検：${what}（すべて正しいこと）`,
  colon: '：',
  comma: '、',
}

const english: FlowWords = {
  applicant: 'The applicant',
  anyone: 'Anyone of the staff',
  together: ' and ',
  either: ', or ',
  and: ', and ',
  otherwise: 'In all other cases',
  passedOver: 'Where this step is passed over',
  condition: 'its condition holds',
  personIn: (field) => `The person in “${field}”`,
  above: (role) => `${role} one unit up`,
  inMeeting: (who) => `${who}, in a meeting`,
  until: (field) => `Until “${field}”`,
  within: (span) => `Within ${span}`,
  withinAfter: (span, field) => `Within ${span} of “${field}”`,
  only: (condition) => `Only where ${condition}`,
  where: (condition) => `where ${condition}`,
  starts: (procedure) => `begins “${procedure}”`,
  checks: (what) => `Checks: ${what}`,
  checksRight: (what) => `Checks: ${what} (all must be right)`,
  colon: ': ',
  comma: ', ',
}

export const flowWords: Readonly<Record<Language, FlowWords>> = { ja: japanese, en: english }
