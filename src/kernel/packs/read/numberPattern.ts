import { textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { PackReader } from './packReader.ts'

/** Reads the form of numbers, such as 持出{年度}-{0000}: one counter of zeros, the rest text. */
export function readNumberPattern(reader: PackReader, tree: Tree | undefined): string {
  const number = textOf(tree)
  if (tree === undefined || number === undefined) return ''
  const fault = numberPatternFault(number)
  if (fault !== undefined) reader.faults.add('bad-number', tree.at, { reason: fault })
  return number
}

/** What is wrong with a form of numbers, if something is. */
function numberPatternFault(number: string): string | undefined {
  const parts = [...number.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')
  const rest = number.replaceAll(/\{[^{}]*\}/g, '')
  if (/[{}]/.test(rest)) return 'かっこ { } が合っていません'
  const counters = parts.filter((part) => /^0+$/.test(part))
  const unknownPart = parts.find((part) => part !== '年度' && !/^0+$/.test(part))
  if (unknownPart !== undefined) return `「{${unknownPart}}」は使えません`
  if (counters.length !== 1)
    return counters.length === 0 ? '通し番号 {0000} がありません' : '通し番号が二つあります'
  if ((counters[0]?.length ?? 0) > 9) return '通し番号は9桁までです'
  return undefined
}
