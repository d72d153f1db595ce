import type { FieldErrors } from 'react-hook-form'
import type { FormValues, SlotFault, SlotName } from './slots.ts'

/**
 * The error of a field as the form library stores it. `message` has all its sentences, `types` has
 * each sentence by its pointer below the field.
 */
export interface SlotError {
  readonly type: string
  readonly message: string
  readonly types: Record<string, string>
}

/** The errors by the path of their field. */
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

/** The errors as the nested object that the form library expects. */
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

/** The message at the path of a field in the nested errors of the form. */
export function messageOf(errors: object, name: SlotName): string | undefined {
  let at: unknown = errors
  for (const key of [...name.split('.'), 'message']) {
    if (typeof at !== 'object' || at === null) return undefined
    at = Object.entries(at).find(([own]) => own === key)?.[1]
  }
  return typeof at === 'string' ? at : undefined
}
