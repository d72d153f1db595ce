import type { FaultRow } from './faultTable.ts'

const library = 'library.yaml'
const install = 'procedures/install.yaml'
const decided = `    by: system-manager of system
    within: 3 working days
    may:
      permit: { title: 認める, tone: good, then: end installed }
      refuse: { title: 認めない, tone: bad, comment, then: end refused }`

/** Faults that language 6 added: of short words, and of what is taken from the library. */
export const language6Faults: readonly FaultRow[] = [
  {
    code: 'short-and-long',
    file: install,
    from: decided,
    to: '    by: ciso\n    approve: system-manager of system\n    then: end installed',
    at: 'system-manager of system\n    then',
    says: 'approve と by',
    more: true,
  },
  {
    code: 'perform-many',
    file: install,
    from: 'ends:\n',
    to: '  last: { title: 終わり, perform: { do: した, let: させた }, then: end installed }\nends:\n',
    at: '{ do: した',
    says: '2つ',
    more: true,
  },
  {
    code: 'range-count',
    file: install,
    from: 'carries: 2-4(1)',
    to: 'carries: { from: 2-2(5), to: 2-4(1), count: 3 }',
    at: '{ from:',
    says: 'count を5',
  },
  {
    code: 'range-count',
    file: install,
    from: 'carries: 2-4(1)',
    to: 'carries: [2-4(1), { from: 2-4(1), to: 2-2(5), count: 3 }]',
    at: '{ from:',
    says: '入れ替えて',
  },
  {
    code: 'unknown-provision',
    file: install,
    from: 'carries: 2-4(1)',
    to: 'carries: [2-4(1), { from: 2-2(5), to: 2-4(9), count: 3 }]',
    at: '2-4(9)',
  },
  {
    code: 'unknown-field',
    file: install,
    from: 'carries: 2-4(1)',
    to: 'carries: 2-4(1)\ncarriedBy: { 2-4(1): why }\nfields: { whys: { title: わけ, type: text } }',
    at: 'why }',
    says: 'もしかして「whys」',
    more: true,
  },
  {
    code: 'condition-name',
    file: 'conditions.yaml',
    from: 'grave:',
    to: 'medium:',
    at: 'medium:',
    says: 'medium',
    more: true,
  },
  {
    code: 'condition-name',
    file: 'conditions.yaml',
    from: 'grave:',
    to: 'today:',
    at: 'today:',
    says: '式の言葉',
  },
  {
    code: 'condition-long',
    file: 'conditions.yaml',
    from: 'grave:',
    to: `${Array.from({ length: 12 }, (_, at) => `c${at}: { title: 二倍, when: "${at === 0 ? '1 == 1' : `c${at - 1} && c${at - 1}`}" }\n`).join('')}grave:`,
    at: 'c8:',
    says: '2000文字',
    more: true,
  },
  {
    code: 'take-missing',
    file: library,
    from: 'commons/procedures/lend',
    to: 'commons/procedures/lent',
    at: 'commons/procedures/lent',
    says: 'もしかして「commons/procedures/lend」',
    more: true,
  },
  {
    code: 'unknown-parameter',
    file: library,
    from: 'days: 5',
    to: 'day: 5',
    at: 'day: 5',
    says: 'もしかして「days」',
  },
  {
    code: 'wrong-parameter',
    file: library,
    from: 'days: 5',
    to: 'days: 五日',
    at: '五日',
    says: '何日まで',
    more: true,
  },
  {
    code: 'missing-parameter',
    file: library,
    from: 'lender: security-officer of applicant.unit, ',
    to: '',
    at: 'commons/procedures/lend',
    says: 'commons/procedures/lend.yaml:4 ',
    more: true,
  },
  {
    code: 'unknown-library-part',
    file: library,
    from: 'record: 2-2(6)',
    to: 'recorded: 2-2(6)',
    at: 'recorded:',
    says: 'もしかして「record」',
    more: true,
  },
  {
    code: 'missing-library-part',
    file: library,
    from: 'permit: 2-2(1), ',
    to: '',
    at: 'commons/procedures/lend',
    says: '貸す前に認める',
    more: true,
  },
]
