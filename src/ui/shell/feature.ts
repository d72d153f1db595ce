import { createElement, lazy } from 'react'
import type { ComponentType, ReactNode } from 'react'
import type { Lookups } from '../form/types.ts'
import type { Words } from '../i18n/texts.ts'
import type { ProvisionLoader } from '../parts/provision.ts'

/** The places of the left rail, in their order. */
export const navSections = [
  'tasks',
  'ask',
  'registers',
  'incidents',
  'checks',
  'policy',
  'organization',
] as const
export type NavSection = (typeof navSections)[number]

/** A page that is loaded when somebody goes there (or points at a link to it). */
export type Page = ComponentType & { readonly preload?: () => Promise<void> }

/** Where a page stands in the left rail. The first page of a place (lowest `order`) is the place itself; the others stand under it. */
interface NavEntry {
  readonly section: NavSection
  readonly order?: number
  /** How many things wait here; asked again every minute and whenever the query key is invalidated. */
  readonly count?: {
    readonly queryKey: readonly unknown[]
    readonly ask: (signal: AbortSignal) => Promise<number>
  }
}

/** A page of a feature. `src/features/<feature>/web/routes.ts` exports `routes: FeatureRoute[]`. */
export interface FeatureRoute {
  /** As the URL is written; `$name` is a part that varies: `/registers/$register/$entry`. */
  readonly path: string
  readonly title: Words
  readonly component: Page
  readonly nav?: NavEntry
  /** Stands in the menu that opens from the person's name. */
  readonly inAccountMenu?: boolean
  /** Only for people whose session has this ability. */
  readonly ability?: string
  /** Shown without a session and without the rail: sign-in links, the first run. */
  readonly withoutSession?: boolean
  /** Another way to sign in: linked from the sign-in page. */
  readonly linkedFromSignIn?: boolean
  /** The page to show when the server answers the question "who is signed in" with this problem (e.g. nothing set up yet). */
  readonly whenProblem?: string
}

/** One hit of the search dialog. */
export interface SearchHit {
  readonly id: string
  readonly title: string
  readonly detail?: string
  readonly href: string
}

/** A kind of thing that Ctrl/⌘ K finds. `src/features/<feature>/web/routes.ts` exports `search: SearchProvider[]`. */
export interface SearchProvider {
  readonly id: string
  readonly title: Words
  readonly ability?: string
  /** At most ten hits; called 150 ms after the last keystroke, aborted when typing goes on. */
  readonly find: (query: string, signal: AbortSignal) => Promise<readonly SearchHit[]>
}

/** What the sign-in form is given; it calls `onDone` when the server has opened a session. */
export interface SignInProps {
  readonly onDone: () => void
}

/** What a feature's `web/routes.ts` may export. */
export interface Feature {
  readonly routes?: readonly FeatureRoute[]
  readonly search?: readonly SearchProvider[]
  /** How a provision's number is turned into its gist and wording; one feature gives it. */
  readonly provision?: ProvisionLoader
  /** Where the pickers of forms find things; several features may each give a part. */
  readonly lookups?: Partial<Lookups>
  /** The form for signing in; one feature gives it. It is shown on its own page, and over any page when a session ends. */
  readonly signIn?: ComponentType<SignInProps>
}

/** A page loaded on demand: `page(() => import('./list.tsx'))`; the module's default export is the page. */
export function lazyPage(load: () => Promise<{ readonly default: ComponentType }>): Page {
  let loaded: ComponentType | undefined
  const LazyPage = lazy(load)
  const Page = (): ReactNode => createElement(loaded ?? LazyPage)
  const preload = async (): Promise<void> => {
    loaded ??= (await load()).default
  }
  return Object.assign(Page, { preload })
}
