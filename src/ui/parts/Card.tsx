import type { ReactNode } from 'react'
import { classNames } from './classNames.ts'

/** A frame around content that belongs together. */
export function Card({
  children,
  padded = false,
}: {
  readonly children: ReactNode
  readonly padded?: boolean
}) {
  return (
    <div
      className={classNames(
        'overflow-clip rounded-12 border border-line bg-paper',
        padded && 'px-4 py-4 sm:px-6 sm:py-5',
      )}
    >
      {children}
    </div>
  )
}

/** A part of a page under a small heading, with `actions` to its right. */
export function Section({
  title,
  count,
  actions,
  children,
}: {
  readonly title: string
  readonly count?: number
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section aria-label={title} className="mt-7 first:mt-0">
      <div className="mb-2 flex min-h-9 flex-wrap items-center gap-3">
        <h2 className="grow text-[1rem] text-sub">
          {title}
          {count !== undefined && <span className="ml-2 font-400 numerals">{count}</span>}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  )
}

/** The rows of a card. */
export function Rows({
  children,
  label,
}: {
  readonly children: ReactNode
  readonly label?: string
}) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {children}
    </ul>
  )
}

/**
 * A row: a title (bold) with its subject, a second line in small type, a state, one button. On a
 * narrow screen the button is below.
 */
export function Row({
  title,
  subject,
  detail,
  below,
  state,
  action,
}: {
  readonly title: ReactNode
  readonly subject?: ReactNode
  readonly detail?: ReactNode
  /** What is said in full: a question, a reason. */
  readonly below?: ReactNode
  readonly state?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3.5 sm:flex-nowrap sm:px-5">
      <div className="min-w-0 grow basis-full sm:basis-0">
        <p className="leading-160">
          <b>{title}</b>
          {subject !== undefined && <span className="block sm:ml-3 sm:inline">{subject}</span>}
        </p>
        {detail !== undefined && <p className="text-[0.875rem] leading-160 text-sub">{detail}</p>}
        {below}
      </div>
      {state !== undefined && <div className="shrink-0">{state}</div>}
      {action !== undefined && <div className="ml-auto shrink-0">{action}</div>}
    </li>
  )
}

/** Says that nothing is here yet, what would be here, and how to get it. */
export function EmptyState({
  title,
  children,
  action,
}: {
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className="rounded-12 border border-dashed border-edge px-5 py-9 text-center">
      <p className="font-700">{title}</p>
      {children !== undefined && (
        <div className="mx-auto mt-1 max-w-prose text-[0.9375rem] text-balance text-sub">
          {children}
        </div>
      )}
      {action !== undefined && (
        <div className="mt-4 flex flex-wrap justify-center gap-3">{action}</div>
      )}
    </div>
  )
}
