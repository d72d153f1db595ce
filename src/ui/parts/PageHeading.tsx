import type { ReactNode } from 'react'
import { useTitle } from '../shell/title.ts'

/** The heading of every page: its title (also that of the browser tab), its actions. */
export function PageHeading({
  title,
  lead,
  above,
  actions,
}: {
  readonly title: string
  /** A sentence below the title. */
  readonly lead?: ReactNode
  /** A breadcrumb or a number above the title. */
  readonly above?: ReactNode
  readonly actions?: ReactNode
}) {
  useTitle(title)
  return (
    <header className="mb-5 lg:mb-7">
      {above !== undefined && <div className="mb-1 text-[0.9375rem]">{above}</div>}
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <h1 className="min-w-0 grow basis-64 text-[1.375rem] leading-150 lg:text-[1.625rem]">
          {title}
        </h1>
        <div className="flex flex-wrap items-center gap-3 empty:hidden" data-screen-only>
          {actions}
        </div>
      </div>
      {lead !== undefined && <p className="mt-2 max-w-3xl text-sub">{lead}</p>}
    </header>
  )
}
