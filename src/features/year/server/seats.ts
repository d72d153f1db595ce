import { claimsOfPerson, findActor, seatsHeldBy, seatTitle } from '#kernel/organization/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { placeKey } from '#features/rounds/server/public.ts'

/** The places of work that are somebody's, each with the seat in words; '' as a person. */
export type Places = ReadonlyMap<string, string>

/** What a person does as themselves and for the seats that they hold. */
export function ownPlaces(tx: Transaction, person: string): Places {
  const { view, pack } = tx.organization
  return new Map([
    [placeKey({ person }), ''],
    [placeKey('anyone'), ''],
    ...seatsHeldBy(view, pack.roles, person, tx.today).map(
      (seat) => [placeKey({ seat }), seatTitle(view, pack.roles, seat)] as const,
    ),
  ])
}

/** What a person does today in the place of others, all of whom are away. */
export function deputyPlaces(tx: Transaction, person: string): Places {
  const { view, pack } = tx.organization
  return new Map(
    claimsOfPerson(view, pack.roles, person, tx.today)
      .filter(({ as, requires }) => as !== 'holder' && requires.length === 0)
      .map(({ seat }) => [placeKey({ seat }), seatTitle(view, pack.roles, seat)]),
  )
}

/** Who would act for each seat of a person who is away; null where nobody would. */
export function deputiesOf(
  tx: Transaction,
  person: string,
): { readonly seat: string; readonly person: string | null }[] {
  const { view, pack } = tx.organization
  return seatsHeldBy(view, pack.roles, person, tx.today)
    .filter(({ role }) => !pack.roles.get(role)?.heldBy.some(({ kind }) => kind === 'body'))
    .map((seat) => ({
      seat: seatTitle(view, pack.roles, seat),
      person:
        view.persons.get(findActor(view, pack.roles, seat, tx.today, [person])?.person ?? '')
          ?.name ?? null,
    }))
}

/** The seats of places in words, without those that are a person's own. */
export const seatsOf = (places: Places, of: readonly string[]): string[] =>
  [...new Set(of.map((place) => places.get(place) ?? ''))].filter((title) => title !== '')
