import type { ReactNode } from 'react'
import { classNames } from './classNames.ts'

/**
 * info: worth knowing · good: done · warn: something is needed first · no: the policy does not allow
 * it · stop: a fault.
 */
export type NoticeKind = 'info' | 'good' | 'warn' | 'no' | 'stop'

const styles: Readonly<
  Record<NoticeKind, { readonly frame: string; readonly sign: string; readonly shape: string }>
> = {
  info: { frame: 'border-act-line', sign: 'text-act', shape: 'ℹ' },
  good: { frame: 'border-good-fill', sign: 'text-good', shape: '✓' },
  warn: { frame: 'border-warn-line bg-[#fffdf6]', sign: 'text-warn', shape: '▲' },
  no: { frame: 'border-calm', sign: 'text-ink', shape: '×' },
  stop: { frame: 'border-stop-line bg-[#fffafa]', sign: 'text-stop', shape: '●' },
}

/**
 * A framed message in the page. A fault (`stop`) is announced to screen readers at once, the
 * others when it is their turn. `footer` has the provisions and the next steps.
 */
export function Notice({
  kind = 'info',
  title,
  children,
  footer,
}: {
  readonly kind?: NoticeKind
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly footer?: ReactNode
}) {
  const style = styles[kind]
  return (
    <div
      role={kind === 'stop' ? 'alert' : 'status'}
      className={classNames('enter rounded-12 border-2 px-4 py-3.5 sm:px-5', style.frame)}
    >
      {title !== undefined && (
        <p
          className={classNames('flex items-baseline gap-2 font-700 text-[1.0625rem]', style.sign)}
        >
          <span aria-hidden="true">{style.shape}</span>
          <span>{title}</span>
        </p>
      )}
      {children !== undefined && (
        <div className={classNames(title !== undefined && 'mt-1')}>{children}</div>
      )}
      {footer !== undefined && (
        <div className="mt-3 flex flex-wrap items-center gap-3">{footer}</div>
      )}
    </div>
  )
}
