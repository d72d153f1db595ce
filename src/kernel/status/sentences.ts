import type { Words } from '../words/words.ts'
import type { ItemFacts, SeatFacts } from './records.ts'

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)
const some = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`

export const byTheProgram: Words = {
  ja: 'プログラムが守らせています',
  en: 'the program holds everybody to it',
}
export const nobodyNeeded: Words = {
  ja: '置くかどうかは任意です',
  en: 'held only where somebody is appointed',
}
export const noSeat: Words = { ja: '任命された人がいません', en: 'nobody is appointed' }
export const noMeeting: Words = { ja: '開いた会議がまだありません', en: 'no meeting yet' }
export const neverFilled: Words = { ja: 'まだ書かれていません', en: 'not filled in yet' }

export function holders(seats: readonly SeatFacts[]): Words {
  const names = [...new Set(seats.flatMap((seat) => seat.holders))]
  const more = names.length - 3
  const first = names.slice(0, 3)
  return {
    ja: `${first.join('、')}${more > 0 ? ` ほか${more}人` : ''}`,
    en: `${first.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  }
}

/** Nobody holds the seat: who acts meanwhile. */
export function vacant({ title, meanwhile }: SeatFacts): Words {
  return meanwhile == null
    ? { ja: `${title}：任命された人がいません`, en: `${title}: nobody is appointed` }
    : {
        ja: `${title}：任命された人がいません（今は${meanwhile.name}さんに回ります）`,
        en: `${title}: nobody is appointed (falls to ${meanwhile.name} meanwhile)`,
      }
}

/** The holders are away and no deputy of their own acts. */
export function away({ title, meanwhile }: SeatFacts): Words {
  return meanwhile == null
    ? {
        ja: `${title}：不在で、代わりに動ける人がいません`,
        en: `${title}: away, and nobody can act instead`,
      }
    : {
        ja: `${title}：不在で、代行者もいません（今は${meanwhile.name}さんに回ります）`,
        en: `${title}: away without a deputy (falls to ${meanwhile.name} meanwhile)`,
      }
}

export const entries = (count: number): Words => ({
  ja: `${count}件`,
  en: some(count, 'entry', 'entries'),
})
export const findings = (count: number): Words => ({
  ja: `指摘 ${count}件`,
  en: some(count, 'finding', 'findings'),
})
export const expired = (count: number): Words => ({
  ja: `保存期間の切れたもの ${count}件`,
  en: `${count} past their retention`,
})
export const stocktakes = (count: number): Words =>
  count === 0
    ? { ja: 'まだ行われていません', en: 'not done yet' }
    : { ja: `今年度 ${count}回`, en: `${times(count)} this fiscal year` }
export const cases = (count: number): Words => ({
  ja: `今年度 ${count}件`,
  en: `${some(count, 'case', 'cases')} this fiscal year`,
})

export const noSubject: Words = {
  ja: '対象がまだ登録されていません',
  en: 'nothing is registered yet that it would go through',
}
export const notAskedYet: Words = { ja: 'まだ行われていません', en: 'not done yet' }
export const unmanned = (count: number): Words => ({
  ja: `受け持つ人がいない対象 ${count}件`,
  en: some(count, 'subject has nobody to do it', 'subjects have nobody to do it'),
})
export const subjectsNotKnown: Words = {
  ja: '対象がすべて済んでいたかは、記録からは分かりません',
  en: 'no record tells whether every subject had been gone through',
}
export const fieldsNotKnown: Words = {
  ja: 'その後に変わった行が多く、その日の内容は分かりません',
  en: 'too many entries have changed since to tell what they said',
}
export const never = (count: number): Words => ({
  ja: `まだ一度も終えていない対象 ${count}件`,
  en: some(count, 'subject not done once yet', 'subjects not done once yet'),
})
export const open = (count: number): Words => ({
  ja: `終わっていない対象 ${count}件`,
  en: some(count, 'subject open', 'subjects open'),
})
export const subjects = (count: number): Words => ({
  ja: `対象 ${count}件`,
  en: some(count, 'subject', 'subjects'),
})

/** How many subjects answered how; what is none is not said. */
export function answers({ asked, proved, declared, notApplicable }: ItemFacts): Words {
  const parts = [
    [proved, '証しあり', 'proved'],
    [declared, '申告', 'declared'],
    [notApplicable, '対象外', 'not applicable'],
  ] as const
  const said = parts.filter(([count]) => count > 0)
  return {
    ja: [`対象 ${asked}件`, ...said.map(([count, ja]) => `${ja} ${count}件`)].join('、'),
    en: [some(asked, 'subject', 'subjects'), ...said.map(([count, , en]) => `${count} ${en}`)].join(
      ', ',
    ),
  }
}
