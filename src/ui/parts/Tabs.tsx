import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as Frame } from 'react-aria-components'
import { classNames } from './classNames.ts'

export interface TabItem {
  readonly id: string
  readonly title: string
  readonly count?: number
  readonly content: ReactNode
}

/**
 * Several views of the same thing. Pass `selected` and `onSelect` to keep the selection in the
 * address.
 */
export function Tabs({
  label,
  items,
  selected,
  onSelect,
}: {
  readonly label: string
  readonly items: readonly TabItem[]
  readonly selected?: string
  readonly onSelect?: (id: string) => void
}) {
  return (
    <Frame
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => onSelect?.(String(key))}
    >
      <TabList aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
        {items.map((item) => (
          <Tab
            key={item.id}
            id={item.id}
            className={({ isSelected }) =>
              classNames(
                'relative min-h-11 shrink-0 cursor-pointer rounded-t-8 px-4 py-2 whitespace-nowrap outline-offset-[-3px]',
                isSelected
                  ? 'font-700 text-act after:absolute after:inset-x-0 after:-bottom-px after:h-[3px] after:bg-act'
                  : 'text-sub hover:bg-soft hover:text-ink',
              )
            }
          >
            {item.title}
            {item.count !== undefined && (
              <span className="ml-1.5 text-[0.8125rem] font-400 numerals">{item.count}</span>
            )}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="pt-5">
          {item.content}
        </TabPanel>
      ))}
    </Frame>
  )
}
