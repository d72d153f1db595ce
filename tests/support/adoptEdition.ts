import type { Adopted, Approved, Proposed } from '#features/policy/contract.ts'
import type { World } from './world.ts'

/** A refusal on the way of an edition into force. */
export interface EditionRefusal {
  readonly code: string
  readonly detail: string
  readonly faults: readonly { readonly at: string; readonly detail: string }[]
}

/**
 * Proposes the pack in the folder as the administrator and approves it as the chief officer. The
 * answer of the first step that was refused, or what the edition changed.
 */
export async function adoptEdition(
  world: World,
): Promise<{ readonly status: number; readonly body: Adopted & EditionRefusal }> {
  const proposed = await (
    await world.as('admin')
  ).post<Proposed & Adopted & EditionRefusal>('/api/policy/editions', {})
  if (proposed.status !== 201) return proposed
  const approved = await (
    await world.as('chief')
  ).post<Approved & Adopted & EditionRefusal>(
    `/api/policy/editions/${proposed.body.id}/approve`,
    {},
  )
  return { status: approved.status, body: { ...approved.body, ...approved.body.adopted } }
}
