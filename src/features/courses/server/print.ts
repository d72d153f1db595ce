import { dayOf, formatEra, timeOf } from '#kernel/calendar/index.ts'
import { organizationTitleAt } from '#features/organization/server/public.ts'
import type { RegisterSheet } from '#platform/documents/print/sheets.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { CoursePath } from '../contract.ts'
import { session } from './queries.ts'

/** The list of a session for signing by hand. */
export const printSession = defineQuery({
  name: 'course.session-print',
  input: CoursePath,
  authorise: session.authorise,
  async run(tx, input, permit): Promise<{ readonly name: string; readonly sheet: RegisterSheet }> {
    const view = await session.run(tx, input, permit)
    const begins = new Date(view.beginsAt)
    const place = view.place === '' ? '' : `　${view.place}`
    return {
      name: view.title,
      sheet: {
        organization: await organizationTitleAt(tx, null),
        title: `${view.title}　出席の名簿`,
        date: dayOf(begins),
        subtitle: `${formatEra(dayOf(begins))} ${timeOf(begins)}${place}`,
        columns: [{ header: '所属' }, { header: '氏名' }, { header: '署名' }],
        rows: view.invited.map(({ unit, name, present }) => [
          unit,
          name,
          present === null ? '' : '出席',
        ]),
      },
    }
  },
})
