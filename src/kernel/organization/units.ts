import type { OrganizationView } from './types.ts'

/** The unit and everything above it, nearest first; a circle in the data ends the climb. */
export function ancestors(org: OrganizationView, unit: string): string[] {
  const found: string[] = []
  let at: string | undefined = unit
  while (at !== undefined && org.units.has(at) && !found.includes(at)) {
    found.push(at)
    at = org.units.get(at)?.parent
  }
  return found
}

/** True where `unit` is `ancestor` or stands below it. */
export function within(org: OrganizationView, unit: string, ancestor: string): boolean {
  return ancestors(org, unit).includes(ancestor)
}

/** Climbs `up` units; stops at the top. */
export function climb(org: OrganizationView, unit: string, up: number): string {
  const line = ancestors(org, unit)
  return line[Math.min(up, line.length - 1)] ?? unit
}

/** The unit and everything below it. */
export function unitsUnder(org: OrganizationView, unit: string): string[] {
  return [...org.units.keys()].filter((id) => within(org, id, unit))
}
