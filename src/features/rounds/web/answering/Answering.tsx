import { useIsNarrow } from '#ui/media.ts'
import type { OccurrenceView } from '../../contract/occurrences.ts'
import { Again } from './Again.tsx'
import { AnswerCards } from './AnswerCards.tsx'
import { AnswerList } from './AnswerList.tsx'
import { useAnswers } from './useAnswers.ts'

/** The items of an occurrence: one a card on the phone, else in a list. */
export function Answering({ occurrence }: { readonly occurrence: OccurrenceView }) {
  const isNarrow = useIsNarrow()
  const asked = useAnswers(occurrence)
  const Items = isNarrow ? AnswerCards : AnswerList
  return (
    <Items
      occurrence={occurrence}
      asked={asked}
      again={<Again occurrence={occurrence} asked={asked} />}
    />
  )
}
