import { checkFields, findingsOf } from '../fields/index.ts'
import type { FieldContext, FieldFault } from '../fields/check.ts'
import { isEmpty } from '../fields/empty.ts'
import type { FieldValues } from '../fields/types.ts'
import type { AskedItem } from '../packs/checklist.ts'

/** What an answer says of an item: as it shall be, not so, or that it does not apply here. */
export const outcomes = ['kept', 'finding', 'not-applicable'] as const
export type Outcome = (typeof outcomes)[number]

/** An answer as it was judged. */
export interface JudgedAnswer {
  /** The value in its stored form; undefined where a blank was left empty, which is an answer, too. */
  readonly value: unknown
  readonly outcome: Outcome
  readonly faults: readonly FieldFault[]
}

/**
 * Judges one answer. A value that cannot be, or that `must` forbids, has faults and is not kept; one
 * that is not as it should be is a finding.
 */
export function judgeAnswer(
  { item }: AskedItem,
  value: unknown,
  conditions: FieldValues,
  context: Omit<FieldContext, 'conditions'> = {},
): JudgedAnswer {
  // Under its own id it would hide the name of the subject that is called the same.
  const { when: _when, ...field } = { ...item, id: 'value' }
  const given = isEmpty(value) ? {} : { value }
  const checked = checkFields([field], given, { ...context, conditions })
  if (checked.faults.length > 0)
    return {
      value,
      outcome: 'finding',
      faults: checked.faults.map((fault) => ({
        ...fault,
        at: fault.at.replace(/^\/value/, `/${item.id}`),
      })),
    }
  const wrong = findingsOf([field], checked.values, { conditions })
  return {
    value: checked.values['value'],
    outcome: wrong.length > 0 ? 'finding' : 'kept',
    faults: [],
  }
}

/** Whether an answer is only declared, or proved: by a machine, or by what the item wants with it. */
export function proofOf(
  { item }: AskedItem,
  { files, via }: { readonly files: number; readonly via: 'person' | 'machine' },
): 'declared' | 'proved' {
  return via === 'machine' || (item.proof !== undefined && files > 0) ? 'proved' : 'declared'
}
