import type { PackFaultCode } from '#kernel/packs/faults.ts'

/** One edit of ひなた町 and the fault that it makes: at the first place of `at` in the edited file, or in the file `in`. */
export interface FaultRow {
  readonly code: PackFaultCode
  readonly file: string
  readonly from: string
  readonly to: string
  readonly at: string
  readonly says?: string
  /** The edit makes other faults, too. */
  readonly more?: boolean
}

const takeOut = 'procedures/take-out.yaml'
const handling = 'handling.yaml'

/** Faults of names and shapes. */
export const nameFaults: readonly FaultRow[] = [
  { code: 'syntax', file: 'posts.yaml', from: 'vice-mayor: 副町長', to: 'vice-mayor: 副町長\nvice-mayor: 助役', at: 'vice-mayor: 助役', says: '二度' },
  { code: 'syntax', file: 'posts.yaml', from: 'vice-mayor: 副町長', to: 'vice-mayor: "副町長', at: '', says: '引用符', more: true },
  { code: 'pack-id', file: 'pack.yaml', from: 'pack: hinata', to: 'pack: hinatta', at: 'hinatta', says: 'hinata' },
  { code: 'unknown-pack', file: 'pack.yaml', from: 'extends: commons', to: 'extends: [commons, common]', at: 'common]', says: 'commons' },
  { code: 'pack-cycle', file: 'pack.yaml', from: 'extends: commons', to: 'extends: [commons, hinata]', at: 'hinata]' },
  { code: 'drop-missing', file: 'pack.yaml', from: 'procedures/visit', to: 'procedures/visitor', at: 'procedures/visitor', more: true },
  { code: 'bad-date', file: 'pack.yaml', from: '2024-04-01', to: '2024-04-31', at: '2024-04-31' },
  { code: 'file-id', file: takeOut, from: 'procedure: take-out', to: 'procedure: takeout', at: 'takeout' },
  { code: 'unknown-key', file: takeOut, from: 'form: 様式1', to: 'forms: 様式1', at: 'forms', says: 'form' },
  { code: 'missing-key', file: takeOut, from: 'title: 持ち出し\nform', to: 'form', at: 'procedure', says: 'title' },
  { code: 'wrong-shape', file: 'accounts.yaml', from: 'idleMinutes: 15', to: 'idleMinutes: 15分', at: '15分', says: '整数' },
  { code: 'wrong-shape', file: 'roles.yaml', from: 'scope: unit', to: 'scope: section', at: 'section', says: 'unit', more: true },
  { code: 'bad-id', file: handling, from: '  encrypt:\n', to: '  Encrypt:\n', at: 'Encrypt:', more: true },
  { code: 'bad-field-id', file: takeOut, from: '  purpose: {', to: '  why-not: {', at: 'why-not', more: true },
  { code: 'reserved-field-id', file: 'registers/systems.yaml', from: 'fields:\n', to: 'fields:\n  today: { title: 日, type: date }\n',
    at: 'today' },
  { code: 'duplicate', file: 'provisions/1.yaml', from: 'ref: 1-1(2)', to: 'ref: 1-1(1)', at: '1-1(1), under: 1-1, kind: role, gist: 総務',
    more: true },
  { code: 'unknown-heading', file: 'provisions/1.yaml', from: 'ref: 1-2(1), under: 1-1', to: 'ref: 1-2(1), under: 1-9', at: '1-9',
    says: '1-1' },
  { code: 'unknown-provision', file: 'contacts.yaml', from: 'carries: 1-1(2)', to: 'carries: 1-1(6)', at: '1-1(6)', says: '条項' },
  { code: 'no-carries', file: 'roles.yaml', from: '    carries: 1-1(3)\n', to: '', at: 'security-officer:', says: 'security-officer' },
  { code: 'unknown-role', file: takeOut, from: 'by: chief-officer', to: 'by: chief-oficer', at: 'chief-oficer', says: 'chief-officer' },
  { code: 'unknown-post', file: 'roles.yaml', from: 'scope: unit\n    heldBy: head of unit',
    to: 'scope: unit\n    heldBy: post vice-mayer', at: 'post vice-mayer', says: 'vice-mayor' },
  { code: 'unknown-procedure', file: handling, from: 'exception: take-out', to: 'exception: takeout', at: 'takeout', says: 'take-out' },
  { code: 'unknown-register', file: takeOut, from: 'lines of assets', to: 'lines of asset', at: 'lines of asset', says: 'assets',
    more: true },
  { code: 'unknown-act', file: handling, from: '  install-known:\n    act: install', to: '  install-known:\n    act: instal',
    at: 'instal\n', says: 'install', more: true },
  { code: 'unknown-rule', file: handling, from: 'overrides: take-out-2', to: 'overrides: take-out-22', at: 'take-out-22', more: true },
  { code: 'unknown-safeguard', file: handling, from: 'safeguards: encrypt', to: 'safeguards: encript', at: 'encript', says: 'encrypt' },
  { code: 'unknown-axis', file: 'classification.yaml', from: 'gives: confidentiality 3, carries', to: 'gives: integrity 3, carries',
    at: 'integrity 3' },
  { code: 'unknown-level', file: 'classification.yaml', from: 'gives: confidentiality 3, carries', to: 'gives: confidentiality 4, carries',
    at: 'confidentiality 4' },
  { code: 'unknown-level', file: handling, from: 'class.confidentiality == 3', to: 'class.confidentiality == 4', at: '4"' },
  { code: 'unknown-field', file: takeOut, from: 'fill: [medium,', to: 'fill: [medum,', at: 'medum', says: 'medium' },
  { code: 'unknown-step', file: takeOut, from: 'then: return\n', to: 'then: retun\n', at: 'retun\n', says: 'return', more: true },
  { code: 'unknown-step', file: takeOut, from: 'go: end lost', to: 'go: lost', at: 'lost\n', says: 'end lost', more: true },
  { code: 'unknown-end', file: takeOut, from: 'go: end lost', to: 'go: end losst', at: 'end losst', says: 'lost', more: true },
  { code: 'unknown-state', file: 'procedures/disposal.yaml', from: '{ state: 廃棄済み }', to: '{ state: 廃棄済 }', at: '廃棄済 }', says: '廃棄済み' },
  { code: 'unknown-option', file: handling, from: "medium == '県の箱'", to: "medium == '町の箱'", at: "'町の箱'", says: '県の箱', more: true },
  { code: 'unknown-type', file: takeOut, from: 'departAt: { title: 出る予定, type: date-time', to: 'departAt: { title: 出る予定, type: datetime',
    at: 'datetime', says: 'date-time', more: true },
  { code: 'broken-choices', file: handling, from: 'choice(暗号、パスワード)', to: 'choice(暗号, パスワード)', at: 'choice(暗号,', more: true },
  { code: 'no-options', file: handling, from: 'choice(暗号、パスワード)', to: 'choice', at: 'choice, required' },
  { code: 'unknown-person', file: 'cases/play.yaml', from: '{ by: sato, choose: ask', to: '{ by: satou, choose: ask', at: 'satou',
    says: 'sato' },
  { code: 'unknown-unit', file: 'cases/organization.yaml', from: 'unit: welfare, posts: welfare-head',
    to: 'unit: wellfare, posts: welfare-head', at: 'wellfare', says: 'welfare' },
  { code: 'unknown-system', file: 'cases/organization.yaml', from: 'entries:\n',
    to: 'assignments:\n  - { role: system-manager, system: record, person: mori }\nentries:\n', at: 'record,', says: 'records' },
  { code: 'unknown-entry', file: 'cases/play.yaml', from: 'about: list', to: 'about: lists', at: 'lists', says: 'list' },
  { code: 'unknown-decision', file: 'cases/play.yaml', from: 'choose: ask', to: 'choose: aks', at: 'aks', says: 'ask' },
  { code: 'case-kind', file: 'cases/ask.yaml', from: '    ask: { act: install, fields: { software: 地図 } }\n', to: '', at: '入れる先の分からない' },
]

