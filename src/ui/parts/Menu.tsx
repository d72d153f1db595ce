import type { ReactNode } from 'react'
import {
  Button as Pressable,
  Menu as List,
  MenuItem,
  MenuTrigger,
  Popover,
} from 'react-aria-components'
import { buttonClass } from './Button.tsx'
import type { ButtonKind } from './Button.tsx'
import { classNames } from './classNames.ts'
import { Icon } from './icons.tsx'
import type { IconName } from './icons.tsx'

export interface MenuEntry {
  readonly id: string
  readonly title: string
  readonly href?: string
  readonly act?: () => void
  readonly disabled?: boolean
  /** Takes something away. */
  readonly stop?: boolean
}

/** A button with further acts or pages. */
export function Menu({
  title,
  entries,
  kind = 'plain',
  size = 'normal',
  icon,
}: {
  readonly title: ReactNode
  readonly entries: readonly MenuEntry[]
  readonly kind?: ButtonKind
  readonly size?: 'small' | 'normal'
  readonly icon?: IconName
}) {
  return (
    <MenuTrigger>
      <Pressable className={buttonClass(kind, size)}>
        {icon && <Icon name={icon} size={18} />}
        {title}
        <Icon name="down" size={16} />
      </Pressable>
      <Popover className="enter min-w-48 overflow-hidden rounded-12 border border-line bg-paper py-1 shadow-lift">
        <List
          className="outline-none"
          items={entries}
          disabledKeys={entries.filter((entry) => entry.disabled === true).map((entry) => entry.id)}
        >
          {(entry) => (
            <MenuItem
              id={entry.id}
              textValue={entry.title}
              {...(entry.href === undefined ? {} : { href: entry.href })}
              onAction={() => entry.act?.()}
              className={classNames(
                'flex min-h-11 cursor-pointer items-center px-4 outline-none data-[focused]:bg-act-soft data-[disabled]:text-edge',
                entry.stop === true && 'text-stop',
              )}
            >
              {entry.title}
            </MenuItem>
          )}
        </List>
      </Popover>
    </MenuTrigger>
  )
}
