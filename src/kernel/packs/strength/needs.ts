import type { Modality, ProvisionKind } from '../types.ts'
import type { Strength } from './scale.ts'

/** What a duty of each kind needs; of the rest, work with a date. */
const needsOfDuty: Readonly<Partial<Record<ProvisionKind, Strength>>> = {
  permit: 'enforces',
  exception: 'enforces',
  classify: 'enforces',
  handling: 'enforces',
  register: 'records',
  record: 'records',
  other: 'states',
}

/** How strong a carrier a provision needs, by its modality and its kind. */
export function strengthNeeded(modality: Modality, kind: ProvisionKind): Strength {
  switch (modality) {
    case 'define':
    case 'inform':
      return 'states'
    case 'may':
      return 'answers'
    case 'recommend':
    case 'endeavour':
      return 'pursues'
    case 'must':
    case 'must-not':
      return needsOfDuty[kind] ?? 'pursues'
  }
}
