import { parseDate } from '../../calendar/parse.ts'
import type { FaultCollector } from '../faults.ts'
import type { Tree } from '../tree.ts'

const number = '[0-9０-９元〇零一二三四五六七八九十百]+'
const eraDate = new RegExp(
  `(?:令和|平成|昭和|大正|明治)${number}年(?!度)(?:${number}月(?:${number}日)?)?`,
  'gu',
)

/** Reports dates of the Japanese calendar that never were: 平成31年5月, 令和7年2月30日. */
export function checkEras(tree: Tree, faults: FaultCollector): void {
  if (tree.kind === 'map') for (const child of tree.entries.values()) checkEras(child, faults)
  else if (tree.kind === 'list') for (const item of tree.items) checkEras(item, faults)
  else if (typeof tree.value === 'string' && tree.value.includes('年')) {
    for (const { 0: text, index } of tree.value.matchAll(eraDate)) {
      const parsed = parseDate(text)
      if (parsed.ok) continue
      const proper = parsed.reason === 'out-of-era' ? parsed.correctForm : ''
      faults.add('impossible-era', tree.at, { text, proper }, { offset: index })
    }
  }
}
