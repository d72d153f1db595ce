import { Navigate, Outlet, useLocation, useMatches } from '@tanstack/react-router'
import { ApiProblem } from '../api.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { OtherPersonNotice } from '../session/OtherPersonNotice.tsx'
import { SignInPage } from '../session/SignIn.tsx'
import { SessionContext, useSessionQuery } from '../session/session.ts'
import { navSectionsFor, useFeatures } from './features.ts'
import { LoadingPage } from './StatusPages.tsx'
import { Shell } from './Shell.tsx'
import { TerminalShell } from './TerminalShell.tsx'

/**
 * Decides what is shown first: a page outside the session, the sign-in page, the page for a
 * problem, or the shell with the page.
 */
export function RequireSession() {
  const { routes } = useFeatures()
  const { pathname } = useLocation()
  const matchedPath = useMatches().at(-1)?.fullPath
  const route = routes.find((candidate) => candidate.path === matchedPath)
  const { data, error, refetch } = useSessionQuery()
  const common = useCommonTexts()
  const problem = error instanceof ApiProblem ? error : undefined
  const problemRoute = routes.find(
    (candidate) => candidate.whenProblem !== undefined && candidate.whenProblem === problem?.code,
  )
  if (route?.withoutSession === true) return <Outlet />
  if (problemRoute !== undefined && problemRoute !== route) {
    // Already navigating there: a second navigation would restart the first, without end.
    return pathname === problemRoute.path ? (
      <div className="p-9">
        <LoadingPage />
      </div>
    ) : (
      <Navigate to={problemRoute.path} replace />
    )
  }
  if (problemRoute !== undefined) return <Outlet />
  if (data !== undefined) {
    if (data.terminal)
      return (
        <SessionContext value={data}>
          <OtherPersonNotice name={data.person.name} />
          <TerminalShell idleMinutes={data.terminal.idleMinutes} />
        </SessionContext>
      )
    const home = navSectionsFor(routes, data.abilities)[0]?.pages[0]
    return (
      <SessionContext value={data}>
        <OtherPersonNotice name={data.person.name} />
        {pathname === '/' &&
        home !== undefined &&
        !routes.some((candidate) => candidate.path === '/') ? (
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
        <LoadingPage />
      </div>
    )
  if (problem?.code === 'code-needed') return <SignInPage codeFirst />
  if (problem?.status === 401) return <SignInPage />
  return (
    <div className="mx-auto max-w-xl px-4 pt-[14dvh]">
      <Notice
        kind="stop"
        title={problem?.title ?? common('failed.title')}
        footer={<Button onPress={() => void refetch()}>{common('failed.again')}</Button>}
      >
        {problem?.detail ?? common('failed.detail')}
      </Notice>
    </div>
  )
}
