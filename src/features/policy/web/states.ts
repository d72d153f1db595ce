import type { TagState } from '#ui/parts/Tag.tsx'
import type { ProvisionDetail } from '../contract.ts'
import type { ProvisionState } from '#kernel/status/states.ts'

export type StateName = ProvisionState

/** The tag of each state of a provision; its word is in text.ts under `state.…`. */
export const looks: Readonly<Record<StateName, TagState>> = {
  proved: 'good',
  declared: 'word',
  stated: 'plain',
  'set-up': 'none',
  excepted: 'turn',
  due: 'due',
  'not-set-up': 'missing',
  finding: 'wrong',
  late: 'late',
  'not-known': 'outside',
  'not-applicable': 'plain',
  'not-carried': 'outside',
}

/** The shape of each state: the word beside it carries the meaning. */
export const shapes: Readonly<Record<StateName, string>> = {
  proved: '✓',
  declared: '◔',
  'set-up': '○',
  excepted: '➤',
  due: '▲',
  'not-set-up': '◇',
  finding: '✕',
  late: '●',
  'not-known': '?',
  stated: '–',
  'not-applicable': '–',
  'not-carried': '∅',
}

/** From what is kept to what has to be put right, and then what is nobody's to keep. */
export const stateOrder: readonly StateName[] = [
  'proved',
  'declared',
  'set-up',
  'excepted',
  'due',
  'not-set-up',
  'finding',
  'late',
  'not-known',
  'stated',
  'not-applicable',
  'not-carried',
]

/** How the carriage of a provision looks: enough, only a text, too weak, none. */
export const carriageLooks: Readonly<Record<ProvisionDetail['carriage'], TagState>> = {
  carried: 'good',
  stated: 'plain',
  weak: 'due',
  uncarried: 'none',
}
