import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { MomentText } from '#ui/parts/texts.tsx'
import { text } from './text.ts'
import { touchedByCases } from './touched.ts'
import type { CaseEvent } from '../contract/history.ts'

/** Whether the holder has seen what a deputy decided; the holder gets a button to confirm it. */
export function Review({ review }: { readonly review: NonNullable<CaseEvent['review']> }) {
  const say = useTexts(text)
  const confirm = useAction({
    call: () => api.post('/api/reviews/:id/confirm', { params: { id: review.id } }),
    invalidates: touchedByCases,
    done: () => showToast(say('reviewed')),
    refusal: 'toast',
  })
  if (review.mine)
    return (
      <Button size="small" isPending={confirm.pending} onPress={() => void confirm.run()}>
        {say('review')}
      </Button>
    )
  return (
    <p className="text-[0.875rem]">
      {review.seenAt === null ? (
        say('reviewWaits', { name: review.holder })
      ) : (
        <>
          {say('reviewedBy', { name: review.holder })} <MomentText at={review.seenAt} />
        </>
      )}
    </p>
  )
}
