import type { Pack } from '../packs/types.ts'
import type { RoleIssue } from './roleIssues.ts'

/**
 * What stops somebody's work: nobody is there, all are away, an appointment of somebody who left, more holders
 * than allowed, or a decision that only this role may take and that its holder cannot take about an application
 * of their own. A seat that falls to a deputy stops nobody.
 */
export function stopsSomebody(pack: Pick<Pack, 'procedures'>): (issue: RoleIssue) => boolean {
  const deciding = new Set(
    [...pack.procedures.values()].flatMap(({ steps }) =>
      [...steps.values()].flatMap(({ decides, all, by }) =>
        decides && (all || by.length === 1)
          ? by.flatMap((who) => (who.kind === 'role' ? [who.role] : []))
          : [],
      ),
    ),
  )
  return ({ kind, seat }) => kind !== 'vacant' && (kind !== 'alone' || deciding.has(seat.role))
}
