/* oxlint-disable jsx-a11y/prefer-tag-over-role -- HTML has no combobox with a list of hits */
import type { KeyboardEvent } from 'react'
import { useCommonTexts } from '../../i18n/index.ts'
import { classNames } from '../../parts/classNames.ts'
import type { PickOption } from '../types.ts'

/** The hits of a pick combobox, in a list below it. */
export function PickOptions({
  id,
  label,
  isOpen,
  options,
  active,
  isFetching,
  onActive,
  onPick,
  onKeyDown,
}: {
  /** Id of the list; its options have the ids `<id>-<index>`. */
  readonly id: string
  readonly label: string
  readonly isOpen: boolean
  readonly options: readonly PickOption[]
  /** Index of the option that Enter picks. */
  readonly active: number
  readonly isFetching: boolean
  readonly onActive: (index: number) => void
  readonly onPick: (option: PickOption) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}) {
  const common = useCommonTexts()
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      hidden={!isOpen}
      onPointerDown={(event) => event.preventDefault()}
      className="absolute inset-x-0 top-full z-10 mt-1 max-h-72 overflow-y-auto rounded-12 border border-line bg-paper py-1 shadow-lift"
    >
      {options.map((option, index) => (
        <div
          key={option.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onPointerMove={() => onActive(index)}
          onClick={() => onPick(option)}
          onKeyDown={onKeyDown}
          ref={(element) => {
            if (index === active && isOpen) element?.scrollIntoView({ block: 'nearest' })
          }}
          className={classNames('cursor-pointer px-4 py-2', index === active && 'bg-act-soft')}
        >
          <span className="block leading-150">{option.title}</span>
          {option.detail !== undefined && (
            <span className="block text-[0.8125rem] leading-150 text-sub">{option.detail}</span>
          )}
        </div>
      ))}
      {options.length === 0 && (
        <div
          role="option"
          tabIndex={-1}
          aria-disabled="true"
          aria-selected={false}
          className="px-4 py-2 text-sub"
        >
          {isFetching ? common('search.busy') : common('pick.none')}
        </div>
      )}
    </div>
  )
}
