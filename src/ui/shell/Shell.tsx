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
import { signInGate } from '../api.ts'
import { useKit } from '../i18n/index.ts'
import { queue } from '../parts/toast.ts'
import { BottomBar, PhoneTop } from './Phone.tsx'
import { Rail } from './Rail.tsx'
import { SearchOpener } from './search.ts'
import { Waiting } from './Waiting.tsx'

const loadSearch = () => import('./SearchDialog.tsx')
const SearchDialog = lazy(loadSearch)
const Toasts = lazy(() => import('../parts/Toasts.tsx'))
const SignInAgain = lazy(() => import('../session/SignInAgain.tsx'))

const watchMessages = (listener: () => void) => queue.subscribe(listener)

/** Ctrl/⌘ K anywhere. */
function useSearchKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Control' || event.key === 'Meta') void loadSearch()
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        open()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [open])
}

/** Brings focus to the new page for those who do not see it change, and the window to its top. */
function useArrival(): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}

/** The frame around every page: rail, search, the page itself, what waits for the network, messages, and signing in again. */
export function Shell() {
  const kit = useKit()
  const [searching, search] = useState(false)
  const main = useArrival()
  const messages = useSyncExternalStore(watchMessages, () => queue.visibleToasts.length)
  const signedOut = useSyncExternalStore(signInGate.waiting.watch, signInGate.waiting.get)
  const open = useCallback(() => search(true), [])
  useSearchKey(open)
  return (
    <SearchOpener value={open}>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 rounded-8 bg-act px-4 py-2 font-700 text-white not-focus:sr-only"
      >
        {kit('shell.skip')}
      </a>
      <div className="flex min-h-dvh">
        <Rail />
        <div className="flex min-w-0 grow flex-col">
          <PhoneTop />
          <Waiting />
          <main
            ref={main}
            id="main"
            tabIndex={-1}
            className="w-full max-w-[78rem] grow px-4 pt-5 pb-28 outline-none focus-visible:shadow-none sm:px-6 lg:px-9 lg:pt-7 lg:pb-16"
          >
            <Outlet />
          </main>
          <BottomBar />
        </div>
      </div>
      <Suspense>
        {searching && <SearchDialog onClose={() => search(false)} />}
        {messages > 0 && <Toasts />}
        {signedOut > 0 && <SignInAgain />}
      </Suspense>
    </SearchOpener>
  )
}