/** Faults of people, times and routes. */
export const routeFaults: readonly FaultRow[] = [
  { code: 'bad-who', file: takeOut, from: 'by: chief-officer', to: 'by: The Chief', at: 'The Chief' },
  { code: 'who-scope', file: takeOut, from: 'by: chief-officer', to: 'by: security-officer',
    at: 'security-officer\n    may:\n      permit: { title: 認める, tone: good, then: depart }', says: '所属' },
  { code: 'who-nowhere', file: takeOut, from: 'by: chief-officer', to: 'by: chief-officer of applicant.unit', at: 'chief-officer of' },
  { code: 'who-not-here', file: 'registers/assets.yaml', from: 'keptBy: security-officer of unit', to: 'keptBy: applicant',
    at: 'applicant' },
  { code: 'who-field', file: 'procedures/disposal.yaml', from: 'by: person in witness', to: 'by: person in doneOn',
    at: 'person in doneOn' },
  { code: 'who-about', file: 'procedures/install.yaml', from: 'system-manager of system', to: 'system-manager of about.system',
    at: 'system-manager of about.system' },
  { code: 'bad-held-by', file: 'roles.yaml', from: 'heldBy: head of unit', to: 'heldBy: head of section', at: 'head of section' },
  { code: 'bad-deputy', file: 'roles.yaml', from: 'deputies: [deputy head of unit,', to: 'deputies: [deputy of unit,',
    at: 'deputy of unit' },
  { code: 'body-without-members', file: 'roles.yaml', from: '    members: [ciso, chief-officer, security-officer]\n', to: '',
    at: 'committee' },
  { code: 'bad-within', file: 'procedures/install.yaml', from: 'within: 3 working days', to: 'within: three days', at: 'three days' },
  { code: 'late-without-within', file: 'procedures/loss-report.yaml', from: '    within: 1 working day\n', to: '', at: 'late:' },
  { code: 'not-a-date', file: takeOut, from: 'within: until departAt', to: 'within: until purpose', at: 'until purpose' },
  { code: 'not-a-date', file: takeOut, from: 'after: departAt', to: 'after: purpose', at: 'purpose }' },
  { code: 'bad-number', file: takeOut, from: '持出{年度}-{0000}', to: '持出{年度}', at: '持出{年度}', says: '通し番号' },
  { code: 'bad-number', file: takeOut, from: '持出{年度}-{0000}', to: '持出{年}-{0000}', at: '持出{年}', says: '{年}' },
  { code: 'bad-subject', file: takeOut, from: '{about}を{destination}へ', to: '{about}を{destinatoin}へ', at: '{destinatoin}',
    says: 'destination' },
  { code: 'no-steps', file: 'procedures/install.yaml', from: 'steps:', to: 'steps: {}\nsteptwo:', at: '{}', more: true },
  { code: 'no-way-on', file: 'procedures/install.yaml', from: 'button: 願い出る, then: approve', to: 'button: 願い出る', at: 'apply:', more: true },
  { code: 'no-decisions', file: 'procedures/loss-report.yaml', from: 'may:\n      take: { title: 引き受ける, tone: good, then: end taken }',
    to: 'may: {}', at: '{}', more: true },
  { code: 'last-branch-conditional', file: takeOut, from: '      - do:\n', to: '      - when: "!complete"\n        do:\n',
    at: 'when: "!complete"\n        do' },
  { code: 'branch-behind', file: takeOut, from: '- { when: "complete", go: end returned }', to: '- { go: end returned }',
    at: 'do:\n          - { start' },
  { code: 'unreachable-step', file: takeOut, from: 'then: approve-chief }', to: 'then: depart }', at: 'approve-chief:' },
  { code: 'unreachable-end', file: takeOut, from: '  refused: {', to: '  stopped: { title: 止めた }\n  refused: {', at: 'stopped' },
  { code: 'no-way-out', file: 'procedures/install.yaml',
    from: 'may:\n      permit: { title: 認める, tone: good, then: end installed }\n      refuse: { title: 認めない, tone: bad, comment, then: end refused }', to: 'then: apply', at: 'apply:', more: true },
  { code: 'applicant-decides', file: 'procedures/install.yaml', from: 'by: system-manager of system',
    to: 'by: applicant\n    decides: true', at: 'approve:' },
  { code: 'wrong-shape', file: 'procedures/install.yaml', from: 'by: system-manager of system', to: 'by: []', at: '[]', says: '一人以上' },
  { code: 'nothing-about', file: 'procedures/install.yaml', from: 'then: end installed',
    to: 'then: { do: { change: { fields: {} } }, go: end installed }', at: '{ change:' },
]

