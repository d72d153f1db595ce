import type { ReactNode } from 'react'
import { useKit } from '../i18n/index.ts'
import { classes } from './classes.ts'

export interface Stop {
  readonly id: string
  readonly title: string
  /** Who and when, or since when it waits. */
  readonly detail?: ReactNode
  /** done: passed · now: it stands here · ahead: to come · skipped: not needed this time · refused: it ended here */
  readonly state: 'done' | 'now' | 'ahead' | 'skipped' | 'refused'
}

const dots: Readonly<Record<Stop['state'], string>> = {
  done: 'border-act bg-act text-white',
  now: 'border-act bg-paper ring-4 ring-act-soft',
  ahead: 'border-[#b4b4b8] bg-paper',
  skipped: 'border-dashed border-[#b4b4b8] bg-paper',
  refused: 'border-stop-line bg-stop-line text-white',
}
const lines: Readonly<Record<Stop['state'], string>> = {
  done: 'bg-act',
  now: 'bg-line',
  ahead: 'bg-line',
  skipped: 'bg-line',
  refused: 'bg-line',
}

/** Where a case stands: a line of stops, from left to right, on a phone from top to bottom. */
export function Stops({
  stops,
  label,
}: {
  readonly stops: readonly Stop[]
  readonly label: string
}) {
  const kit = useKit()
  return (
    <ol aria-label={label} className="mb-6 flex flex-col sm:flex-row">
      {stops.map((stop, index) => (
        <li
          key={stop.id}
          {...(stop.state === 'now' ? { 'aria-current': 'step' as const } : {})}
          className="relative flex min-w-0 gap-3 pb-4 sm:block sm:flex-1 sm:pr-3 sm:pb-0"
        >
          {index < stops.length - 1 && (
            <span
              aria-hidden="true"
              className={classes(
                'absolute top-3 -bottom-3 left-[9px] w-[3px] sm:top-[9px] sm:right-0 sm:bottom-auto sm:left-0 sm:h-[3px] sm:w-auto',
                lines[stop.state],
              )}
            />
          )}
          <span
            aria-hidden="true"
            className={classes(
              'relative mt-1 flex size-[21px] shrink-0 items-center justify-center rounded-full border-[3px] text-[0.6875rem] leading-none font-700 sm:mt-0',
              dots[stop.state],
            )}
          >
            {stop.state === 'done' ? '✓' : stop.state === 'refused' ? '×' : ''}
          </span>
          <span className="min-w-0 sm:mt-2 sm:block">
            <span
              className={classes(
                'block text-[0.9375rem] leading-150',
                stop.state === 'now' && 'font-700 text-act',
                stop.state === 'ahead' && 'text-sub',
                stop.state === 'skipped' && 'text-sub line-through',
              )}
            >
              {stop.title}
              <span className="sr-only">（{kit(`stop.${stop.state}`)}）</span>
            </span>
            {stop.detail !== undefined && (
              <span className="block text-[0.8125rem] leading-150 text-sub">{stop.detail}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
