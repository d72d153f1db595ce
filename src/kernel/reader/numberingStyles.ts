import { irohaIndex } from './labels.ts'
import type { Label } from './labels.ts'

/** Numbering styles of divisions above articles. */
export const DIVISION = /^第[編部章節款]\^?$/

/** How deep a numbering of statutes stands: 1 for 第編 to 9 for 第号; 0 for every other style. */
export const rank = (style: string): number =>
  ['第編', '第部', '第章', '第節', '第款', '第目', '第条', '第項', '第号'].indexOf(
    style.replace('^', ''),
  ) + 1

/** Whether a label of a kana numbering follows the order イロハ and is past イ. */
export function isIrohaAfterFirst(style: string, label: Label): boolean {
  return (style === 'ア' || style === '(ア)') && irohaIndex(label.display.replace(/[()]/g, '')) > 1
}