/** Faults of rules and expressions. */
export const ruleFaults: readonly FaultRow[] = [
  { code: 'verdict-without-procedure', file: handling, from: '    verdict: permit\n    by: install\n', to: '    verdict: permit\n',
    at: 'install-known' },
  { code: 'verdict-key', file: handling, from: 'exception: take-out', to: 'by: take-out', at: 'by: take-out\n    instead' },
  { code: 'require-nothing', file: handling, from: '    safeguards: encrypt\n', to: '', at: 'take-out-digital' },
  { code: 'rules-collide', file: handling, from: '    overrides: take-out-2\n', to: '', at: 'take-out-box',
    says: 'class.confidentiality = 2、medium = 県の箱', more: true },
  { code: 'rules-collide', file: handling, from: 'class.confidentiality == 3"', to: 'class.confidentiality >= 2"', at: 'take-out-3',
    says: 'take-out-2', more: true },
  { code: 'override-loop', file: handling, from: 'safeguards: locked-case\n    carries: 2-2(1)',
    to: 'overrides: take-out-box\n    carries: 2-2(1)', at: 'take-out-2', more: true },
  { code: 'override-other-act', file: handling, from: 'overrides: take-out-2', to: 'overrides: [take-out-2, install-known]',
    at: 'install-known]', more: true },
  { code: 'expression-name', file: handling, from: "medium == 'USBメモリ'", to: "medum == 'USBメモリ'", at: 'medum', says: 'medium' },
  { code: 'expression-name', file: handling, from: 'class.confidentiality == 3', to: 'class.confidentialty == 3', at: 'confidentialty',
    says: 'confidentiality' },
  { code: 'expression-types', file: handling, from: "medium == 'USBメモリ'", to: 'medium == 3', at: 'medium == 3', says: '文字 == 数' },
  { code: 'expression-syntax', file: handling, from: 'class.confidentiality == 3"', to: 'class.confidentiality = 3"', at: '= 3"' },
  { code: 'expression-result', file: takeOut, from: 'when: "class.confidentiality == 3"', to: 'when: "class.confidentiality"',
    at: 'class.confidentiality"', says: '数' },
  { code: 'unknown-function', file: takeOut, from: 'when: "class.confidentiality == 3"', to: 'when: "older(today)"', at: 'older(today)' },
]
