import type { FaultRow } from './faultTable.ts'

const assets = 'registers/assets.yaml'
const takeOut = 'procedures/take-out.yaml'
const exempt = 'procedures/exempt.yaml'

/** Faults that language 5 added. */
export const language5Faults: readonly FaultRow[] = [
  {
    code: 'nobody-adds',
    file: 'registers/systems.yaml',
    from: 'keptBy: chief-officer',
    to: 'keptBy: system-manager of system',
    at: 'system-manager of system',
    says: 'addedBy',
  },
  {
    code: 'nobody-adds',
    file: 'registers/systems.yaml',
    from: 'keptBy: chief-officer',
    to: 'keptBy: system-manager of system\naddedBy: system-manager of system',
    at: 'system-manager of system',
  },
  {
    code: 'keeper-nowhere',
    file: 'registers/systems.yaml',
    from: 'keptBy: chief-officer',
    to: 'keptBy: security-officer of unit',
    at: 'security-officer of unit',
    says: 'security-officer of unit',
  },
  {
    code: 'keeper-unnamed',
    file: assets,
    from: 'keptBy: security-officer of unit\nunitWrites: true',
    to: 'keptBy: system-manager of system',
    at: 'system-manager of system',
    says: 'system',
  },
  {
    code: 'keeper-unnamed',
    file: assets,
    from: 'keptBy: security-officer of unit\nunitWrites: true',
    to: 'keptBy: person in handlers',
    at: 'person in handlers',
    says: 'handlers',
  },
  {
    code: 'opens-unsaid',
    file: exempt,
    from: 'opens: anyone\n',
    to: '',
    at: 'procedure: exempt',
    says: 'helper',
  },
  {
    code: 'opens-late',
    file: exempt,
    from: 'opens: anyone',
    to: 'opens: [person in helper]',
    at: '[person in helper]',
    says: 'helper',
  },
  {
    code: 'date-unmeant',
    file: takeOut,
    from: 'title: 出る予定, type: date-time, meaning: planned,',
    to: 'title: 出る予定, type: date-time,',
    at: 'departAt:',
    says: 'departAt',
  },
  {
    code: 'date-unmeant',
    file: takeOut,
    from: 'title: 出る予定, type: date-time, meaning: planned,',
    to: 'title: 出る予定, type: date-time, meaning: planned, past,',
    at: 'departAt:',
  },
  {
    code: 'until-optional',
    file: exempt,
    from: 'meaning: free, type: date, required }',
    to: 'meaning: until, type: date }',
    at: 'until:',
    says: 'until',
    more: true,
  },
  {
    code: 'meaning-of-form',
    file: assets,
    from: 'title: 扱う人, type: persons,',
    to: 'title: 扱う人, type: date, meaning: planned,',
    at: 'meaning: planned',
    says: 'handlers',
    more: true,
  },
  {
    code: 'field-key',
    file: takeOut,
    from: 'type: long-text, required }',
    to: 'type: long-text, required, meaning: planned }',
    at: 'meaning: planned }',
  },
]
