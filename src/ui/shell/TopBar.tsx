import { Button as Pressable } from 'react-aria-components'
import { useCommonTexts } from '../i18n/index.ts'
import { Icon } from '../parts/icons.tsx'
import { useOpenSearch } from './openSearch.ts'

/** The bar above every page on a wide screen: the search stands at its right, always in one place. */
export function TopBar() {
  const common = useCommonTexts()
  const openSearch = useOpenSearch()
  return (
    <div
      className="sticky top-0 z-20 hidden h-15 items-center justify-end border-b border-line bg-paper px-9 lg:flex"
      data-screen-only
    >
      <Pressable
        onPress={openSearch}
        className="flex min-h-11 w-80 cursor-pointer items-center gap-2 rounded-8 border border-edge px-3 text-left text-[0.875rem] text-sub hover:border-ink"
      >
        <Icon name="search" size={18} />
        <span className="grow truncate">{common('search.opener')}</span>
        <kbd className="text-[0.75rem] whitespace-nowrap">Ctrl K</kbd>
      </Pressable>
    </div>
  )
}
