import { child, entriesOf, itemsOf, numberOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { AccountRules, ContactNetwork, ContactNode, Grants, SignInFigures } from '../types.ts'
import type { Reading } from './reading.ts'
import { readWho, readWhos } from './who.ts'
import { optional } from './optional.ts'

/**
 * Sign-in where a policy says nothing: NIST SP 800-63B's least length and advice against forced changes, lock-out after ten failures
 * (its limit is a hundred), an idle limit of half an hour.
 */
export const silentAccounts: AccountRules = {
  id: 'accounts',
  title: '利用者とパスワード',
  carries: [],
  password: { minLength: 12, classes: 1, history: 0, notContaining: ['name', 'account'] },
  lockout: { attempts: 10, minutes: 15 },
  idleMinutes: 30,
  sessionHours: 12,
  totpRequiredFor: [],
  code: { minLength: 6, idleMinutes: 3 },
}

/** accounts.yaml */
export function readAccounts(reading: Reading, tree: Tree | undefined): AccountRules {
  if (tree === undefined) return silentAccounts
  const code = child(tree, 'code')
  const privileged = child(tree, 'privileged')
  return {
    ...reading.mechanism('accounts', tree, '利用者とパスワードの決まり'),
    ...readFigures(reading, tree),
    ...optional(
      'privileged',
      privileged === undefined
        ? undefined
        : {
            ...readFigures(reading, privileged),
            for: reading.references(child(privileged, 'for'), 'unknown-role', reading.known.roles),
          },
    ),
    idleMinutes: numberOf(child(tree, 'idleMinutes')) ?? silentAccounts.idleMinutes,
    code: {
      ...silentAccounts.code,
      ...optional('minLength', numberOf(child(code, 'minLength'))),
      ...optional('idleMinutes', numberOf(child(code, 'idleMinutes'))),
    },
    sessionHours: numberOf(child(tree, 'sessionHours')) ?? silentAccounts.sessionHours,
    totpRequiredFor: reading.references(
      child(tree, 'totpRequiredFor'),
      'unknown-role',
      reading.known.roles,
    ),
  }
}

function readFigures(reading: Reading, tree: Tree): SignInFigures {
  const password = child(tree, 'password')
  const lockout = child(tree, 'lockout')
  return {
    password: {
      minLength: numberOf(child(password, 'minLength')) ?? silentAccounts.password.minLength,
      classes: numberOf(child(password, 'classes')) ?? 1,
      history: numberOf(child(password, 'history')) ?? 0,
      notContaining: reading.texts(password, 'notContaining'),
      ...optional('maxAgeDays', numberOf(child(password, 'maxAgeDays'))),
    },
    lockout: {
      attempts: numberOf(child(lockout, 'attempts')) ?? silentAccounts.lockout.attempts,
      minutes: numberOf(child(lockout, 'minutes')) ?? silentAccounts.lockout.minutes,
    },
  }
}

/** contacts.yaml */
export function readContacts(reading: Reading, tree: Tree | undefined): ContactNetwork | undefined {
  if (tree === undefined) return undefined
  return {
    ...reading.mechanism('contacts', tree, '緊急連絡網'),
    tree: readNodes(reading, child(tree, 'tree')),
    keptBy: readWho(reading, child(tree, 'keptBy'), { kind: 'program' }) ?? { kind: 'anyone' },
  }
}

/** Roles, each alone or as a key with those that it tells. */
function readNodes(reading: Reading, tree: Tree | undefined): ContactNode[] {
  return itemsOf(tree).flatMap((item): ContactNode[] => {
    if (item.kind === 'map') {
      return entriesOf(item).map(([role, tells]) => {
        reading.reference(
          { kind: 'scalar', at: tells.at, value: role },
          'unknown-role',
          reading.known.roles,
        )
        return { role, tells: readNodes(reading, tells) }
      })
    }
    const role = reading.reference(item, 'unknown-role', reading.known.roles)
    if (role === undefined)
      reading.faults.add('wrong-shape', item.at, { wanted: '役割か、役割と続きの並び' })
    return role === undefined ? [] : [{ role, tells: [] }]
  })
}

/** grants.yaml; without it the holders of organization roles read the journal and administer nothing but by the first account. */
export function readGrants(reading: Reading, tree: Tree | undefined): Grants {
  if (tree === undefined)
    return { id: 'grants', title: 'プログラムの権限', carries: [], administer: [], readJournal: [] }
  const mechanism = reading.mechanism('grants', tree)
  return {
    ...mechanism,
    title: textOf(child(tree, 'title')) ?? 'プログラムの権限',
    administer: readWhos(reading, child(tree, 'administer'), { kind: 'program' }),
    readJournal: readWhos(reading, child(tree, 'readJournal'), { kind: 'program' }),
  }
}
