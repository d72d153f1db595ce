import type { OrganizationView } from './types.ts'

/** The unit and everything above it, nearest first; a circle in the data ends the climb. */
export function ancestors(org: OrganizationView, unit: string): string[] {
  const chain: string[] = []
  let at: string | undefined = unit
  while (at !== undefined && org.units.has(at) && !chain.includes(at)) {
    chain.push(at)
    at = org.units.get(at)?.parent
  }
  return chain
}

/** True where `unit` is `ancestor` or stands below it. */
export function isWithin(org: OrganizationView, unit: string, ancestor: string): boolean {
  return ancestors(org, unit).includes(ancestor)
}

/** Climbs `up` units; stops at the top. */
export function ancestorAt(org: OrganizationView, unit: string, up: number): string {
  const chain = ancestors(org, unit)
  return chain[Math.min(up, chain.length - 1)] ?? unit
}

/** The unit and everything below it. */
export function unitsUnder(org: OrganizationView, unit: string): string[] {
  return [...org.units.keys()].filter((id) => isWithin(org, id, unit))
}
