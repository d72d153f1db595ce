import { suggest } from '../../packs/suggest.ts'
import { ancestors } from '../units.ts'
import type { OrganizationView, PostView } from '../types.ts'

/** A name as it is compared: full and half width, blanks and path signs do not matter. */
export function nameKey(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s/＞>]+/g, '')
    .toLowerCase()
}

/** What a name was found to mean. */
export type NameMatch<Value> =
  | { readonly one: Value }
  | { readonly several: true }
  | { readonly none: true; readonly near?: string }

/** Finds units by name, or by name after those of the units above: 「建設部 庶務係」. */
export class UnitNames {
  readonly #titles: readonly string[]
  readonly #byKey = new Map<string, Set<string>>()

  constructor(org: OrganizationView) {
    this.#titles = [...org.units.values()].map((unit) => unit.title)
    for (const id of org.units.keys()) {
      let tail = ''
      for (const step of ancestors(org, id)) {
        tail = (org.units.get(step)?.title ?? '') + tail
        const key = nameKey(tail)
        this.#byKey.set(key, (this.#byKey.get(key) ?? new Set()).add(id))
      }
    }
  }

  find(text: string): NameMatch<string> {
    const ids = [...(this.#byKey.get(nameKey(text)) ?? [])]
    const [only] = ids
    if (only !== undefined && ids.length === 1) return { one: only }
    if (ids.length > 1) return { several: true }
    const near = suggest(text, this.#titles)
    return { none: true, ...(near === undefined ? {} : { near }) }
  }
}

/**
 * Finds posts by title: in a unit also by its short form (課長 in 総務課 is 総務課長), else where the title
 * is the only one of the organization.
 */
export class PostNames {
  readonly #org: OrganizationView
  readonly #byUnit = new Map<string, PostView[]>()
  readonly #byTitle = new Map<string, PostView[]>()

  constructor(org: OrganizationView, on: string) {
    this.#org = org
    for (const post of org.posts.values()) {
      if (post.to !== undefined && post.to < on) continue
      this.#byUnit.set(post.unit, [...(this.#byUnit.get(post.unit) ?? []), post])
      const key = nameKey(post.title)
      this.#byTitle.set(key, [...(this.#byTitle.get(key) ?? []), post])
    }
  }

  find(text: string, unit: string | undefined): NameMatch<string> {
    const key = nameKey(text)
    const unitPosts = this.#byUnit.get(unit ?? '') ?? []
    const exact = unitPosts.filter((post) => nameKey(post.title) === key)
    const unitMatches =
      exact.length > 0
        ? exact
        : unitPosts.filter(
            (post) =>
              joinTitle(nameKey(this.#org.units.get(post.unit)?.title ?? ''), key) ===
              nameKey(post.title),
          )
    const candidates = unitMatches.length > 0 ? unitMatches : (this.#byTitle.get(key) ?? [])
    const [only] = candidates
    if (only === undefined) return { none: true }
    return candidates.length === 1 ? { one: only.id } : { several: true }
  }
}

/** 総務課 and 課長 make 総務課長: the longest end of the one that begins the other is said once. */
export function joinTitle(before: string, after: string): string {
  for (let shared = Math.min(before.length, after.length); shared > 0; shared -= 1) {
    if (before.endsWith(after.slice(0, shared))) return before + after.slice(shared)
  }
  return before + after
}
