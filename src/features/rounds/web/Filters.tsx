import type { ReactNode } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { useIsNarrow } from '#ui/media.ts'
import { text } from './text.ts'

/** The search of a list beside its filters; on the phone these are folded until one is set. */
export function Filters({
  search,
  isSet,
  children,
}: {
  readonly search: ReactNode
  readonly isSet: boolean
  readonly children: ReactNode
}) {
  const say = useTexts(text)
  const isNarrow = useIsNarrow()
  if (!isNarrow)
    return (
      <div className="mb-5 flex flex-wrap items-end gap-3" data-screen-only>
        {search}
        {children}
      </div>
    )
  return (
    <div className="mb-4" data-screen-only>
      <div className="flex">{search}</div>
      <details open={isSet} className="mt-1">
        <summary className="cursor-pointer py-2 text-[0.9375rem] text-act">
          {say('filters')}
        </summary>
        <div className="flex flex-wrap items-end gap-3 pb-2">{children}</div>
      </details>
    </div>
  )
}
