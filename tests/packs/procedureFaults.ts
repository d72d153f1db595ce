import type { FaultRow } from './faultTable.ts'

const file = 'procedures/exempt.yaml'

const change = '{ change: { state: 廃棄済み }, of: lent }'
const write = (fields: string): string => `{ write: assets, with: { ${fields} } }`

/** Faults of what a procedure may demand and do: each is one edit of the exception procedure. */
export const procedureFaults: readonly FaultRow[] = [
  { file, from: 'number: 例外', to: 'group: 例外処置\nnumber: 例外', code: 'unknown-group', at: '例外処置', says: '例外措置' },
  { file, from: 'readBy: [ciso,', to: 'readBy: [cisoo,', code: 'unknown-role', at: 'cisoo', says: 'ciso' },
  { file, from: 'person in helper]', to: 'person in place]', code: 'who-field', at: 'person in place' },
  { file, from: 'type: provisions', to: 'type: provision', code: 'unknown-type', at: 'provision,', says: 'provisions', more: true },
  { file, from: '{ who: chief-officer, when: "!steps', to: '{ who: chief-oficer, when: "!steps', code: 'unknown-role', at: 'chief-oficer' },
  { file, from: 'security-officer of applicant.unit, when: "steps.exists(s, s.times >= 2)"',
    to: 'security-officer of applicant.unit, when: "steps.exists(s, s.time >= 2)"', code: 'expression-name', at: 'time >=' },
  { file, from: '{ who: chief-officer, when: "!steps.exists(s, s.times >= 2)" }', to: '{ whom: chief-officer }', code: 'unknown-key', at: 'whom', says: 'who', more: true },
  { file, from: 'by: committee', to: 'by: ciso', code: 'meeting-without-body', at: 'meeting', says: '会議体' },
  { file, from: 'holdings: helper', to: 'holdings: place', code: 'field-kind', at: 'place\n    fill', says: '人の項目' },
  { file, from: 'holdings: helper', to: 'holdings: helpers', code: 'unknown-field', at: 'helpers', says: 'helper' },
  { file, from: 'text: 代わりの守りを続けます。, carries', to: 'carries', code: 'missing-key', at: '{ title: 守る', says: 'text' },
  { file, from: 'paperBy: security-officer of applicant.unit', to: 'paperBy: security-officer', code: 'who-scope', at: 'security-officer\n    button' },
  { file, from: '      by: { title: する人, type: person }', to: '      by: { title: する人, type: persons }', code: 'column-type', at: 'persons', says: 'person' },
  { file, from: '{ title: 回数, type: number,', to: '{ title: 回数, type: number, when: "true",', code: 'unknown-key', at: 'when: "true"' },
  { file, from: 'type: rows\n', to: 'type: text\n', code: 'columns-without-rows', at: 'columns', more: true },
  { file, from: 'ended: { title: 取り消す例外, type: text }', to: 'ended: { title: 取り消す例外, type: text }\n  more: { title: 表, type: rows }',
    code: 'rows-without-columns', at: '{ title: 表' },
  { file, from: 'except: from,', to: 'except: helper,', code: 'field-kind', at: 'helper, for', says: '条項' },
  { file, from: 'for: applicant, until', to: 'for: everyone, until', code: 'except-for', at: 'everyone', says: 'organization' },
  { file, from: 'for: applicant, until', to: 'for: until, until', code: 'except-for', at: 'until, until', says: '台帳の行' },
  { file, from: ', for: applicant, until: "until"', to: ', for: applicant', code: 'missing-key', at: '{ except', says: 'until' },
  { file, from: 'appoint: security-officer', to: 'appoint: security-oficer', code: 'unknown-role', at: 'security-oficer' },
  { file, from: 'appoint: security-officer, person: helper, at: place', to: 'appoint: security-officer, person: helper', code: 'missing-key',
    at: '{ appoint', says: 'at' },
  { file, from: 'appoint: security-officer', to: 'appoint: ciso', code: 'who-nowhere', at: 'at: place, until' },
  { file, from: 'dismiss: security-officer, person: helper, at: place', to: 'dismiss: security-officer, person: helper, at: helper', code: 'field-kind',
    at: 'helper }\n          - { account: suspend', says: '所属' },
  { file, from: 'account: suspend, of: helper', to: 'account: suspend, of: place', code: 'field-kind', at: 'place }\n          - { account: end', says: '人' },
  { file, from: 'account: suspend', to: 'account: stop', code: 'wrong-shape', at: 'stop', says: 'suspend' },
  { file, from: 'revoke: exceptions, of: ended', to: 'revoke: exceptions, of: helper', code: 'field-kind', at: 'helper }\n        go', says: '番号' },
  { file, from: '{ change: { state: 廃棄済み }, of: lent }', to: '{ change: { state: 廃棄済み }, of: helper }', code: 'field-kind', at: 'helper }\n          go', says: '台帳の行' },
  { file, from: '{ change: { state: 廃棄済み }, of: lent }', to: '{ change: { state: 捨てた }, of: lent }', code: 'unknown-state', at: '捨てた' },
  { file, from: '{ change: { state: 廃棄済み }, of: lent }', to: '{ write: assets, with: { name: "place" }, state: 捨てた }', code: 'unknown-state', at: '捨てた', more: true },
  { file, from: change, to: write('name: "place"'), code: 'write-lacks', at: 'assets, with', says: '「form」', more: true },
  { file, from: change, to: change.replace('}, of', ', fields: { name: "steps" } }, of'), code: 'value-kind', at: '"steps"', says: '一行の文字の項目「name」' },
  { file, from: change, to: change.replace('}, of', ', fields: { form: "\'stone\'" } }, of'), code: 'unknown-option', at: '"\'stone', says: '「stone」' },
  { file, from: change, to: change.replace('}, of', ', fields: { name: "size(steps) > 1 ? size(steps) : 1" } }, of'), code: 'value-kind', at: '"size(steps) > 1 ?', says: '数' },
  { file, from: '{ account: end, of: applicant }', to: '{ account: end, of: applicant, at: place }', code: 'effect-key', at: 'at: place }\n        go', says: 'account' },
  { file: 'procedures/install.yaml', from: 'then: end installed', to: 'then: { do: { except: software, for: about, until: "today" }, go: end installed }',
    code: 'except-about', at: 'about, until', more: true },
]
