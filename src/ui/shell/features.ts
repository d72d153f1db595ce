import { createContext, use } from 'react'
import { navSections } from './feature.ts'
import type {
  AnsweringProps,
  Feature,
  FeatureRoute,
  NavSection,
  SearchProvider,
  SignInProps,
} from './feature.ts'
import type { ComponentType } from 'react'
import type { Lookups } from '../form/types.ts'
import type { ProvisionLoader } from '../parts/provision.ts'

/** All features of this build, merged. */
export interface Features {
  readonly routes: readonly FeatureRoute[]
  readonly search: readonly SearchProvider[]
  readonly signIn: ComponentType<SignInProps> | undefined
  readonly provision: ProvisionLoader | undefined
  readonly begin: ComponentType | undefined
  readonly answering: ComponentType<AnsweringProps> | undefined
  readonly lookups: Partial<Lookups>
}

/** A section of the rail with its pages; the section links to the first. */
export interface NavSectionPages {
  readonly place: NavSection
  readonly pages: readonly FeatureRoute[]
}

/** Merges the exports of the features. */
export function mergeFeatures(features: readonly Feature[]): Features {
  return {
    routes: features.flatMap((feature) => feature.routes ?? []),
    search: features.flatMap((feature) => feature.search ?? []),
    signIn: features.find((feature) => feature.signIn !== undefined)?.signIn,
    provision: features.find((feature) => feature.provision !== undefined)?.provision,
    begin: features.find((feature) => feature.begin !== undefined)?.begin,
    answering: features.find((feature) => feature.answering !== undefined)?.answering,
    lookups: mergeLookups(features.flatMap((feature) => feature.lookups ?? [])),
  }
}

/** Merges the finders; `name` tries each feature in turn until one knows the thing. */
function mergeLookups(all: readonly Partial<Lookups>[]): Partial<Lookups> {
  const namers = all.flatMap((lookups) => lookups.name ?? [])
  const name: Lookups['name'] = async (...args) => {
    for (const namer of namers.slice(0, -1)) {
      try {
        return await namer(...args)
      } catch {
        /** the next feature may know it */
      }
    }
    return await (namers.at(-1)?.(...args) ?? Promise.resolve({ id: args[1], title: args[1] }))
  }
  return { ...Object.assign({}, ...all), name }
}

/**
 * The sections for a person: those with at least one page that the person may see, in the rail's
 * order.
 */
export function navSectionsFor(
  routes: readonly FeatureRoute[],
  abilities: readonly string[],
): readonly NavSectionPages[] {
  return navSections
    .map((place) => ({
      place,
      pages: routes
        .filter(
          (route) =>
            route.nav?.section === place &&
            (route.ability === undefined || abilities.includes(route.ability)),
        )
        .toSorted((a, b) => (a.nav?.order ?? 0) - (b.nav?.order ?? 0)),
    }))
    .filter((entry) => entry.pages.length > 0)
}

/** Whether an address is that of a page or below it (`/registers/a/b` is below `/registers`). */
export function isWithinPath(pathname: string, path: string): boolean {
  return path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`)
}

export const FeaturesContext = createContext<Features>({
  routes: [],
  search: [],
  signIn: undefined,
  provision: undefined,
  begin: undefined,
  answering: undefined,
  lookups: {},
})

/** All features of this build. */
export function useFeatures(): Features {
  return use(FeaturesContext)
}
