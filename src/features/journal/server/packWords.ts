import type { Pack } from '#kernel/packs/types.ts'

/** Titles for the ids of the pack that an event mentions, by `field/id`: a step and a decision mean something only in their procedure. */
export function packWords(pack: Pack, detail: unknown, procedure?: string): Record<string, string> {
  const found: Record<string, string> = {}
  visit(detail, (field, value) => {
    const title = titleOf(pack, field, value, procedure)
    if (title !== undefined) found[`${field}/${value}`] = title
  })
  return found
}

function visit(value: unknown, tell: (field: string, value: string) => void, field = ''): void {
  if (typeof value === 'string') tell(field, value)
  else if (Array.isArray(value)) for (const one of value) visit(one, tell, field)
  else if (value !== null && typeof value === 'object')
    for (const [name, one] of Object.entries(value)) visit(one, tell, name)
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
        .find((one) => one.id === id)?.title
    case 'confirmed':
      return [...(steps?.values() ?? [])]
        .flatMap((step) => step.confirm)
        .find((one) => one.id === id)?.title
    default:
      return undefined
  }
}
