import type { OrganizationView } from '../types.ts'
import { joinTitle, nameKey } from './names.ts'
import type { TransferFault } from './types.ts'

/**
 * The posts behind titles of a list that were not found: one a unit. Below the top unit, a title is
 * said with its unit: 課長 in 総務課 is 総務課長.
 */
export function missingPosts(
  faults: readonly TransferFault[],
  titles: ReadonlySet<string>,
  org: OrganizationView,
): { readonly unit: string; readonly title: string }[] {
  const posts = new Map<string, { readonly unit: string; readonly title: string }>()
  for (const { code, value = '', unit: id = '' } of faults) {
    const unit = org.units.get(id)
    if (code !== 'unknown-post' || unit === undefined || !titles.has(value)) continue
    const title = unit.parent === undefined ? value : joinTitle(unit.title, value)
    posts.set(`${id}/${nameKey(title)}`, { unit: id, title })
  }
  return [...posts.values()]
}
