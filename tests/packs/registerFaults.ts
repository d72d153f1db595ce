import type { FaultRow } from './faultTable.ts'

const file = 'registers/assets.yaml'
const start = 'states: ['
const add = (
  lines: string,
): { readonly file: string; readonly from: string; readonly to: string } => ({
  file,
  from: start,
  to: `${lines}\n${start}`,
})

/** Faults of registers: each line is written into the register of assets. */
export const registerFaults: readonly FaultRow[] = [
  {
    file,
    from: '  handlers: {',
    to: '  locked: { title: 鍵, type: text, should }\n  handlers: {',
    code: 'demand-not-yes-no',
    at: 'should }',
    says: 'yes-no',
  },
  { ...add('scope: room'), code: 'wrong-shape', at: 'room', says: 'area' },
  { ...add('scope: system'), code: 'scope-twice', at: 'system', says: 'systems', more: true },
  { ...add('nameField: system'), code: 'field-kind', at: 'system', says: '文字か人' },
  { ...add('heldBy: handler'), code: 'unknown-field', at: 'handler', says: 'handlers' },
  { ...add('heldBy: form'), code: 'field-kind', at: 'form', says: '人の項目' },
  { ...add('returned: 使用中'), code: 'missing-key', at: 'register', says: 'heldBy' },
  {
    ...add('heldBy: handlers\nreturned: 返した'),
    code: 'unknown-state',
    at: '返した',
    says: '返した',
  },
  { ...add('ended: [廃棄ずみ]'), code: 'unknown-state', at: '廃棄ずみ', says: '廃棄済み' },
  { ...add('byHand: [使用中, 保管中]'), code: 'unknown-state', at: '保管中', says: '保管中' },
  { ...add('label: [form, klass]'), code: 'unknown-field', at: 'klass', says: 'class' },
  {
    file,
    from: 'readBy: unit',
    to: 'readBy: [chief-officer, system-manger of system]',
    code: 'unknown-role',
    at: 'system-manger of',
    says: 'system-manager',
  },
  {
    file,
    from: 'readBy: unit',
    to: 'readBy: person in form',
    code: 'who-field',
    at: 'person in form',
  },
  {
    file,
    from: 'every: year',
    to: 'every: yearly',
    code: 'wrong-shape',
    at: 'yearly',
    says: 'half-year',
  },
  { file, from: 'in: 10月', to: 'in: 13月', code: 'wrong-shape', at: '13月', says: '月' },
  {
    file,
    from: 'by: security-officer of unit, carries',
    to: 'by: security-officer of unit, missing: los-report, carries',
    code: 'unknown-procedure',
    at: 'los-report',
    says: 'loss-report',
  },
  {
    file,
    from: 'disposal: disposal',
    to: 'disposal: install',
    code: 'procedure-about',
    at: 'install',
    says: 'assets',
  },
  { ...add('retention: { years: 3, months: 6 }'), code: 'retention-length', at: 'retention' },
  { ...add('retention: { years: 3, from: name }'), code: 'field-kind', at: 'name }', says: '日付' },
  { ...add('retention: { field: form }'), code: 'field-kind', at: 'form }', says: '保存期間' },
  {
    ...add('retention: { years: 3, then: disposel }'),
    code: 'unknown-procedure',
    at: 'disposel',
    says: 'disposal',
  },
  {
    ...add('warn: { before: form, tell: chief-officer, message: もうすぐ }'),
    code: 'field-kind',
    at: 'form',
    says: '日付か保存期間',
  },
  {
    ...add('warn: [{ before: form, message: もうすぐ }]'),
    code: 'missing-key',
    at: '{ before',
    says: 'tell',
    more: true,
  },
  {
    ...add('count: { of: form, against: owned }'),
    code: 'field-kind',
    at: 'form',
    says: '台帳の行',
    more: true,
  },
  { ...add('count: { of: system, against: owned }'), code: 'unknown-field', at: 'owned' },
  { ...add('count: { of: system, against: name }'), code: 'field-kind', at: 'name }', says: '数' },
  { ...add('reach: { person: form, to: system }'), code: 'field-kind', at: 'form', says: '人' },
  {
    ...add('reach: { person: handlers, to: system, until: form }'),
    code: 'field-kind',
    at: 'form }',
    says: '日付',
  },
  {
    ...add('diagram: { title: 図, to: handlers }'),
    code: 'field-kind',
    at: 'handlers }',
    says: '台帳の行',
  },
  {
    ...add('diagram: { title: 図, to: system, group: name }'),
    code: 'field-kind',
    at: 'name }',
    says: '選択',
  },
]
