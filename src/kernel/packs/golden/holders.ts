import { findActor } from '../../organization/acting.ts'
import { holdersOf } from '../../organization/holders.ts'
import { nearestUnitWith } from '../../organization/seats.ts'
import { separationViolations } from '../../organization/separationOfDuties.ts'
import { staffOn } from '../../organization/staff.ts'
import type { Pack, Role } from '../types.ts'
import type { HoldersCase } from './forms.ts'
import { mismatch, played, setMismatch } from './outcome.ts'
import type { GoldenOutcome } from './outcome.ts'
import { goldenDay, personsFor } from './world.ts'
import type { GoldenDay } from './world.ts'

export function runHolders(pack: Pack, golden: HoldersCase): GoldenOutcome {
  const world = goldenDay(pack, golden, golden.clock)
  const role = pack.roles.get(golden.role)
  if (role === undefined || world === undefined)
    return played(['役割か cases/organization.yaml がありません。'])
  const id = role.scope === 'unit' ? (nearestUnitWith(world.org, role, golden.at) ?? '') : golden.at
  const seat = { role: role.id, scope: role.scope, id }
  const about = role.scope === 'organization' ? {} : { [role.scope]: id }
  const { expect } = golden
  return played([
    ...setMismatch(
      '就いている人',
      expect.holders,
      holdersOf(staffOn(world.org, world.day), pack.roles, seat).map(({ person }) => person),
    ),
    ...setMismatch(
      '動ける人',
      expect.acting,
      findActor(world.org, pack.roles, seat, world.day)?.anyOf ?? [],
    ),
    ...setMismatch(
      '任命できる人',
      expect.appointers,
      role.appointedBy === undefined ? [] : personsFor(world, role.appointedBy, { about }),
    ),
    ...mismatch('議長', expect.chair, role.chair),
    ...mismatch('書記', expect.secretary, role.secretary),
    ...mismatch('会議の間隔', expect.meets, role.meets),
    ...missing(
      '権限',
      expect.powers,
      role.powers.map((power) => power.id),
    ),
    ...missing(
      '審議',
      expect.tasks,
      role.tasks.map((task) => task.id),
    ),
    ...missing(
      'ほかの規程での名前',
      expect.also,
      role.also.map((name) => name.title),
    ),
    ...setMismatch('兼ねられない決まり', expect.apart, apartFor(world, role, id, golden.appoint)),
  ])
}

/** The rules that an appointment would break. */
function apartFor(
  { pack, org, day }: GoldenDay,
  { id: role, scope }: Role,
  scopeId: string,
  person: string | undefined,
): string[] {
  if (person === undefined) return []
  const assignment = { role, scope, scopeId, person, from: day }
  return separationViolations(
    {
      before: org,
      after: { ...org, assignments: [...org.assignments, assignment] },
      roles: pack.roles,
      separationOfDuties: pack.separationOfDuties,
    },
    person,
    day,
  ).map(({ rule }) => rule.id)
}

function missing(
  what: string,
  expected: readonly string[] | undefined,
  actual: readonly string[],
): string[] {
  return (expected ?? [])
    .filter((each) => !actual.includes(each))
    .map((each) => `${what}に「${each}」がありません（あるのは ${actual.join('、') || 'なし'}）。`)
}
