import { api } from '#ui/api.ts'
import { someText, textOf } from '#ui/form/values.ts'
import { useTexts } from '#ui/i18n/index.ts'
import type { AbsenceRow } from '../contract/absences.ts'
import { field, filled, today } from './data.ts'
import { FormDialog } from './FormDialog.tsx'
import { text } from './text.ts'

/** Registers an absence of one person, or of somebody to choose; or changes one. */
export function AbsenceDialog({
  absence,
  person,
  onClose,
}: {
  readonly absence?: AbsenceRow
  readonly person?: string
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const choose = absence === undefined && person === undefined
  const fields = [
    ...(choose ? [field('person', say('person'), 'person', { required: true })] : []),
    field('from', say('absentFrom'), 'date', { required: true }),
    field('to', say('absentTo'), 'date', { required: true, after: 'from' }),
    field('note', say('note'), 'text', { help: say('noteHelp'), max: 500 }),
  ]
  const values = absence
    ? filled({ from: absence.from, to: absence.to, note: absence.note })
    : { from: today(), to: today() }
  return (
    <FormDialog
      title={absence ? `${say('editAbsence')}：${absence.name}` : say('addAbsence')}
      lead={say('absenceTeach')}
      fields={fields}
      values={values}
      onClose={onClose}
      send={(input) => {
        const body = {
          from: textOf(input['from']),
          to: textOf(input['to']),
          note: textOf(input['note']),
        }
        return absence
          ? api.patch('/api/absences/:id', {
              params: { id: absence.id },
              body,
              ifMatch: absence.version,
            })
          : api.post('/api/absences', {
              body: {
                ...body,
                person: person ?? textOf(input['person']),
                note: someText(input['note']),
              },
            })
      }}
    />
  )
}
