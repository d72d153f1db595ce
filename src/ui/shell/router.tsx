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
import { useWords } from '../i18n/index.ts'
import type { FeatureRoute } from './feature.ts'
import type { Features } from './features.ts'
import { Gate } from './Gate.tsx'
import { Failed, Missing, Opening } from './Missing.tsx'
import { useTitle } from './title.ts'

/** Makes every link and menu entry of the kit go through the router (no page load). */
function Links({ children }: { readonly children: ReactNode }) {
  const navigate = useNavigate()
  const router = useRouter()
  return (
    <LinkProvider
      navigate={(to) => void navigate({ to })}
      useHref={(to) => router.buildLocation({ to }).href}
    >
      {children}
    </LinkProvider>
  )
}

/** A page under its title: the browser's tab says where one is even before the page is loaded. */
function titled(route: FeatureRoute) {
  const Page = route.component
  function Titled() {
    useTitle(useWords()(route.title))
    return (
      <Suspense fallback={<Opening />}>
        <Page />
      </Suspense>
    )
  }
  return Object.assign(Titled, Page.preload === undefined ? {} : { preload: Page.preload })
}

/** Addresses people can read and send on: `?q=名簿&sort=-number`, all values are texts. */
function plainSearch(search: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(search).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value]] : [],
  )
  const said = new URLSearchParams(pairs).toString()
  return said === '' ? '' : `?${said}`
}

/** The router over all pages of the features. Code is loaded by the page, and already when a link to it is pointed at. */
export function routerFor(features: Features) {
  const root = createRootRoute({
    component: () => (
      <Links>
        <Gate />
      </Links>
    ),
    notFoundComponent: Missing,
  })
  const pages = features.routes.map((route) =>
    createRoute({ getParentRoute: () => root, path: route.path, component: titled(route) }),
  )
  return createRouter({
    routeTree: root.addChildren(pages),
    defaultPreload: 'intent',
    defaultPendingComponent: Opening,
    defaultErrorComponent: Failed,
    defaultNotFoundComponent: Missing,
    scrollRestoration: true,
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: plainSearch,
  })
}
