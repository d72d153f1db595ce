import { useTexts } from '#ui/i18n/index.ts'
import { StateBar } from '#ui/parts/Tag.tsx'
import type { TurnView } from '../../contract/rounds.ts'
import { text } from '../text.ts'

/** How a turn stands, as a bar and in words: done, late, findings. */
export function TurnBar({ turn, label }: { readonly turn: TurnView; readonly label: string }) {
  const say = useTexts(text)
  const { total, closed, late, findings } = turn
  return (
    <span className="block max-w-xl">
      <span className="mb-1 flex flex-wrap items-baseline gap-x-3 text-[0.875rem] text-sub numerals">
        <span>{say('doneOf', { count: total, done: closed })}</span>
        {late > 0 && (
          <span className="text-stop">
            <span aria-hidden="true">● </span>
            {say('lateCount', { count: late })}
          </span>
        )}
        {findings > 0 && (
          <span className="text-stop">
            <span aria-hidden="true">✕ </span>
            {say('findingCount', { count: findings })}
          </span>
        )}
      </span>
      <StateBar
        label={label}
        parts={[
          { state: 'good', title: say('done'), count: closed },
          { state: 'late', title: say('late'), count: late },
          { state: 'plain', title: say('notYet'), count: total - closed - late },
        ]}
      />
    </span>
  )
}
