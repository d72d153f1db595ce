import { Outlet, useLocation } from '@tanstack/react-router'
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { RefObject } from 'react'
import { signInLatch } from '../api.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { toastQueue } from '../parts/toast.ts'
import { BottomBar, MobileHeader } from './MobileNav.tsx'
import { NavRail } from './NavRail.tsx'
import { OpenSearchContext } from './openSearch.ts'
import { OfflineNotice } from './OfflineNotice.tsx'
import { TopBar } from './TopBar.tsx'

const loadSearchDialog = () => import('./SearchDialog.tsx')
const SearchDialog = lazy(loadSearchDialog)
const Toasts = lazy(() => import('../parts/Toasts.tsx'))
const SignInAgain = lazy(() => import('../session/SignInAgain.tsx'))

const watchToasts = (listener: () => void) => toastQueue.subscribe(listener)

/** Opens the search on Ctrl/⌘ K anywhere on the page. */
function useSearchShortcut(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Control' || event.key === 'Meta') void loadSearchDialog()
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        open()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [open])
}

/**
 * Moves the focus to the main part after a navigation, so that screen readers announce the new
 * page, and scrolls to its top.
 */
function useFocusOnNavigation(): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const previousPath = useRef(pathname)
  useEffect(() => {
    if (previousPath.current === pathname) return
    previousPath.current = pathname
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}

/**
 * The frame around every page: navigation, search, the page, the offline notice, toasts, and the
 * sign-in form when the session has ended.
 */
export function Shell() {
  const common = useCommonTexts()
  const [isSearchOpen, setSearchOpen] = useState(false)
  const main = useFocusOnNavigation()
  const toastCount = useSyncExternalStore(watchToasts, () => toastQueue.visibleToasts.length)
  const signedOutCount = useSyncExternalStore(
    signInLatch.waitingCount.watch,
    signInLatch.waitingCount.get,
  )
  const openSearch = useCallback(() => setSearchOpen(true), [])
  useSearchShortcut(openSearch)
  return (
    <OpenSearchContext value={openSearch}>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 rounded-8 bg-act px-4 py-2 font-700 text-white not-focus:sr-only"
      >
        {common('shell.skip')}
      </a>
      <div className="flex min-h-dvh">
        <NavRail />
        <div className="flex min-w-0 grow flex-col">
          <MobileHeader />
          <TopBar />
          <OfflineNotice />
          <main
            ref={main}
            id="main"
            tabIndex={-1}
            className="w-full max-w-[78rem] grow px-4 pt-5 pb-[calc(7rem+var(--foot-bar,0px))] outline-none focus-visible:shadow-none sm:px-6 lg:px-9 lg:pt-7 lg:pb-16"
          >
            <Outlet />
          </main>
          <BottomBar />
        </div>
      </div>
      <Suspense>
        {isSearchOpen && <SearchDialog onClose={() => setSearchOpen(false)} />}
        {toastCount > 0 && <Toasts />}
        {signedOutCount > 0 && <SignInAgain />}
      </Suspense>
    </OpenSearchContext>
  )
}
