import { useFormatDate } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import type { Outline } from '../../contract.ts'
import { text } from '../text.ts'

/** Says of which day the map tells, where it is not today: what was, or what would be. */
export function OtherDay({
  outline: { on, when, leftOut },
  back,
}: {
  readonly outline: Pick<Outline, 'on' | 'when' | 'leftOut'>
  readonly back: () => void
}) {
  const say = useTexts(text)
  const date = useFormatDate()
  if (when === 'today') return null
  return (
    <section
      aria-label={say('whichDay')}
      aria-live="polite"
      className={classNames(
        'mb-5 flex flex-wrap items-center gap-x-5 gap-y-2 rounded-12 border-2 px-4 py-3 sm:px-5',
        when === 'ahead'
          ? 'border-dashed border-warn-line bg-[#fffdf6]'
          : 'border-edge bg-calm-soft',
      )}
    >
      <div className="min-w-0 grow basis-72">
        <p className="text-[1.0625rem] font-700">
          {say(when === 'ahead' ? 'asAhead' : 'asPast', { date: date(on, true) })}
        </p>
        <p className="text-[0.875rem] text-sub">{say(when === 'ahead' ? 'aheadIs' : 'pastIs')}</p>
        {leftOut.length > 0 && (
          <ul className="mt-1 list-disc ps-5 text-[0.875rem] text-sub">
            {leftOut.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </div>
      <Button onPress={back}>{say('backToToday')}</Button>
    </section>
  )
}
