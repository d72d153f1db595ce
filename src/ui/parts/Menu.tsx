import type { ReactNode } from 'react'
import {
  Button as Pressable,
  Header,
  Menu as List,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components'
import { buttonClass } from './Button.tsx'
import type { ButtonKind } from './Button.tsx'
import { classNames } from './classNames.ts'
import { Icon } from './icons.tsx'
import type { IconName } from './icons.tsx'

/** An action or a page in a menu. */
export type MenuEntry = {
  readonly id: string
  readonly title: string
  readonly disabled?: boolean
  /** Entries of one group follow each other under its title. */
  readonly group?: string
  /** Deletes, ends or withdraws something: stands apart below a line. */
  readonly isDestructive?: boolean
} & (
  | { readonly onAction: () => void; readonly href?: undefined }
  | { readonly href: string; readonly onAction?: undefined }
)

/** A button that opens a menu of actions or pages. */
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
      <Popover className="enter max-h-[70dvh] min-w-48 overflow-y-auto rounded-12 border border-line bg-paper py-1 shadow-lift">
        <List
          className="outline-none"
          disabledKeys={entries.filter((entry) => entry.disabled === true).map((entry) => entry.id)}
        >
          {[...Map.groupBy(entries, (entry) => entry.group)].map(([group, members]) => (
            <MenuSection
              key={group ?? ''}
              aria-label={typeof title === 'string' ? title : (group ?? '')}
            >
              {group !== undefined && (
                <Header className="border-t border-line px-4 pt-2.5 text-[0.8125rem] text-sub">
                  {group}
                </Header>
              )}
              {members.map((entry) => (
                <MenuItem
                  key={entry.id}
                  id={entry.id}
                  textValue={entry.title}
                  {...(entry.href === undefined ? {} : { href: entry.href })}
                  onAction={() => entry.onAction?.()}
                  className={classNames(
                    'flex min-h-11 cursor-pointer items-center px-4 outline-none data-[focused]:bg-act-soft data-[disabled]:text-edge',
                    entry.isDestructive === true && 'border-t border-line font-700',
                  )}
                >
                  {entry.title}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </List>
      </Popover>
    </MenuTrigger>
  )
}
