import { useFormState } from 'react-hook-form'
import { useFormatMoment } from '../dates.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import type { FormControl } from './slots.ts'

/** Says that the values come from a draft and offers to discard it; gone after the first submit. */
export function DraftNotice({
  control,
  savedAt,
  onDiscard,
}: {
  readonly control: FormControl
  /** When the draft was saved (ISO 8601). */
  readonly savedAt: string
  readonly onDiscard: () => void
}) {
  const common = useCommonTexts()
  const formatMoment = useFormatMoment()
  const { isSubmitted } = useFormState({ control })
  if (isSubmitted) return null
  return (
    <Notice
      kind="info"
      title={common('draft.found', { when: formatMoment(savedAt) })}
      footer={
        <Button size="small" onPress={onDiscard}>
          {common('draft.forget')}
        </Button>
      }
    />
  )
}
