import type { Pack } from '#kernel/packs/types.ts'

/**
 * Titles of the ids of the pack in the detail of an event, by `field/id`. Ids of steps, decisions
 * and confirmations are looked up in `procedure`; without it they get no title.
 */
export function packTitles(
  pack: Pack,
  detail: unknown,
  procedure?: string,
): Record<string, string> {
  const titles: Record<string, string> = {}
  visitTexts(detail, (field, value) => {
    const title = titleOf(pack, field, value, procedure)
    if (title !== undefined) titles[`${field}/${value}`] = title
  })
  return titles
}

function visitTexts(
  value: unknown,
  onText: (field: string, value: string) => void,
  field = '',
): void {
  if (typeof value === 'string') onText(field, value)
  else if (Array.isArray(value)) for (const item of value) visitTexts(item, onText, field)
  else if (value !== null && typeof value === 'object')
    for (const [name, item] of Object.entries(value)) visitTexts(item, onText, name)
}

function titleOf(
  pack: Pack,
  field: string,
  id: string,
  procedure: string | undefined,
): string | undefined {
  const steps = procedure === undefined ? undefined : pack.procedures.get(procedure)?.steps
  switch (field) {
    case 'register':
      return pack.registers.get(id)?.title
    case 'procedure':
      return pack.procedures.get(id)?.title
    case 'role':
      return pack.roles.get(id)?.title
    case 'step':
    case 'to':
      return steps?.get(id)?.title
    case 'decision':
      return [...(steps?.values() ?? [])]
        .flatMap((step) => step.decisions)
        .find((candidate) => candidate.id === id)?.title
    case 'confirmed':
      return [...(steps?.values() ?? [])]
        .flatMap((step) => step.confirm)
        .find((candidate) => candidate.id === id)?.title
    default:
      return undefined
  }
}
