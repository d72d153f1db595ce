import type { Field, FieldValues } from '../fields/types.ts'
import type { FaultWords } from '../problems/index.ts'
import type { CaseState } from './state.ts'

/** Faults of ticks on entries that the case is not about. */
export function strangers(
  fields: readonly Field[],
  { about }: Pick<CaseState, 'about'>,
  values: FieldValues,
): readonly FaultWords[] {
  const own = new Set(about.map(({ id }) => id))
  return fields.flatMap(({ id, title, among }) => {
    const ticked = among === undefined ? undefined : values[id]
    if (!Array.isArray(ticked) || ticked.every((entry) => own.has(String(entry)))) return []
    return [
      {
        at: `/fields/${id}`,
        detail: {
          ja: `「${title}」は、この案件の対象にだけ印を付けてください。`,
          en: `In “${title}”, tick only what this case is about.`,
        },
      },
    ]
  })
}
