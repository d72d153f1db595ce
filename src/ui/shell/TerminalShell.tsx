import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { signInLatch } from '../api.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'
import { toastQueue } from '../parts/toast.ts'
import { signOut, useSession } from '../session/session.ts'
import { Logo } from './NavRail.tsx'

const Toasts = lazy(() => import('../parts/Toasts.tsx'))
const watchToasts = (listener: () => void) => toastQueue.subscribe(listener)
const activityEvents = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const
/** How long before its end the page says that it will close, in milliseconds. */
const warningTime = 30_000

/** Where the session has already ended, only the navigation is left to do. */
const signOutToTerminal = (): void =>
  void signOut('/terminal').catch(() => globalThis.location.assign('/terminal'))

/**
 * True shortly before a terminal without input signs out by itself. `minutes` without input end the
 * session.
 */
function useIdleSignOut(minutes: number): boolean {
  const [isEndingSoon, setEndingSoon] = useState(false)
  useEffect(() => {
    let timers: ReturnType<typeof setTimeout>[] = []
    const restart = (): void => {
      for (const timer of timers) clearTimeout(timer)
      setEndingSoon(false)
      timers = [
        setTimeout(() => setEndingSoon(true), minutes * 60_000 - warningTime),
        setTimeout(signOutToTerminal, minutes * 60_000),
      ]
    }
    restart()
    for (const eventName of activityEvents)
      globalThis.addEventListener(eventName, restart, { passive: true })
    return () => {
      for (const timer of timers) clearTimeout(timer)
      for (const eventName of activityEvents) globalThis.removeEventListener(eventName, restart)
    }
  }, [minutes])
  return isEndingSoon
}

/**
 * The frame at a shared terminal: the person's name, sign-out, and the page. It signs out by
 * itself.
 */
export function TerminalShell({ idleMinutes }: { readonly idleMinutes: number }) {
  const common = useCommonTexts()
  const session = useSession()
  const isEndingSoon = useIdleSignOut(idleMinutes)
  const toastCount = useSyncExternalStore(watchToasts, () => toastQueue.visibleToasts.length)
  const signedOutCount = useSyncExternalStore(
    signInLatch.waitingCount.watch,
    signInLatch.waitingCount.get,
  )
  useEffect(() => {
    if (signedOutCount > 0) signOutToTerminal()
  }, [signedOutCount])
  return (
    <div className="min-h-dvh">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 sm:px-6">
        <a href="/" aria-label={common('terminal.home')}>
          <Logo />
        </a>
        <p className="min-w-0 grow leading-150">
          <b>{session.person.name}</b>
          <span className="ml-3 text-[0.875rem] text-sub">{common('terminal.here')}</span>
        </p>
        <Button kind="line" onPress={signOutToTerminal}>
          {common('account.signOut')}
        </Button>
      </header>
      {isEndingSoon && (
        <p role="alert" className="bg-warn-soft px-4 py-3 font-700 sm:px-6">
          {common('terminal.soon')}
        </p>
      )}
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-5xl px-4 pt-5 pb-16 outline-none sm:px-6"
      >
        <Outlet />
      </main>
      <Suspense>{toastCount > 0 && <Toasts />}</Suspense>
    </div>
  )
}
