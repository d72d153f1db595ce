import { staffOn } from '#kernel/organization/index.ts'
import type { CaseState } from '#kernel/procedures/index.ts'
import { groundsOf, handOver, isRestricted } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { leadsUnitOf, mayAdminister } from '#features/organization/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { HandOverCase } from '../contract.ts'
import { caseContext, procedureOf } from './context.ts'
import { lockedCase } from './locks.ts'
import { proceed } from './proceed.ts'
import { mayReadCase } from './reading.ts'

/** A step that waits for one person who has left goes to another. */
export const handOverCase = defineAction({
  name: 'case.hand-over',
  title: { ja: '案件を引き継がせた', en: 'Handed a case over' },
  input: HandOverCase,
  async authorise(handle, input) {
    const stored = await lockedCase(handle, input.id)
    const reads = mayReadCase(handle, stored.state)
    const may =
      mayHandOver(handle, input.from) &&
      (reads || !isRestricted(procedureOf(handle, stored.state.procedure), stored.state))
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
        { grounds: groundsOf(procedureOf(handle, stored.state.procedure)) },
      )
    return { stored, person: actorPerson(handle) ?? '' }
  },
  async run(handle, input, { stored, person }) {
    const procedure = procedureOf(handle, stored.state.procedure)
    const context = await caseContext(handle, procedure, stored.state.fields)
    return proceed(
      handle,
      stored,
      handOver(
        procedure,
        stored.state,
        { actor: person, from: input.from, to: input.to, reason: input.reason },
        context,
      ),
    )
  },
})

/** The administrators, and whoever leads the unit of the person for whom the case waits. */
export function mayHandOver(handle: Handle, from: string): boolean {
  return actorPerson(handle) !== undefined && (mayAdminister(handle) || leadsUnitOf(handle, from))
}

/** Persons who no longer work here. */
export function leftPersons(handle: Handle): string[] {
  const staff = staffOn(handle.organization.view, handle.today)
  return [...handle.organization.view.persons.keys()].filter((person) => !staff.belongs(person))
}

/** Whom the case waits for in vain, where the actor may name another. */
export function strandedWith(handle: Handle, state: CaseState): string | undefined {
  const left = new Set(leftPersons(handle))
  const stuck = state.waitingFor.find(
    ({ party, decided }) =>
      !decided && party !== 'anyone' && 'person' in party && left.has(party.person),
  )
  const person =
    stuck && stuck.party !== 'anyone' && 'person' in stuck.party ? stuck.party.person : undefined
  return person !== undefined && mayHandOver(handle, person) ? person : undefined
}
