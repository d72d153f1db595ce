import type { ReactNode } from 'react'
import { classes } from './classes.ts'

/** What a state means: good ✓ · due ▲ (soon, or something is asked) · late ● (overdue, refused, high) · turn ▶ (somebody is at it) ·
 * none ○ (not there) · plain. */
export type State = 'good' | 'due' | 'late' | 'turn' | 'none' | 'plain'

const looks: Readonly<Record<State, { readonly shape: string; readonly colours: string }>> = {
  good: { shape: '✓', colours: 'bg-good-soft text-good' },
  due: { shape: '▲', colours: 'bg-warn-soft text-warn' },
  late: { shape: '●', colours: 'bg-stop-soft text-stop' },
  turn: { shape: '➤', colours: 'bg-act-soft text-act' },
  none: { shape: '○', colours: 'bg-calm-soft text-calm' },
  plain: { shape: '', colours: 'bg-calm-soft text-calm' },
}

/** A state or a mark in a word: the word says it, shape and colour only help. */
export function Tag({
  state = 'plain',
  children,
}: {
  readonly state?: State
  readonly children: ReactNode
}) {
  const look = looks[state]
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1.5 rounded-6 px-2.5 py-px text-[0.8125rem] leading-170 font-700 whitespace-nowrap',
        look.colours,
      )}
    >
      {look.shape !== '' && (
        <span aria-hidden="true" className="text-[0.85em]">
          {look.shape}
        </span>
      )}
      {children}
    </span>
  )
}

/** How things stand together: a bar of states with its numbers in words for those who do not see it. */
export function StateBar({
  parts,
  label,
}: {
  readonly parts: readonly {
    readonly state: State
    readonly title: string
    readonly count: number
  }[]
  readonly label: string
}) {
  const all = parts.reduce((sum, part) => sum + part.count, 0)
  const fills: Readonly<Record<State, string>> = {
    good: 'bg-good-fill',
    due: 'bg-warn-line',
    late: 'bg-stop-line',
    turn: 'bg-act-line',
    none: 'bg-[#8c9aa3]',
    plain: 'bg-line',
  }
  const words = parts
    .filter((part) => part.count > 0)
    .map((part) => `${part.title} ${part.count}`)
    .join('、')
  return (
    <span
      title={words}
      className="relative flex h-2.5 min-w-24 gap-px overflow-hidden rounded-full bg-calm-soft"
    >
      <span className="sr-only">{`${label}: ${words}`}</span>
      {all > 0 &&
        parts.map(
          (part) =>
            part.count > 0 && (
              <span
                key={part.title}
                className={fills[part.state]}
                style={{ width: `${(part.count / all) * 100}%` }}
              />
            ),
        )}
    </span>
  )
}
