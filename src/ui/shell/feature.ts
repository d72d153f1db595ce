import { createElement, lazy } from 'react'
import type { ComponentType, ReactNode } from 'react'
import type { Lookups } from '../form/types.ts'
import type { Words } from '../i18n/texts.ts'
import type { ProvisionLoader } from '../parts/provision.ts'

/** The sections of the left rail, in their order. */
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

/** A page that is loaded on navigation, or when a link to it is hovered. */
export type Page = ComponentType & { readonly preload?: () => Promise<void> }

/**
 * The place of a page in the left rail. The page with the lowest `order` represents the section;
 * the others are below it.
 */
interface NavEntry {
  readonly section: NavSection
  readonly order?: number
  /**
   * The number of things that wait here; refetched every minute and when the query key is
   * invalidated.
   */
  readonly count?: {
    readonly queryKey: readonly unknown[]
    readonly ask: (signal: AbortSignal) => Promise<number>
  }
}

/** A page of a feature. `src/features/<feature>/web/routes.ts` exports `routes: FeatureRoute[]`. */
export interface FeatureRoute {
  /** The path; `$name` is a parameter: `/registers/$register/$entry`. */
  readonly path: string
  readonly title: Words
  readonly component: Page
  readonly nav?: NavEntry
  /** Listed in the account menu. */
  readonly inAccountMenu?: boolean
  /** Only for people whose session has this ability. */
  readonly ability?: string
  /** Shown without a session and without the rail: sign-in links, the first run. */
  readonly withoutSession?: boolean
  /** Another way to sign in: linked from the sign-in page. */
  readonly linkedFromSignIn?: boolean
  /** Shown when `GET /api/session` answers with this problem code (e.g. nothing is set up yet). */
  readonly whenProblem?: string
}

/** A hit of the search dialog. */
export interface SearchHit {
  readonly id: string
  readonly title: string
  readonly detail?: string
  readonly href: string
}

/**
 * A source of hits for Ctrl/⌘ K. `src/features/<feature>/web/routes.ts` exports `search:
 * SearchProvider[]`.
 */
export interface SearchProvider {
  readonly id: string
  readonly title: Words
  readonly ability?: string
  /** Its hits stand above all others: what can be done comes before what is kept. */
  readonly comesFirst?: boolean
  /** At most ten hits. Called 150 ms after the last keystroke, aborted when typing goes on. */
  readonly find: (query: string, signal: AbortSignal) => Promise<readonly SearchHit[]>
}

/** The properties of a sign-in form; it calls `onDone` when the server has opened a session. */
export interface SignInProps {
  readonly onDone: () => void
}

/** The optional exports of a feature's `web/routes.ts`. */
export interface Feature {
  readonly routes?: readonly FeatureRoute[]
  readonly search?: readonly SearchProvider[]
  /** Loads the gist and wording of a provision by its number; one feature provides it. */
  readonly provision?: ProvisionLoader
  /** The lookups of the pickers of forms; several features may each provide a part. */
  readonly lookups?: Partial<Lookups>
  /** Stands on the home page of those who administer, above their tasks; one feature provides it. */
  readonly begin?: ComponentType
  /** Answers the items that a step of a case asks, on the page of the case; one feature provides it. */
  readonly answering?: ComponentType<AnsweringProps>
  /**
   * The sign-in form; one feature provides it. It is shown on its own page, and over any page when
   * a session ends.
   */
  readonly signIn?: ComponentType<SignInProps>
}

/** What is answered in the place of another page: the occurrence with the items. */
export interface AnsweringProps {
  readonly occurrence: string
}

/**
 * Makes a page that is loaded on demand: `lazyPage(() => import('./list.tsx'))`; the page is the
 * module's default export.
 */
export function lazyPage(load: () => Promise<{ readonly default: ComponentType }>): Page {
  let loaded: ComponentType | undefined
  const LazyPage = lazy(load)
  const Page = (): ReactNode => createElement(loaded ?? LazyPage)
  const preload = async (): Promise<void> => {
    loaded ??= (await load()).default
  }
  return Object.assign(Page, { preload })
}
