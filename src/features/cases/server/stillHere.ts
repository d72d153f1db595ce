import { dayWords } from '#kernel/words/days.ts'
import type { FieldValues } from '#kernel/fields/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { Effect, Procedure } from '#kernel/packs/procedure.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { CaseState } from '#kernel/procedures/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/**
 * Refuses where an act names somebody who has left: to go on, or to be given what a register says is
 * held. Who was named by an earlier act and left since is handed over instead.
 */
export function demandStillHere(
  tx: Transaction,
  procedure: Procedure,
  before: FieldValues,
  after: Pick<CaseState, 'fields' | 'waitingFor'>,
): void {
  const changed = Object.entries(after.fields).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field]),
  )
  const named = new Set(changed.flatMap(([, value]) => [value].flat()))
  for (const { party } of after.waitingFor)
    if (party !== 'anyone' && 'person' in party && named.has(party.person))
      demandHere(tx, party.person)
  const hands = handsOf(procedure, tx.organization.pack)
  for (const [field, value] of changed)
    if (hands.has(field)) for (const person of [value].flat()) demandHere(tx, person)
}

function demandHere(tx: Transaction, id: unknown): void {
  const person = typeof id === 'string' ? tx.organization.view.persons.get(id) : undefined
  if (person?.to !== undefined && person.to < tx.today)
    refuse('person-left', { name: person.name, date: dayWords(tx.today) })
}

const kept = new WeakMap<Procedure, ReadonlySet<string>>()

/** The fields of persons that an effect of the procedure writes into what a register says who holds. */
function handsOf(procedure: Procedure, { registers }: Pack): ReadonlySet<string> {
  const known = kept.get(procedure)
  if (known !== undefined) return known
  const registerOf = (effect: Effect): string | undefined => {
    if (effect.kind === 'write') return effect.register
    if (effect.kind !== 'change') return undefined
    const field = procedure.fields.find(({ id }) => id === effect.of)
    return field?.register ?? procedure.about?.register
  }
  const effects = [...procedure.steps.values()].flatMap((step) =>
    step.decisions.flatMap((decision) => decision.branches.flatMap((branch) => branch.effects)),
  )
  const written = new Set(
    effects.flatMap((effect): readonly string[] => {
      const holder = registers.get(registerOf(effect) ?? '')?.heldBy
      if (holder === undefined || (effect.kind !== 'write' && effect.kind !== 'change')) return []
      return effect.fields.get(holder)?.names ?? []
    }),
  )
  const hands = new Set(
    procedure.fields.flatMap(({ id, type }) =>
      /^persons?$/.test(type) && written.has(id) ? [id] : [],
    ),
  )
  kept.set(procedure, hands)
  return hands
}
