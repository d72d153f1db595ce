import { passwordFaults } from '../../accounts/password.ts'
import { codeFaults } from '../../accounts/personalCode.ts'
import { signInRulesFor } from '../../accounts/signInRules.ts'
import { seatsHeldBy } from '../../organization/heldSeats.ts'
import { holdersOf } from '../../organization/holders.ts'
import { allSeats } from '../../organization/seats.ts'
import { staffOn } from '../../organization/staff.ts'
import type { ContactNode, Pack } from '../types.ts'
import type { AccountCase, ContactsCase, GrantsCase } from './forms.ts'
import { mismatch, played, setMismatch } from './outcome.ts'
import type { GoldenOutcome } from './outcome.ts'
import { goldenDay, isAmong } from './world.ts'
import type { GoldenDay } from './world.ts'

export function runAccount(pack: Pack, golden: AccountCase): GoldenOutcome {
  const world = goldenDay(pack, golden, golden.clock)
  if (world === undefined) return worldless
  const { accounts } = pack
  const roles = rolesOf(world, golden.person)
  const rules = signInRulesFor(accounts, roles)
  const { expect, password, code } = golden
  const name = world.org.persons.get(golden.person)?.name ?? ''
  const faults = [
    ...(password === undefined
      ? []
      : passwordFaults(rules.password, password, { account: golden.person, name })),
    ...(code === undefined ? [] : codeFaults(accounts.code, code, '')),
  ]
  return played([
    ...same('使えるか', expect.accepted, faults.length === 0),
    ...same(
      '確認コード',
      expect.totp,
      roles.some((role) => accounts.totpRequiredFor.includes(role)),
    ),
    ...same('使えなくなる回数', expect.lockedAfter, rules.lockout.attempts),
    ...same('使えない分数', expect.lockedMinutes, rules.lockout.minutes),
    ...same('使い回せない回数', expect.history, rules.password.history),
    ...same('パスワードの日数', expect.maxAgeDays, rules.password.maxAgeDays),
    ...same('離席の分数', expect.idleMinutes, accounts.idleMinutes),
    ...same('サインインの時間数', expect.sessionHours, accounts.sessionHours),
  ])
}

export function runContacts(pack: Pack, golden: ContactsCase): GoldenOutcome {
  const world = goldenDay(pack, golden, golden.clock)
  if (world === undefined || pack.contacts === undefined) return worldless
  const roles = rolesOf(world, golden.person)
  const told = nodesOf(pack.contacts.tree)
    .filter((node) => roles.includes(node.role))
    .flatMap((node) => node.tells)
  return played([
    ...setMismatch(
      '知らせる相手',
      golden.expect.tells,
      told.flatMap(({ role }) => holdersEverywhere(world, role)),
    ),
    ...same('直せるか', golden.expect.keeps, isAmong(world, golden.person, pack.contacts.keptBy)),
  ])
}

export function runGrants(pack: Pack, golden: GrantsCase): GoldenOutcome {
  const world = goldenDay(pack, golden, golden.clock)
  if (world === undefined) return worldless
  const { administer, readJournal } = pack.grants
  const may = (whos: typeof administer): boolean =>
    whos.some((who) => isAmong(world, golden.person, who))
  return played([
    ...same('管理できるか', golden.expect.administers, may(administer)),
    ...same('操作記録を読めるか', golden.expect.readsJournal, may(readJournal)),
  ])
}

const worldless = played(['連絡網か cases/organization.yaml がありません。'])

function rolesOf({ org, pack, day }: GoldenDay, person: string): string[] {
  return seatsHeldBy(org, pack.roles, person, day).map((seat) => seat.role)
}

function nodesOf(nodes: readonly ContactNode[]): ContactNode[] {
  return nodes.flatMap((node) => [node, ...nodesOf(node.tells)])
}

function holdersEverywhere({ org, pack, day }: GoldenDay, role: string): string[] {
  const staff = staffOn(org, day)
  return allSeats(org, pack.roles)
    .filter((seat) => seat.role === role)
    .flatMap((seat) => holdersOf(staff, pack.roles, seat))
    .map(({ person }) => person)
}

const show = (value: number | boolean | undefined): string | undefined =>
  value === undefined ? undefined : value === true ? 'yes' : value === false ? 'no' : String(value)

function same(
  what: string,
  expected: number | boolean | undefined,
  actual: number | boolean | undefined,
): string[] {
  return mismatch(what, show(expected), show(actual))
}
