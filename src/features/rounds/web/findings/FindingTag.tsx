import { useTexts } from '#ui/i18n/index.ts'
import { Tag } from '#ui/parts/Tag.tsx'
import type { FindingRow } from '../../contract/findings.ts'
import { text } from '../text.ts'

const tags = { open: 'wrong', mended: 'turn', closed: 'good' } as const

/** How a finding stands. */
export function FindingTag({ state, late }: Pick<FindingRow, 'state' | 'late'>) {
  const say = useTexts(text)
  return late ? (
    <Tag state="late">{say('finding.late')}</Tag>
  ) : (
    <Tag state={tags[state]}>{say(`finding.${state}`)}</Tag>
  )
}
