import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { signInGate } from '../api.ts'
import { useKit } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'
import { queue } from '../parts/toast.ts'
import { signOut, useSession } from '../session/session.ts'
import { Mark } from './Rail.tsx'

const Toasts = lazy(() => import('../parts/Toasts.tsx'))
const watchMessages = (listener: () => void) => queue.subscribe(listener)
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const
/** How long before its end the page says that it will close, in milliseconds. */
const warning = 30_000

/** Where the session is over already, only the page is left. */
const leave = (): void =>
  void signOut('/terminal').catch(() => globalThis.location.assign('/terminal'))

/** True shortly before a terminal that nobody touches signs out by itself. */
function useIdle(minutes: number): boolean {
  const [soon, setSoon] = useState(false)
  useEffect(() => {
    let timers: ReturnType<typeof setTimeout>[] = []
    const again = (): void => {
      for (const timer of timers) clearTimeout(timer)
      setSoon(false)
      timers = [
        setTimeout(() => setSoon(true), minutes * 60_000 - warning),
        setTimeout(leave, minutes * 60_000),
      ]
    }
    again()
    for (const sign of signs) globalThis.addEventListener(sign, again, { passive: true })
    return () => {
      for (const timer of timers) clearTimeout(timer)
      for (const sign of signs) globalThis.removeEventListener(sign, again)
    }
  }, [minutes])
  return soon
}

/** The frame at a shared terminal: whose work it is, the way out, and the page. It closes by itself. */
export function TerminalShell({ idleMinutes }: { readonly idleMinutes: number }) {
  const kit = useKit()
  const session = useSession()
  const soon = useIdle(idleMinutes)
  const messages = useSyncExternalStore(watchMessages, () => queue.visibleToasts.length)
  const signedOut = useSyncExternalStore(signInGate.waiting.watch, signInGate.waiting.get)
  useEffect(() => {
    if (signedOut > 0) leave()
  }, [signedOut])
  return (
    <div className="min-h-dvh">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 sm:px-6">
        <a href="/" aria-label={kit('terminal.home')}>
          <Mark />
        </a>
        <p className="min-w-0 grow leading-150">
          <b>{session.person.name}</b>
          <span className="ml-3 text-[0.875rem] text-sub">{kit('terminal.here')}</span>
        </p>
        <Button kind="line" onPress={leave}>
          {kit('account.signOut')}
        </Button>
      </header>
      {soon && (
        <p role="alert" className="bg-warn-soft px-4 py-3 font-700 sm:px-6">
          {kit('terminal.soon')}
        </p>
      )}
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-5xl px-4 pt-5 pb-16 outline-none sm:px-6"
      >
        <Outlet />
      </main>
      <Suspense>{messages > 0 && <Toasts />}</Suspense>
    </div>
  )
}
