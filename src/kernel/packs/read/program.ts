import { child, entriesOf, itemsOf, numberOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { AccountRules, ContactNetwork, ContactNode, Grants, SignInRules } from '../types.ts'
import type { PackReader } from './packReader.ts'
import { readWho, readWhos } from './who.ts'
import { optional } from './optional.ts'

/**
 * Sign-in where a policy says nothing: NIST SP 800-63B's least length and advice against forced
 * changes, lock-out after ten failures (its limit is a hundred), an idle limit of half an hour.
 */
export const defaultAccountRules: AccountRules = {
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
export function readAccounts(reader: PackReader, tree: Tree | undefined): AccountRules {
  if (tree === undefined) return defaultAccountRules
  const code = child(tree, 'code')
  const privileged = child(tree, 'privileged')
  return {
    ...reader.mechanism('accounts', tree, '利用者とパスワードの決まり'),
    ...readSignInRules(reader, tree),
    ...optional(
      'privileged',
      privileged === undefined
        ? undefined
        : {
            ...readSignInRules(reader, privileged),
            for: reader.references(child(privileged, 'for'), 'unknown-role', reader.symbols.roles),
          },
    ),
    idleMinutes: numberOf(child(tree, 'idleMinutes')) ?? defaultAccountRules.idleMinutes,
    code: {
      ...defaultAccountRules.code,
      ...optional('minLength', numberOf(child(code, 'minLength'))),
      ...optional('idleMinutes', numberOf(child(code, 'idleMinutes'))),
    },
    sessionHours: numberOf(child(tree, 'sessionHours')) ?? defaultAccountRules.sessionHours,
    totpRequiredFor: reader.references(
      child(tree, 'totpRequiredFor'),
      'unknown-role',
      reader.symbols.roles,
    ),
  }
}

function readSignInRules(reader: PackReader, tree: Tree): SignInRules {
  const password = child(tree, 'password')
  const lockout = child(tree, 'lockout')
  return {
    password: {
      minLength: numberOf(child(password, 'minLength')) ?? defaultAccountRules.password.minLength,
      classes: numberOf(child(password, 'classes')) ?? 1,
      history: numberOf(child(password, 'history')) ?? 0,
      notContaining: reader.texts(password, 'notContaining'),
      ...optional('maxAgeDays', numberOf(child(password, 'maxAgeDays'))),
    },
    lockout: {
      attempts: numberOf(child(lockout, 'attempts')) ?? defaultAccountRules.lockout.attempts,
      minutes: numberOf(child(lockout, 'minutes')) ?? defaultAccountRules.lockout.minutes,
    },
  }
}

/** contacts.yaml */
export function readContacts(
  reader: PackReader,
  tree: Tree | undefined,
): ContactNetwork | undefined {
  if (tree === undefined) return undefined
  return {
    ...reader.mechanism('contacts', tree, '緊急連絡網'),
    tree: readNodes(reader, child(tree, 'tree')),
    keptBy: readWho(reader, child(tree, 'keptBy'), { kind: 'program' }) ?? { kind: 'anyone' },
  }
}

/** Roles, each alone or as a key with those that it tells. */
function readNodes(reader: PackReader, tree: Tree | undefined): ContactNode[] {
  return itemsOf(tree).flatMap((item): ContactNode[] => {
    if (item.kind === 'map') {
      return entriesOf(item).map(([role, tells]) => {
        reader.reference(
          { kind: 'scalar', at: tells.at, value: role },
          'unknown-role',
          reader.symbols.roles,
        )
        return { role, tells: readNodes(reader, tells) }
      })
    }
    const role = reader.reference(item, 'unknown-role', reader.symbols.roles)
    if (role === undefined)
      reader.faults.add('wrong-shape', item.at, { wanted: '役割か、役割と続きの並び' })
    return role === undefined ? [] : [{ role, tells: [] }]
  })
}

/**
 * grants.yaml; without it the holders of organization roles read the journal and administer nothing
 * but by the first account.
 */
export function readGrants(reader: PackReader, tree: Tree | undefined): Grants {
  if (tree === undefined)
    return { id: 'grants', title: 'プログラムの権限', carries: [], administer: [], readJournal: [] }
  const mechanism = reader.mechanism('grants', tree)
  return {
    ...mechanism,
    title: textOf(child(tree, 'title')) ?? 'プログラムの権限',
    administer: readWhos(reader, child(tree, 'administer'), { kind: 'program' }),
    readJournal: readWhos(reader, child(tree, 'readJournal'), { kind: 'program' }),
    ...(child(tree, 'approveEditions') === undefined
      ? {}
      : {
          approveEditions: readWhos(reader, child(tree, 'approveEditions'), { kind: 'program' }),
        }),
  }
}
