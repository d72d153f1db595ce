import type { FieldErrors } from 'react-hook-form'
import type { FormValues, SlotFault, SlotName } from './slots.ts'

/** The error of a field as the form keeps it: all its sentences in one, and each at its place below the field. */
export interface SlotError {
  readonly type: string
  readonly message: string
  readonly types: Record<string, string>
}

/** The errors of fields by their place in the form. */
export function errorsAt(faults: readonly SlotFault[]): ReadonlyMap<SlotName, SlotError> {
  const byName = Map.groupBy(faults, (fault) => fault.name)
  return new Map(
    [...byName].map(([name, own]) => [
      name,
      {
        type: 'check',
        message: [...new Set(own.map((fault) => fault.detail))].join('\n'),
        types: Object.fromEntries(own.map((fault) => [fault.at, fault.detail])),
      },
    ]),
  )
}

/** The same, nested as the form library keeps them. */
export function nestedErrors(faults: readonly SlotFault[]): FieldErrors<FormValues> {
  const main: Record<string, SlotError> = {}
  const sections: Record<string, Record<string, SlotError>> = {}
  for (const [name, error] of errorsAt(faults)) {
    const [root, first = '', second = ''] = name.split('.')
    if (root === 'main') main[first] = error
    else (sections[first] ??= {})[second] = error
  }
  return {
    ...(Object.keys(main).length > 0 && { main }),
    ...(Object.keys(sections).length > 0 && { sections }),
  }
}

/** The message of the error at a place among the errors of the form. */
export function messageOf(errors: object, name: SlotName): string | undefined {
  let at: unknown = errors
  for (const key of [...name.split('.'), 'message']) {
    if (typeof at !== 'object' || at === null) return undefined
    at = Object.entries(at).find(([own]) => own === key)?.[1]
  }
  return typeof at === 'string' ? at : undefined
}
