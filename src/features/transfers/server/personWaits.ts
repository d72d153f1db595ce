import { seatsHeldBy, seatTitle } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { entriesHeldBy } from '#features/registers/server/public.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { IdPath } from '../contract.ts'
import type { PersonWaits } from '../contract.ts'
import { demandKeeper } from './actions.ts'

/** What waits for a person alone: roles, cases, things to do, entries in their hands. */
export const personWaits = defineQuery({
  name: 'person.waits',
  input: IdPath,
  authorise(tx, { id }) {
    demandKeeper(tx)
    return tx.organization.view.persons.get(id) ?? refuse('not-found', { what: nouns.staff })
  },
  async run(tx, { id }): Promise<PersonWaits> {
    const { view, pack, id: organization_id } = tx.organization
    const tasks = await tx.db
      .selectFrom('tasks as t')
      .leftJoin('cases as c', (join) =>
        join.onRef('c.organization_id', '=', 't.organization_id').onRef('c.id', '=', 't.case_id'),
      )
      .select(['t.title', 't.subject', 'c.id as case', 'c.number', 'c.subject as about'])
      .where('t.organization_id', '=', organization_id)
      .where('t.done_at', 'is', null)
      .where('t.person_id', '=', id)
      .orderBy('t.created_at')
      .execute()
    const applied = await tx.db
      .selectFrom('cases')
      .select(['id', 'number', 'subject'])
      .where('organization_id', '=', organization_id)
      .where('applicant_id', '=', id)
      .where('status', '=', 'open')
      .orderBy('number')
      .execute()
    const administrators = await tx.db
      .selectFrom('accounts')
      .select('person_id')
      .where('organization_id', '=', organization_id)
      .where('administrator', '=', true)
      .where('ended_at', 'is', null)
      .where('suspended_at', 'is', null)
      .execute()
    const acting = tasks.flatMap((task) =>
      task.case === null
        ? []
        : [{ id: task.case, number: task.number ?? '', subject: task.about ?? '', own: false }],
    )
    const actingIds = new Set(acting.map((row) => row.id))
    return {
      roles: seatsHeldBy(view, pack.roles, id, tx.today).map((seat) => ({
        title: seatTitle(view, pack.roles, seat),
        role: seat.role,
      })),
      cases: [
        ...new Map(acting.map((row) => [row.id, row])).values(),
        ...applied
          .filter((row) => !actingIds.has(row.id))
          .map((row) => ({ id: row.id, number: row.number, subject: row.subject, own: true })),
      ],
      tasks: tasks.flatMap((task) =>
        task.case === null ? [{ title: task.title, subject: task.subject ?? '' }] : [],
      ),
      held: (await entriesHeldBy(tx, id)).map(
        ({ id: entry, register, registerTitle, number, name }) => ({
          id: entry,
          register,
          registerTitle,
          number,
          name,
        }),
      ),
      lastAdministrator: administrators.length === 1 && administrators[0]?.person_id === id,
    }
  },
})
