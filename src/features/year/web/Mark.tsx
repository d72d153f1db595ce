import { useTexts } from '#ui/i18n/index.ts'
import { classNames } from '#ui/parts/classNames.ts'
import type { YearState } from '../contract.ts'
import { text } from './text.ts'

const shapes: Readonly<Record<YearState, { readonly shape: string; readonly colour: string }>> = {
  done: { shape: '✓', colour: 'text-good' },
  late: { shape: '●', colour: 'text-stop' },
  soon: { shape: '▲', colour: 'text-warn' },
  coming: { shape: '○', colour: 'text-calm' },
}

/** How something stands: a shape, and the word, which is only heard where `worded` is not set. */
export function Mark({
  state,
  worded = false,
  count,
}: {
  readonly state: YearState | undefined
  readonly worded?: boolean
  readonly count?: number
}) {
  const say = useTexts(text)
  if (state === undefined) return null
  const { shape, colour } = shapes[state]
  return (
    <span className={classNames('text-[0.875rem] font-700 whitespace-nowrap', colour)}>
      <span aria-hidden="true">{shape}</span>
      <span className={worded ? 'ml-1.5' : 'sr-only'}>{say(`state.${state}`)}</span>
      {count !== undefined && <span className="ml-1.5 numerals">{count}</span>}
    </span>
  )
}
