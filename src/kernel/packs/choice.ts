import type { Every } from '../calendar/every.ts'
import type { Span } from '../calendar/spans.ts'
import type { Mechanism } from './mechanism.ts'
import type { Option } from '../fields/types.ts'

/**
 * What the policy leaves to the organisation to choose. Texts and mechanisms read the same value, so
 * what was chosen in words is what runs. Another choice is another edition.
 */
export interface Choice extends Mechanism {
  readonly type: 'cadence' | 'span' | 'choice' | 'yes-no' | 'number' | 'text'
  readonly options?: readonly Option[]
  /** The choice as expressions see it: for a cadence or a span, as packs write it. */
  readonly value: string | number | boolean
  readonly cadence?: Every
  readonly span?: Span
  /** The places of the mechanisms that read it: `rounds/servers`, `procedures/take-out`. */
  readonly readBy: readonly string[]
}
