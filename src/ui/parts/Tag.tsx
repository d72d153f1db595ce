import type { ReactNode } from 'react'
import { classNames } from './classNames.ts'
import { signs } from '../i18n/index.ts'

/**
 * The meaning of a state: good ✓ · due ▲ (soon, or something is required) · late ● (overdue or
 * faulty: the only red) · level (how high something stands: dark grey) · refused × (ended without
 * what was wanted) · turn ▶ (somebody is working on it) · none ○ (nothing yet) · plain · word ◔ (good by
 * somebody's word) · missing ◇ (has to be set up) · wrong ✕ (a finding) · outside ∅ (not in the
 * program).
 */
export type TagState =
  | 'good'
  | 'due'
  | 'late'
  | 'turn'
  | 'none'
  | 'plain'
  | 'word'
  | 'missing'
  | 'wrong'
  | 'outside'
  | 'level'
  | 'refused'

const styles: Readonly<Record<TagState, { readonly shape: string; readonly colours: string }>> = {
  good: { shape: '✓', colours: 'bg-good-soft text-good' },
  due: { shape: '▲', colours: 'bg-warn-soft text-warn' },
  late: { shape: '●', colours: 'bg-stop-soft text-stop' },
  turn: { shape: '➤', colours: 'bg-act-soft text-act' },
  none: { shape: '○', colours: 'bg-calm-soft text-calm' },
  plain: { shape: '', colours: 'bg-calm-soft text-calm' },
  word: { shape: '◔', colours: 'bg-good-soft text-good' },
  missing: { shape: '◇', colours: 'bg-calm-soft text-calm' },
  wrong: { shape: '✕', colours: 'bg-stop-soft text-stop' },
  outside: { shape: '∅', colours: 'bg-calm-soft text-calm' },
  level: { shape: '', colours: 'bg-calm text-white' },
  refused: { shape: '×', colours: 'bg-calm-soft text-calm' },
}

/** A state or a mark as a word with an icon and a colour. The word alone carries the meaning. */
export function Tag({
  state = 'plain',
  children,
}: {
  readonly state?: TagState
  readonly children: ReactNode
}) {
  const style = styles[state]
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-6 px-2.5 py-px text-[0.8125rem] leading-170 font-700 whitespace-nowrap',
        style.colours,
      )}
    >
      {style.shape !== '' && (
        <span aria-hidden="true" className="text-[0.85em]">
          {style.shape}
        </span>
      )}
      {children}
    </span>
  )
}

/** A bar of states by their number, with a text alternative for screen readers. */
export function StateBar({
  parts,
  label,
}: {
  readonly parts: readonly {
    readonly state: TagState
    readonly title: string
    readonly count: number
  }[]
  readonly label: string
}) {
  const total = parts.reduce((sum, part) => sum + part.count, 0)
  const fills: Readonly<Record<TagState, string>> = {
    good: 'bg-good-fill',
    due: 'bg-warn-line',
    late: 'bg-stop-line',
    turn: 'bg-act-line',
    none: 'bg-[#8c9aa3]',
    plain: 'bg-line',
    word: 'bg-good-fill/50',
    missing: 'bg-[#6d7a83]',
    wrong: 'bg-stop-line',
    outside: 'bg-line',
    level: 'bg-calm',
    refused: 'bg-line',
  }
  const summary = parts
    .filter((part) => part.count > 0)
    .map((part) => `${part.title} ${part.count}`)
    .join(signs().list)
  return (
    <span
      title={summary}
      className="relative flex h-2.5 min-w-24 gap-px overflow-hidden rounded-full bg-calm-soft"
    >
      <span className="sr-only">{`${label}: ${summary}`}</span>
      {total > 0 &&
        parts.map(
          (part) =>
            part.count > 0 && (
              <span
                key={part.title}
                className={fills[part.state]}
                style={{ width: `${(part.count / total) * 100}%` }}
              />
            ),
        )}
    </span>
  )
}
