import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { Link as Anchor } from 'react-aria-components'
import { useCommonTexts, useLocalize } from '../i18n/index.ts'
import { classNames } from '../parts/classNames.ts'
import { Icon } from '../parts/icons.tsx'
import { useSession } from '../session/session.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { isWithinPath, navSectionsFor, useFeatures } from './features.ts'
import type { NavSectionPages } from './features.ts'
import type { FeatureRoute } from './feature.ts'

/** The sections of the navigation for this person, and the section of the current page. */
export function useNavSections(): {
  readonly sections: readonly NavSectionPages[]
  readonly current: NavSectionPages | undefined
} {
  const { routes } = useFeatures()
  const session = useSession()
  const { pathname } = useLocation()
  const sections = navSectionsFor(routes, session.abilities)
  const bestMatch = sections
    .flatMap((section) =>
      section.pages.map((page) => ({
        entry: section,
        length: isWithinPath(pathname, page.path) ? page.path.length : 0,
      })),
    )
    .toSorted((a, b) => b.length - a.length)[0]
  return {
    sections,
    current: bestMatch !== undefined && bestMatch.length > 0 ? bestMatch.entry : undefined,
  }
}

/** The number of things that wait in a section. */
export function NavCount({ page }: { readonly page: FeatureRoute }) {
  const counter = page.nav?.count
  const { data: count } = useQuery({
    queryKey: counter?.queryKey ?? ['nothing to count'],
    queryFn: ({ signal }) => counter?.ask(signal) ?? 0,
    enabled: counter !== undefined,
    refetchInterval: 60_000,
  })
  const common = useCommonTexts()
  if (count === undefined || count === 0) return null
  return (
    <span className="ml-auto inline-block min-w-6 rounded-full bg-act px-1.5 text-center whitespace-nowrap text-[0.8125rem] font-700 leading-6 text-white numerals">
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="sr-only">{common('rail.waiting', { count })}</span>
    </span>
  )
}

/** The left rail: at most seven sections, then the account menu. */
export function NavRail() {
  const { sections, current } = useNavSections()
  const session = useSession()
  const common = useCommonTexts()
  const localize = useLocalize()
  const { pathname } = useLocation()
  return (
    <nav
      aria-label={common('rail.label')}
      className="sticky top-0 hidden h-dvh w-56 shrink-0 flex-col border-r border-line bg-paper px-3 py-5 lg:flex"
    >
      <Anchor href="/" className="mb-4 flex items-center gap-2.5 rounded-8 px-2.5 no-underline">
        <Logo />
        <span className="min-w-0">
          <span className="block text-[1.0625rem] font-700 leading-130 tracking-wide whitespace-nowrap">
            関所 Sekisho
          </span>
          <span className="flex items-center gap-1.5 text-[0.75rem] text-sub">
            <span className="truncate">{session.organization.title}</span>
            {session.organization.demo === true && (
              <span className="shrink-0 rounded-4 px-1.5 font-700 text-ink drill">
                {common('rail.demo')}
              </span>
            )}
          </span>
        </span>
      </Anchor>
      <ul className="grow space-y-0.5 overflow-y-auto">
        {sections.map((section) => {
          const [first, ...rest] = section.pages
          if (first === undefined) return null
          const isCurrent = section === current
          return (
            <li key={section.place}>
              <Anchor
                href={first.path}
                {...(pathname === first.path ? { 'aria-current': 'page' as const } : {})}
                className={classNames(
                  'relative flex min-h-11 items-center gap-2.5 rounded-8 px-2.5 no-underline transition-colors',
                  isCurrent
                    ? 'bg-act-soft font-700 text-act before:absolute before:inset-y-2.5 before:-left-3 before:w-1 before:rounded-r-4 before:bg-act'
                    : 'hover:bg-soft',
                )}
              >
                <Icon name={section.place} className={isCurrent ? '' : 'text-sub'} />
                {common(`place.${section.place}`)}
                <NavCount page={first} />
              </Anchor>
              {isCurrent && rest.length > 0 && (
                <ul className="my-1 ml-5 border-l border-line pl-2.5">
                  {rest.map((page) => (
                    <li key={page.path}>
                      <Anchor
                        href={page.path}
                        {...(isWithinPath(pathname, page.path)
                          ? { 'aria-current': 'page' as const }
                          : {})}
                        className={classNames(
                          'flex min-h-9 items-center rounded-6 px-2 text-[0.9375rem] no-underline hover:bg-soft',
                          isWithinPath(pathname, page.path) && 'font-700 text-act',
                        )}
                      >
                        {localize(page.title)}
                        <NavCount page={page} />
                      </Anchor>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
      </ul>
      <AccountMenu />
    </nav>
  )
}

/** The logo: the two leaves of a gate, as in 関, and a tick between them. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true" className="shrink-0">
      <rect width="32" height="32" rx="7" className="fill-act" />
      <path
        d="M8 25.5V7h6.2v7.5H8M24 25.5V7h-6.2v7.5H24M8 10.8h6.2M17.8 10.8H24M12.4 21.2l2.9 2.9 4.8-5.4"
        stroke="#fff"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        fill="none"
      />
    </svg>
  )
}
