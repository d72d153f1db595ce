import { api } from '#ui/api.ts'
import { useText } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { tell } from '#ui/parts/toast.ts'
import { MomentText } from '#ui/parts/texts.tsx'
import { text } from './text.ts'
import { tried } from './tried.ts'
import type { Happening } from './types.ts'

/** Whether the holder has seen what a deputy decided; to the holder the button that says so. */
export function Review({ review }: { readonly review: NonNullable<Happening['review']> }) {
  const say = useText(text)
  const confirm = (): Promise<void> =>
    tried(async () => {
      await api.post(`/api/reviews/${review.id}/confirm`, {})
      tell(say('reviewed'))
    })
  if (review.mine)
    return (
      <Button size="small" onPress={() => void confirm()}>
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
