import { findActor } from '../../organization/acting.ts'
import { claimsOfPerson } from '../../organization/claims.ts'
import type { OrganizationView } from '../../organization/types.ts'
import { resolveWho } from '../../organization/who.ts'
import type { EntryLocation, Party } from '../../organization/who.ts'
import type { FieldValues } from '../../fields/types.ts'
import { dependentOn, doersOf } from '../../rounds/index.ts'
import type { RoundSubjectFacts } from '../../rounds/index.ts'
import type { Round } from '../round.ts'
import type { Pack } from '../types.ts'
import type { Who } from '../who.ts'
import type { GoldenBase } from './base.ts'

/** The cases' organisation on the day of a case, with those away that the case says. */
export interface GoldenDay {
  readonly pack: Pack
  readonly org: OrganizationView
  readonly day: string
}

export function goldenDay(
  pack: Pack,
  golden: Pick<GoldenBase, 'absences'>,
  clock: string,
): GoldenDay | undefined {
  const organization = pack.world?.organization
  if (organization === undefined) return undefined
  const { absences } = golden
  const org =
    absences.length === 0
      ? organization
      : { ...organization, absences: [...organization.absences, ...absences] }
  return { pack, org, day: clock.slice(0, 10) }
}

/** Where a `who` outside of cases is looked for. */
export interface GoldenPlace {
  readonly about?: EntryLocation
  readonly fields?: FieldValues
}

/** The persons who act today for those that a `who` means at a place. */
export function personsFor(world: GoldenDay, who: Who, place: GoldenPlace = {}): string[] {
  return actingFor(world, partiesFor(world, who, '', place))
}

/** The persons who act today for parties. */
export function actingFor({ org, pack, day }: GoldenDay, parties: readonly Party[]): string[] {
  return parties.flatMap((party) =>
    party === 'anyone'
      ? [...org.persons.keys()]
      : 'person' in party
        ? party.person
        : (findActor(org, pack.roles, party.seat, day)?.anyOf ?? []),
  )
}

/** The persons who may do a round about a subject today. */
export function doingIn(world: GoldenDay, round: Round, subject: RoundSubjectFacts): string[] {
  const { org, pack, day } = world
  const dependent = dependentOn(round, subject, org, pack.roles, day)
  return actingFor(world, doersOf(round.by, subject, org, pack.roles)).filter(
    (person) => !dependent.includes(person),
  )
}

/** Whether a person is among those that a `who` means at a place, or acts for one of them today. */
export function isAmong(
  world: GoldenDay,
  person: string,
  who: Who,
  place: GoldenPlace = {},
): boolean {
  return partiesFor(world, who, person, place).some(
    (party) =>
      party === 'anyone' ||
      ('person' in party
        ? party.person === person
        : claimsOfPerson(world.org, world.pack.roles, person, world.day).some(
            ({ seat, requires }) =>
              requires.length === 0 &&
              seat.role === party.seat.role &&
              seat.scope === party.seat.scope &&
              seat.id === party.seat.id,
          )),
  )
}

function partiesFor(
  { pack, org }: GoldenDay,
  who: Who,
  applicant: string,
  { about, fields = {} }: GoldenPlace,
): readonly Party[] {
  return resolveWho(who, {
    org,
    roles: pack.roles,
    applicant,
    about: about === undefined ? [] : [about],
    fields,
  })
}
