import { cannotAct } from '#kernel/organization/index.ts'
import type { CaseState } from '#kernel/procedures/index.ts'
import { groundsOf, handOver, isRestricted } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { leadsUnitOf, mayAdminister } from '#features/organization/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { HandOverCase } from '../contract/acts.ts'
import { caseContext, procedureOf } from './context.ts'
import { lockedCase } from './locks.ts'
import { persistTransition } from './persistTransition.ts'
import { mayReadCase } from './access.ts'

/** Hands over a step that waits for a person who cannot act. */
export const handOverCase = defineAction({
  name: 'case.hand-over',
  title: { ja: '案件を引き継がせた', en: 'Handed a case over' },
  input: HandOverCase,
  async authorise(tx, input) {
    const stored = await lockedCase(tx, input.id)
    const reads = mayReadCase(tx, stored.state)
    const may =
      mayHandOver(tx, input.from) &&
      (reads || !isRestricted(procedureOf(tx, stored.state.procedure), stored.state))
    if (!may && !reads) refuse('not-found', { what: nouns.case })
    if (!may)
      refuse(
        'not-allowed',
        {
          act: { ja: '案件の引継ぎ', en: 'handing the case over' },
          who: {
            ja: 'その人の所属の長、管理者',
            en: 'the head of that person’s unit, the administrators',
          },
        },
        { grounds: groundsOf(procedureOf(tx, stored.state.procedure)) },
      )
    return { stored, person: actorPerson(tx) ?? '' }
  },
  async run(tx, input, { stored, person }) {
    const procedure = procedureOf(tx, stored.state.procedure)
    const context = await caseContext(tx, procedure, stored.state.fields)
    return persistTransition(
      tx,
      stored,
      handOver(
        procedure,
        stored.state,
        {
          actor: person,
          from: input.from,
          to: input.to,
          reason: input.reason,
          absentDays: tx.organization.pack.handOver.absentDays,
        },
        context,
      ),
    )
  },
})

/**
 * Whether the actor may hand over what waits for a person: administrators may, and whoever leads
 * the person's unit.
 */
export function mayHandOver(tx: Transaction, from: string): boolean {
  return actorPerson(tx) !== undefined && (mayAdminister(tx) || leadsUnitOf(tx, from))
}

/** Ids of persons who left, or who are away for longer than the policy's limit. */
export function personsWhoCannotAct({ organization, today }: Transaction): string[] {
  const { view, pack } = organization
  return [...view.persons.keys()].filter((person) =>
    cannotAct(view, person, today, pack.handOver.absentDays),
  )
}

/**
 * The person who cannot act and for whom the case waits, where the actor may name a successor; else
 * undefined.
 */
export function strandedPerson(tx: Transaction, state: CaseState): string | undefined {
  const leavers = new Set(personsWhoCannotAct(tx))
  const stuck = state.waitingFor.find(
    ({ party, decided }) =>
      !decided && party !== 'anyone' && 'person' in party && leavers.has(party.person),
  )
  const person =
    stuck && stuck.party !== 'anyone' && 'person' in stuck.party ? stuck.party.person : undefined
  return person !== undefined && mayHandOver(tx, person) ? person : undefined
}
