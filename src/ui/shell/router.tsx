import {
  createRootRoute,
  createRoute,
  createRouter,
  useNavigate,
  useRouter,
} from '@tanstack/react-router'
import { Suspense } from 'react'
import type { ReactNode } from 'react'
import { RouterProvider as LinkProvider } from 'react-aria-components'
import { useLocalize } from '../i18n/index.ts'
import { isPage } from '../links.ts'
import type { FeatureRoute } from './feature.ts'
import type { Features } from './features.ts'
import { RequireSession } from './RequireSession.tsx'
import { ErrorPage, NotFoundPage, LoadingPage } from './StatusPages.tsx'
import { useTitle } from './title.ts'

/**
 * Makes every link and menu entry of the parts that leads to a page use the router, without
 * reloading; a telephone number, a mail or a file is the browser's.
 */
function RouterLinks({ children }: { readonly children: ReactNode }) {
  const navigate = useNavigate()
  const router = useRouter()
  return (
    <LinkProvider
      navigate={(to) => (isPage(to) ? void navigate({ to }) : globalThis.location.assign(to))}
      useHref={(to) => (isPage(to) ? router.buildLocation({ to }).href : to)}
    >
      {children}
    </LinkProvider>
  )
}

/** A page with its title: the browser tab shows it even before the page is loaded. */
function withTitle(route: FeatureRoute) {
  const Page = route.component
  function TitledPage() {
    useTitle(useLocalize()(route.title))
    return (
      <Suspense fallback={<LoadingPage />}>
        <Page />
      </Suspense>
    )
  }
  return Object.assign(TitledPage, Page.preload === undefined ? {} : { preload: Page.preload })
}

/** Readable search parameters: `?q=名簿&sort=-number`; all values are strings. */
function stringifySearchParams(search: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(search).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value]] : [],
  )
  const queryString = new URLSearchParams(pairs).toString()
  return queryString === '' ? '' : `?${queryString}`
}

/**
 * The router of all pages of the features. The code of a page is loaded on navigation, or when a
 * link to it is hovered.
 */
export function createAppRouter(features: Features) {
  const root = createRootRoute({
    component: () => (
      <RouterLinks>
        <RequireSession />
      </RouterLinks>
    ),
    notFoundComponent: NotFoundPage,
  })
  const pages = features.routes.map((route) =>
    createRoute({ getParentRoute: () => root, path: route.path, component: withTitle(route) }),
  )
  return createRouter({
    routeTree: root.addChildren(pages),
    defaultPreload: 'intent',
    defaultPendingComponent: LoadingPage,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: stringifySearchParams,
  })
}
