import type { ComponentProps } from 'react'
import { inputClass } from '../form/inputs/inputClasses.ts'
import { classNames } from './classNames.ts'
import { Icon } from './icons.tsx'

/** The one look of a list to pick from: that of a box that finds people or lines, with its arrow. */
export function SelectBox({
  invalid = false,
  wide = false,
  ...props
}: Omit<ComponentProps<'select'>, 'className'> & {
  readonly invalid?: boolean
  /** As wide as a field; otherwise as wide as its longest choice. */
  readonly wide?: boolean
}) {
  return (
    <span
      className={classNames('relative max-w-full', wide ? 'block w-full max-w-md' : 'inline-block')}
    >
      <select
        {...props}
        aria-invalid={invalid || undefined}
        className={`${inputClass(invalid, wide)} max-w-full cursor-pointer appearance-none pr-11`}
      />
      <Icon
        name="down"
        size={18}
        className="pointer-events-none absolute top-[15px] right-3.5 text-sub"
      />
    </span>
  )
}
