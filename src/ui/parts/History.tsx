import type { ReactNode } from 'react'
import { MomentText } from './texts.tsx'
import { signs } from '../i18n/index.ts'

export interface HistoryEvent {
  readonly id: string
  /** ISO 8601. */
  readonly at: string
  readonly who?: string
  /** In whose place the person acted (代行), if so. */
  readonly for?: string
  readonly what: ReactNode
  readonly detail?: ReactNode
}

/** The events in order, each with its person and time. */
export function History({
  events,
  label,
}: {
  readonly events: readonly HistoryEvent[]
  readonly label: string
}) {
  return (
    <ol aria-label={label} className="ml-1.5 border-l-[3px] border-line">
      {events.map((event) => (
        <li
          key={event.id}
          className="relative pb-4 pl-5 last:pb-0 before:absolute before:top-2 before:-left-[7px] before:size-[11px] before:rounded-full before:border-2 before:border-edge before:bg-paper"
        >
          <p className="text-[0.8125rem] text-sub">
            <MomentText at={event.at} />
            {event.who !== undefined && (
              <span className="ml-3">
                {event.who}
                {event.for !== undefined && `${signs().paren}${event.for}${signs().unparen}`}
              </span>
            )}
          </p>
          <p>{event.what}</p>
          {event.detail !== undefined && (
            <div className="text-[0.9375rem] text-sub">{event.detail}</div>
          )}
        </li>
      ))}
    </ol>
  )
}
