import { useTexts } from '#ui/i18n/index.ts'
import { Tag } from '#ui/parts/Tag.tsx'
import type { TagState } from '#ui/parts/Tag.tsx'
import type { TransferRow } from '../contract.ts'
import { text } from './text.ts'

const states: Readonly<Record<TransferRow['status'], TagState>> = {
  draft: 'due',
  planned: 'turn',
  applied: 'good',
  withdrawn: 'plain',
}

/** The status of a transfer. */
export function StatusTag({
  status,
  stuck,
}: {
  readonly status: TransferRow['status']
  readonly stuck: boolean
}) {
  const say = useTexts(text)
  return stuck ? (
    <Tag state="late">{say('stuck')}</Tag>
  ) : (
    <Tag state={states[status]}>{say(status)}</Tag>
  )
}
