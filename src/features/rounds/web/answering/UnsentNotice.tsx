import { useSyncExternalStore } from 'react'
import { keyOf, refresh } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { text } from '../text.ts'
import { isCutOff, keptAnswers, sendKeptAnswers } from './queue.ts'

/**
 * That the server cannot be reached, and how many answers wait on this device for it, of one
 * occurrence or of all.
 */
export function UnsentNotice({ occurrence }: { readonly occurrence?: string }) {
  const say = useTexts(text)
  const kept = useSyncExternalStore(keptAnswers.watch, keptAnswers.get)
  const cutOff = useSyncExternalStore(isCutOff.watch, isCutOff.get)
  const count = kept
    .filter((one) => occurrence === undefined || one.occurrence === occurrence)
    .filter(({ refused }) => refused === undefined)
    .reduce((sum, { answers }) => sum + answers.length, 0)
  return (
    <output className="block">
      {cutOff && (
        <span className="enter mb-4 flex flex-wrap items-center gap-x-4 gap-y-1 rounded-8 border border-warn-line bg-warn-soft px-4 py-2 text-[0.9375rem] text-warn">
          <span className="grow basis-60">
            <span aria-hidden="true">▲ </span>
            {say('cutOff')}
          </span>
          <Button size="small" onPress={() => void tryAgain()}>
            {say('tryAgain')}
          </Button>
        </span>
      )}
      {cutOff && count > 0 && (
        <span className="enter mb-4 block rounded-8 bg-calm-soft px-4 py-2 text-[0.9375rem] text-calm">
          <b className="numerals">{say('unsent', { count })}</b>
          <span className="block text-[0.875rem]">{say('unsentBody')}</span>
        </span>
      )}
    </output>
  )
}

/** Sends what waits, and reads what the server knows. */
async function tryAgain(): Promise<void> {
  await sendKeptAnswers()
  await refresh([keyOf('/api/occurrences')])
}
