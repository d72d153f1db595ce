import type { ReactNode } from 'react'
import { useCommonTexts } from '../i18n/index.ts'

export interface PaperLine {
  readonly id: string
  readonly title: string
  readonly value: ReactNode
  /** The value at the last step of the case, where it has changed since. */
  readonly before?: ReactNode
}

/** The values of a form, for reading, with the changes since the last step marked. */
export function PaperView({
  lines,
  label,
}: {
  readonly lines: readonly PaperLine[]
  readonly label?: string
}) {
  const common = useCommonTexts()
  return (
    <dl aria-label={label} className="rounded-12 border border-line bg-paper px-4 py-2 sm:px-6">
      {lines.map((line) => (
        <div
          key={line.id}
          className="grid gap-x-5 border-t border-line py-2.5 first:border-t-0 sm:grid-cols-[10rem_1fr]"
        >
          <dt className="text-[0.9375rem] text-sub">{line.title}</dt>
          <dd className="min-w-0">
            {line.before === undefined ? (
              line.value
            ) : (
              <>
                <mark className="rounded-4 bg-mark px-1 text-ink">
                  <span className="sr-only">{common('paper.changed')}: </span>
                  {line.value}
                </mark>
                <span className="mt-0.5 block text-[0.875rem] text-sub">
                  {common('paper.before')} <del>{line.before}</del>
                </span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
