import { dayOf, formatEra, timeOf } from '#kernel/calendar/index.ts'
import { organizationTitleAt } from '#features/organization/server/public.ts'
import type { FormSheet } from '#platform/documents/print/sheets.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { MeetingPath } from '../contract.ts'
import { meeting } from './queries.ts'

/** The minutes of a meeting, or its agenda while it is planned, as a sheet. */
export const printMeeting = defineQuery({
  name: 'meeting.print',
  input: MeetingPath,
  authorise: meeting.authorise,
  async run(tx, input, permit): Promise<{ readonly number: string; readonly sheet: FormSheet }> {
    const view = await meeting.run(tx, input, permit)
    const isPlanned = view.state === 'planned'
    const begins = new Date(view.beginsAt)
    const sheet: FormSheet = {
      organization: await organizationTitleAt(
        tx,
        view.recordedAt === null ? null : new Date(view.recordedAt),
      ),
      title: `${view.bodyTitle}　${isPlanned ? '次第' : '議事録'}`,
      documentNumber: view.number,
      date: dayOf(begins),
      ...(view.state === 'cancelled' ? { mark: '取りやめ' } : {}),
      sections: [
        {
          rows: [
            { label: '日時', value: `${formatEra(dayOf(begins))} ${timeOf(begins)}` },
            { label: '場所', value: view.place },
            {
              label: isPlanned ? '一員' : '出席',
              value: (isPlanned ? view.people : view.attendees)
                .map((person) => person.name)
                .join('、'),
            },
          ],
        },
        {
          heading: '議題',
          rows: [
            ...view.agenda.map((item) => ({
              label: item.number,
              value: `${item.subject}（${item.applicant}）`,
            })),
            ...view.decisions.map((item) => ({
              label: item.number,
              value: `${item.subject}\n${item.title}${item.comment && `：${item.comment}`}`,
            })),
            ...view.topics.map((topic) => ({ label: topic.title, value: topic.text })),
          ],
        },
        ...(isPlanned ? [] : [{ heading: '議事', rows: [{ label: '経過', value: view.minutes }] }]),
      ],
      ...(view.recordedBy === null ? {} : { notes: [`記録：${view.recordedBy}`] }),
    }
    return { number: view.number, sheet }
  },
})
