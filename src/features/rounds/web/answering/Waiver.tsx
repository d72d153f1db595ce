import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import type { ItemView, OccurrenceView } from '../../contract/occurrences.ts'
import { text } from '../text.ts'
import { touchedByRounds } from '../touched.ts'

/** Who may say that an item does not apply accepts it or not. */
export function Waiver({
  occurrence: { id },
  item,
}: {
  readonly occurrence: OccurrenceView
  readonly item: ItemView
}) {
  const say = useTexts(text)
  const decide = useAction({
    call: (accept: boolean) =>
      api.post('/api/occurrences/:id/waivers', {
        params: { id },
        body: { item: item.key, accept },
      }),
    invalidates: touchedByRounds,
    refusal: 'toast',
  })
  const { answer, mayAccept } = item
  if (!mayAccept || answer?.outcome !== 'not-applicable' || answer.accepted !== null) return null
  return (
    <div className="mt-2 flex flex-wrap gap-2.5">
      <Button kind="line" isPending={decide.input === true} onPress={() => void decide.run(true)}>
        {say('accept')}
      </Button>
      <Button isPending={decide.input === false} onPress={() => void decide.run(false)}>
        {say('decline')}
      </Button>
    </div>
  )
}
