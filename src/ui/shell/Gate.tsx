import { Navigate, Outlet, useLocation, useMatches } from '@tanstack/react-router'
import { ApiProblem } from '../api.ts'
import { useKit } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { SignInPage } from '../session/SignIn.tsx'
import { SessionContext, useSessionQuery } from '../session/session.ts'
import { placesFor, useFeatures } from './features.ts'
import { Opening } from './Missing.tsx'
import { Shell } from './Shell.tsx'
import { TerminalShell } from './TerminalShell.tsx'

/** Decides what is shown first: a page outside the session, the sign-in page, the page that mends a problem, or the shell with the page. */
export function Gate() {
  const { routes } = useFeatures()
  const { pathname } = useLocation()
  const here = useMatches().at(-1)?.fullPath
  const route = routes.find((each) => each.path === here)
  const { data, error, refetch } = useSessionQuery()
  const kit = useKit()
  const problem = error instanceof ApiProblem ? error : undefined
  const mending = routes.find(
    (each) => each.whenProblem !== undefined && each.whenProblem === problem?.code,
  )
  if (route?.outside === true) return <Outlet />
  if (mending !== undefined && mending !== route) {
    // Under way already: a second navigation would begin the first anew, for ever.
    return pathname === mending.path ? (
      <div className="p-9">
        <Opening />
      </div>
    ) : (
      <Navigate to={mending.path} replace />
    )
  }
  if (mending !== undefined) return <Outlet />
  if (data !== undefined) {
    if (data.terminal)
      return (
        <SessionContext value={data}>
          <TerminalShell idleMinutes={data.terminal.idleMinutes} />
        </SessionContext>
      )
    const home = placesFor(routes, data.abilities)[0]?.pages[0]
    return (
      <SessionContext value={data}>
        {pathname === '/' && home !== undefined && !routes.some((each) => each.path === '/') ? (
          <Navigate to={home.path} replace />
        ) : (
          <Shell />
        )}
      </SessionContext>
    )
  }
  if (error === null)
    return (
      <div className="p-9">
        <Opening />
      </div>
    )
  if (problem?.code === 'code-needed') return <SignInPage codeFirst />
  if (problem?.status === 401) return <SignInPage />
  return (
    <div className="mx-auto max-w-xl px-4 pt-[14dvh]">
      <Notice
        kind="stop"
        title={problem?.title ?? kit('failed.title')}
        foot={<Button onPress={() => void refetch()}>{kit('failed.again')}</Button>}
      >
        {problem?.detail ?? kit('failed.detail')}
      </Notice>
    </div>
  )
}
