import type { OrganizationView } from '../types.ts'
import { nameKey, UnitNames } from './names.ts'

/** A unit that a list names and the organisation does not have, and where it would stand. */
export interface MissingUnit {
  /** As the list writes it, with the units above it where it names them. */
  readonly name: string
  readonly title: string
  /** The missing unit that it belongs to, by its `name`. */
  readonly below?: string
  /** The unit of the organisation that it belongs to. */
  readonly parent?: string
  /** Where it is most likely a slip of the pen: the unit that is meant. */
  readonly near?: string
}

const separators = /[\s/＞>]+/u

/** Letters after the name of a unit without a blank between that are taken as a unit below it. */
const shortestTail = 3

/**
 * The units behind names that were not found, each after the one that it belongs to. A name that
 * begins with another one stands below it; everything else stands below the one unit at the top.
 */
export function missingUnits(names: readonly string[], org: OrganizationView): MissingUnit[] {
  const known = new UnitNames(org)
  const wanted = new Map<string, { readonly name: string; readonly parts: readonly string[] }>()
  for (const name of names) {
    const parts = partsOf(name)
    parts.forEach((_, index) => {
      const path = parts.slice(0, index + 1)
      const key = nameKey(path.join(''))
      if (!wanted.has(key) && 'none' in known.find(key))
        wanted.set(key, { name: path.join(' '), parts: path })
    })
  }
  const tops = [...org.units.values()].filter((unit) => unit.parent === undefined)
  const top = tops.length === 1 ? tops[0]?.id : undefined
  return [...wanted]
    .toSorted(([a], [b]) => a.length - b.length)
    .map(([key, { name, parts }]): MissingUnit => {
      const match = known.find(key)
      const near = 'none' in match && match.near !== undefined ? { near: match.near } : {}
      const written = parts.join('').normalize('NFKC')
      for (let length = key.length - 1; length > 0; length -= 1) {
        const isPart = parts.length > 1 && nameKey(parts.slice(0, -1).join('')).length === length
        if (!isPart && (parts.length > 1 || key.length - length < shortestTail)) continue
        const title = isPart ? (parts.at(-1) ?? '') : written.slice(length)
        const above = wanted.get(key.slice(0, length))
        if (above !== undefined) return { name, title, below: above.name, ...near }
        const unit = known.find(key.slice(0, length))
        if ('one' in unit) return { name, title, parent: unit.one, ...near }
      }
      return { name, title: parts.join(''), ...(top === undefined ? {} : { parent: top }), ...near }
    })
}

/** 「総務部 税務課」 is two units; the blanks in 「総 務 課」 only space its letters. */
function partsOf(name: string): string[] {
  const parts = name.trim().split(separators)
  return parts.some((part) => [...part].length === 1) ? [parts.join('')] : parts
}
