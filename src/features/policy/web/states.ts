import type { TagState } from '#ui/parts/Tag.tsx'
import type { ProvisionDetail } from '../contract.ts'

/** The tag of each state of a provision; its word is in text.ts under `state.…`. */
export const looks: Readonly<Record<string, TagState>> = {
  'in-force': 'good',
  excepted: 'turn',
  due: 'due',
  'not-set-up': 'none',
  overdue: 'late',
  'not-applicable': 'plain',
}

export const stateOrder = [
  'in-force',
  'excepted',
  'due',
  'overdue',
  'not-set-up',
  'not-applicable',
] as const
export type StateName = (typeof stateOrder)[number]

/** How the carriage of a provision looks: enough, only a text, too weak, none. */
export const carriageLooks: Readonly<Record<ProvisionDetail['carriage'], TagState>> = {
  carried: 'good',
  stated: 'plain',
  weak: 'due',
  uncarried: 'none',
}
