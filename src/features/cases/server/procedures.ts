import { Type } from 'typebox'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { actsOf, startEligibilityOf } from '#kernel/procedures/index.ts'
import { sayTo } from '#platform/access/language.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { ProcedureList } from '../contract/procedures.ts'
import { procedureOf } from './context.ts'
import { procedureView } from './caseView.ts'

/** Everything that can be begun, in the order of its sections, with whether the reader may. */
export const procedures = defineQuery({
  name: 'procedure.list',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (tx): Promise<ProcedureList> => {
    const { groups, procedures: all } = tx.organization.pack
    const place = ({ group }: Procedure): number =>
      group === undefined ? groups.length : groups.indexOf(group)
    return [...all.values()]
      .sort((a, b) => place(a) - place(b))
      .map((procedure) => toListItem(tx, procedure))
  },
})

/** The definition of one procedure. */
export const procedure = defineQuery({
  name: 'procedure.show',
  input: Type.Object({ procedure: Type.String({ maxLength: 60 }) }),
  authorise: (tx, input) => procedureOf(tx, input.procedure),
  run: async (_tx, _input, definition) => procedureView(definition),
})

function toListItem(tx: Transaction, procedure: Procedure): ProcedureList[number] {
  const { pack, view } = tx.organization
  const { may, who } = startEligibilityOf(procedure, actorPerson(tx) ?? '', {
    org: view,
    roles: pack.roles,
    now: tx.now,
    policy: pack,
  })
  const words = actsOf(procedure, pack).flatMap((act) => [act.title, act.kana ?? ''])
  return {
    id: procedure.id,
    title: procedure.title,
    form: procedure.form ?? null,
    group: procedure.group ?? null,
    about: procedure.about?.register ?? null,
    may,
    who: sayTo(tx, who),
    asks: [...(procedure.asks ?? [])],
    words: words.join(' '),
  }
}
