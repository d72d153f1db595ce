import { useTexts } from '#ui/i18n/index.ts'
import { StateBar } from '#ui/parts/Tag.tsx'
import type { PartView, Progress } from '../contract.ts'
import { text } from './text.ts'

/** The share of confirmed entries, as a bar and in words. */
export function ProgressBar({
  progress,
  label,
}: {
  readonly progress: Progress
  readonly label: string
}) {
  const say = useTexts(text)
  const { total, there, changed, missing } = progress
  const open = total - there - changed - missing
  return (
    <span className="block max-w-xl">
      <span className="mb-1 flex flex-wrap items-baseline gap-x-3 text-[0.875rem] text-sub numerals">
        <span>
          {say('confirmed', { done: (total - open).toLocaleString(), all: total.toLocaleString() })}
        </span>
        {changed > 0 && (
          <span className="text-warn">
            ▲ {say('changed')} {changed}
          </span>
        )}
        {missing > 0 && (
          <span className="text-stop">
            ● {say('missing')} {missing}
          </span>
        )}
      </span>
      <StateBar
        label={label}
        parts={[
          { state: 'good', title: say('there'), count: there },
          { state: 'due', title: say('changed'), count: changed },
          { state: 'late', title: say('missing'), count: missing },
          { state: 'plain', title: say('open'), count: open },
        ]}
      />
    </span>
  )
}

/** The progress of all parts together. */
export function sumOf(parts: readonly PartView[]): Progress {
  const sum = (key: keyof Progress): number => parts.reduce((all, part) => all + part[key], 0)
  return {
    total: sum('total'),
    there: sum('there'),
    changed: sum('changed'),
    missing: sum('missing'),
  }
}
