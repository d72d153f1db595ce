import { lazy, Suspense, useState } from 'react'
import { Button as Pressable, Link as Anchor } from 'react-aria-components'
import { useCommonTexts } from '../i18n/index.ts'
import { IconButton } from '../parts/Button.tsx'
import { classNames } from '../parts/classNames.ts'
import { Icon } from '../parts/icons.tsx'
import { useSession } from '../session/session.ts'
import { AccountMenu } from './AccountMenu.tsx'
import type { NavSectionPages } from './features.ts'
import { NavCount, Logo, useNavSections } from './NavRail.tsx'
import { useOpenSearch } from './openSearch.ts'

const Drawer = lazy(() => import('./Drawer.tsx'))
const maxTabs = 4

/** The top of the screen on a phone: the organisation, search, the account menu. */
export function MobileHeader() {
  const session = useSession()
  const common = useCommonTexts()
  const openSearch = useOpenSearch()
  return (
    <header className="sticky top-0 z-20 flex items-center gap-1 border-b border-line bg-paper/95 px-3 py-1 lg:hidden print:hidden">
      <Anchor href="/" className="flex min-w-0 grow items-center gap-2 no-underline">
        <Logo />
        <span className="truncate text-[0.9375rem] font-700">{session.organization.title}</span>
      </Anchor>
      <IconButton icon="search" label={common('search.label')} onPress={openSearch} />
      <AccountMenu compact />
    </header>
  )
}

const tabClass =
  'relative flex min-h-14 w-full flex-col items-center justify-center gap-0.5 text-[0.6875rem] leading-120 no-underline cursor-pointer'

/**
 * The bar at the bottom of the screen on a phone: the first sections, and a drawer with all pages.
 */
export function BottomBar() {
  const { sections, current } = useNavSections()
  const common = useCommonTexts()
  const [open, setOpen] = useState(false)
  const visibleSections =
    sections.length <= maxTabs + 1 && sections.every((section) => section.pages.length === 1)
      ? sections
      : sections.slice(0, maxTabs)
  const hasMore =
    visibleSections.length < sections.length || sections.some((section) => section.pages.length > 1)
  return (
    <nav
      aria-label={common('rail.label')}
      className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="flex">
        {visibleSections.map((section) => (
          <Tab key={section.place} section={section} isCurrent={section === current} />
        ))}
        {hasMore && (
          <li className="flex-1">
            <Pressable className={tabClass} onPress={() => setOpen(true)}>
              <Icon name="more" />
              {common('rail.more')}
            </Pressable>
          </li>
        )}
      </ul>
      <Suspense>{open && <Drawer onClose={() => setOpen(false)} sections={sections} />}</Suspense>
    </nav>
  )
}

function Tab({
  section,
  isCurrent,
}: {
  readonly section: NavSectionPages
  readonly isCurrent: boolean
}) {
  const common = useCommonTexts()
  const first = section.pages[0]
  if (first === undefined) return null
  return (
    <li className="flex-1">
      <Anchor
        href={first.path}
        {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
        className={classNames(
          tabClass,
          isCurrent &&
            'font-700 text-act before:absolute before:inset-x-3 before:top-0 before:h-[3px] before:rounded-b-4 before:bg-act',
        )}
      >
        <Icon name={section.place} />
        {common(`place.short.${section.place}`)}
        <span className="absolute top-1 left-1/2 ml-2 origin-left scale-75">
          <NavCount page={first} />
        </span>
      </Anchor>
    </li>
  )
}
