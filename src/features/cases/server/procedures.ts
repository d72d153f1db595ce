import { Type } from 'typebox'
import { fieldToJson } from '#kernel/fields/index.ts'
import { flowOf } from '#kernel/flow/ofProcedure.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import {
  actsOf,
  beginStates,
  demandsProof,
  fieldsOf,
  startEligibilityOf,
} from '#kernel/procedures/index.ts'
import { sayTo, shownLanguage } from '#platform/access/language.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { ProcedureList } from '../contract/procedures.ts'
import { procedureOf } from './context.ts'

/** All procedures in the order of their groups, with whether the reader may begin one. */
export const procedures = defineQuery({
  name: 'procedure.list',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (tx): Promise<ProcedureList> => {
    const { groups, wants, procedures: all } = tx.organization.pack
    const place = ({ group }: Procedure): number =>
      group === undefined ? groups.length : groups.indexOf(group)
    const order = wants.flatMap(({ ways }) => ways)
    const wayPlace = ({ id }: Procedure): number =>
      order.includes(id) ? order.indexOf(id) : order.length
    return [...all.values()]
      .sort((a, b) => place(a) - place(b) || wayPlace(a) - wayPlace(b))
      .map((procedure) => toListItem(tx, procedure))
  },
})

/** The definition of one procedure. */
export const procedure = defineQuery({
  name: 'procedure.show',
  input: Type.Object({ procedure: Type.String({ maxLength: 60 }) }),
  authorise: (tx, input) => procedureOf(tx, input.procedure),
  run: async (tx, _input, definition) => procedureView(tx, definition),
})

function toListItem(tx: Transaction, procedure: Procedure): ProcedureList[number] {
  const { pack, view } = tx.organization
  const { may, who } = startEligibilityOf(procedure, actorPerson(tx) ?? '', {
    org: view,
    roles: pack.roles,
    now: tx.now,
    policy: pack,
  })
  const want = pack.wants.find(({ ways }) => ways.includes(procedure.id))
  const words = [
    ...(procedure.words ?? []),
    ...(want === undefined ? [] : [want.title, ...want.words]),
    ...actsOf(procedure, pack).flatMap((act) => [act.title, act.kana ?? '']),
  ]
  return {
    id: procedure.id,
    title: procedure.title,
    form: procedure.form ?? null,
    group: procedure.group ?? null,
    use: procedure.use ?? null,
    want: want === undefined ? null : { id: want.id, title: want.title },
    about: procedure.about?.register ?? null,
    may,
    who: sayTo(tx, who),
    asks: [...(procedure.asks ?? [])],
    words: words.join(' '),
  }
}

/** The definition of a procedure for the page on which a case is begun. */
function procedureView(tx: Transaction, procedure: Procedure) {
  const first = procedure.steps.get(procedure.start)
  return {
    id: procedure.id,
    title: procedure.title,
    form: procedure.form ?? null,
    use: procedure.use ?? null,
    carries: [...procedure.carries],
    about: procedure.about
      ? { ...procedure.about, states: [...beginStates(procedure, tx.organization.pack.registers)] }
      : null,
    fields: (first ? fieldsOf(procedure, first) : []).map(fieldToJson),
    flow: flowOf(procedure, tx.organization.pack, shownLanguage(tx)),
    demanding: first !== undefined && demandsProof(first),
    send: first?.decisions[0]?.title ?? null,
  }
}
