import { useState } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { showErrorToast } from '#ui/parts/toast.ts'
import type { OccurrenceView } from '../../contract/occurrences.ts'
import { text } from '../text.ts'
import { AnswerTag } from './Answered.tsx'
import { keepAnswers } from './queue.ts'
import type { AskedItem } from './useAnswers.ts'

/**
 * 前回と同じ: answers all items that have no answer yet as in the turn before. What was a finding then
 * is to be looked at again.
 */
export function Again({
  occurrence,
  asked,
}: {
  readonly occurrence: OccurrenceView
  readonly asked: readonly AskedItem[]
}) {
  const say = useTexts(text)
  const [isAsking, setAsking] = useState(false)
  const open = asked.flatMap(({ item, isAnswered }) =>
    isAnswered || item.before === null ? [] : { item, before: item.before },
  )
  const alike = open.filter(
    ({ item, before }) =>
      before.outcome === 'kept' || (before.outcome === 'not-applicable' && item.waivedBy !== null),
  )
  const give = (): void => {
    const at = new Date().toISOString()
    const isStored = keepAnswers(
      occurrence.id,
      alike.map(({ item, before }) => ({
        item: item.key,
        ...(before.outcome === 'not-applicable'
          ? { notApplicable: true }
          : { value: before.value }),
        ...(before.comment === null ? {} : { comment: before.comment }),
        at,
      })),
    )
    if (!isStored) showErrorToast(say('noRoom'))
    setAsking(false)
  }
  if (!occurrence.mayAnswer || alike.length === 0) return null
  return (
    <>
      <Button icon="check" onPress={() => setAsking(true)}>
        {say('again')}
      </Button>
      <DialogFrame
        isOpen={isAsking}
        title={say('again')}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button kind="main" onPress={give}>
              {say('againYes', { count: alike.length })}
            </Button>
            <Button onPress={() => setAsking(false)}>{say('cancel')}</Button>
          </>
        }
      >
        <p className="mb-3">
          {say('againAsk', { count: alike.length })}
          {open.length > alike.length && say('againRest', { count: open.length - alike.length })}
        </p>
        <ul className="divide-y divide-line border-y border-line text-[0.9375rem]">
          {alike.map(({ item, before }) => (
            <li key={item.key} className="flex items-baseline gap-3 py-2">
              <span className="min-w-0 grow">{item.question}</span>
              <span className="shrink-0">
                <AnswerTag outcome={before.outcome} shown={before.shown} />
              </span>
            </li>
          ))}
        </ul>
      </DialogFrame>
    </>
  )
}
