import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { Form } from '#ui/form/Form.tsx'
import { textOf } from '#ui/form/values.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { useSession } from '#ui/session/session.ts'
import type { AbsenceRow } from '../contract/absences.ts'
import { AbsenceDialog } from './AbsenceDialog.tsx'
import { today, touchedByOrganization, useWithdrawal } from './data.ts'
import { Span } from './Span.tsx'
import { text } from './text.ts'
import { PersonLink } from './UnitTree.tsx'

/**
 * Who is away from today on: the reader, those whose absences the reader may write, and all others.
 */
export default function AbsencesPage() {
  const say = useTexts(text)
  const session = useSession()
  const { data, error } = useQuery(queryOf('/api/absences'))
  const [adding, add] = useState<'mine' | 'theirs'>()
  const [editing, edit] = useState<string>()
  const me = session.person.id
  const leads = session.abilities.includes('administer') || session.roles.length > 0
  const groups = Object.groupBy(data ?? [], (row) =>
    row.person === me ? 'mine' : row.mayWrite ? 'theirs' : 'others',
  )
  const edited = data?.find((row) => row.id === editing)
  const list = (rows: readonly AbsenceRow[] = []) =>
    rows.map((row) => <AbsenceItem key={row.id} row={row} onEdit={() => edit(row.id)} />)
  return (
    <>
      <PageHeading
        title={say('absencesTitle')}
        lead={say('absencesLead')}
        actions={
          <Button kind="main" icon="plus" onPress={() => add('mine')}>
            {say('addMine')}
          </Button>
        }
      />
      <ProblemNotice error={error} />
      {data !== undefined && (
        <>
          <Section title={say('mine')}>
            {groups.mine ? (
              <Card>
                <Rows label={say('mine')}>{list(groups.mine)}</Rows>
              </Card>
            ) : (
              <EmptyState title={say('noMine')}>{say('absenceTeach')}</EmptyState>
            )}
          </Section>
          {(leads || groups.theirs) && (
            <Section
              title={say('theirs')}
              count={groups.theirs?.length ?? 0}
              actions={
                leads && (
                  <Button size="small" icon="plus" onPress={() => add('theirs')}>
                    {say('addTheirs')}
                  </Button>
                )
              }
            >
              {groups.theirs ? (
                <Card>
                  <Rows label={say('theirs')}>{list(groups.theirs)}</Rows>
                </Card>
              ) : (
                <EmptyState title={say('noTheirs')} />
              )}
            </Section>
          )}
          {groups.others && (
            <Section title={say('others2')} count={groups.others.length}>
              <Card>
                <Rows label={say('others2')}>{list(groups.others)}</Rows>
              </Card>
            </Section>
          )}
        </>
      )}
      {adding !== undefined && (
        <AbsenceDialog
          {...(adding === 'mine' ? { person: me } : {})}
          onClose={() => add(undefined)}
        />
      )}
      {edited !== undefined && <AbsenceDialog absence={edited} onClose={() => edit(undefined)} />}
    </>
  )
}

function AbsenceItem({ row, onEdit }: { readonly row: AbsenceRow; readonly onEdit: () => void }) {
  const say = useTexts(text)
  const withdraw = useWithdrawal(say('cancelled'))
  return (
    <Row
      title={<PersonLink id={row.person} name={row.name} />}
      subject={<Span from={row.from} to={row.to} />}
      {...(row.deputies.length === 0 ? {} : { below: <DeputyLines row={row} /> })}
      {...(row.note ? { detail: row.note } : {})}
      {...(row.from <= today() ? { state: <Tag state="due">{say('awayNow')}</Tag> } : {})}
      {...(row.mayWrite
        ? {
            action: (
              <span className="flex gap-2">
                <Button
                  size="small"
                  onPress={onEdit}
                  aria-label={`${say('editAbsence')}${signs().colon}${row.name}`}
                >
                  {say('change')}
                </Button>
                <Button
                  size="small"
                  onPress={() => void withdraw.run(row)}
                  aria-label={`${say('cancelAbsence')}${signs().colon}${row.name}`}
                >
                  {say('cancelAbsence')}
                </Button>
              </span>
            ),
          }
        : {})}
    />
  )
}

/** Who acts for which role meanwhile, with what each answered; the reader's own with its buttons. */
function DeputyLines({ row }: { readonly row: AbsenceRow }) {
  const say = useTexts(text)
  const [refusing, refuse] = useState(false)
  const answer = useAction({
    call: (body: { readonly answer: 'yes' | 'no'; readonly comment?: string }) =>
      api.post('/api/absences/:id/answer', { params: { id: row.id }, body }),
    invalidates: touchedByOrganization,
    done: () => {
      refuse(false)
      showToast(say('deputyAnswered'))
    },
    refusal: 'toast',
  })
  const own = row.deputies.find((deputy) => deputy.own)
  return (
    <div className="mt-1.5 text-[0.9375rem]">
      <ul className="space-y-1">
        {row.deputies.map((deputy) => (
          <li key={`${deputy.seat}${deputy.person?.id}`} className="flex flex-wrap gap-x-3">
            <span>
              {deputy.seat}
              <span aria-hidden="true"> → </span>
              {deputy.person?.name ?? say('deputyMissing')}
            </span>
            <DeputyTag deputy={deputy} />
            {deputy.comment !== null && <span className="text-sub">{deputy.comment}</span>}
          </li>
        ))}
      </ul>
      {own !== undefined && (
        <p className="mt-2 flex flex-wrap gap-2">
          {own.answer !== 'yes' && (
            <Button
              size="small"
              kind={own.answer === null ? 'main' : 'line'}
              isPending={answer.pending}
              onPress={() => void answer.run({ answer: 'yes' })}
            >
              {say('deputyYes')}
            </Button>
          )}
          {own.answer !== 'no' && (
            <Button size="small" onPress={() => refuse(true)}>
              {say('deputyNo')}
            </Button>
          )}
        </p>
      )}
      {refusing && (
        <DialogFrame isOpen title={say('deputyNo')} onClose={() => refuse(false)}>
          <p className="mb-4 text-[0.9375rem] text-sub">{say('deputyNoTeach')}</p>
          <Form
            fields={[
              { id: 'comment', title: say('deputyWhy'), type: 'text', required: true, max: 500 },
            ]}
            submitLabel={say('deputyTell')}
            onSubmit={async ({ comment }) => {
              await answer.send({ answer: 'no', comment: textOf(comment) })
            }}
          />
        </DialogFrame>
      )}
    </div>
  )
}

function DeputyTag({ deputy }: { readonly deputy: AbsenceRow['deputies'][number] }) {
  const say = useTexts(text)
  if (deputy.person === null) return <Tag state="due">{say('deputyAppoint')}</Tag>
  if (deputy.answer === 'yes') return <Tag state="good">{say('deputySaidYes')}</Tag>
  return deputy.answer === 'no' ? (
    <Tag state="late">{say('deputySaidNo')}</Tag>
  ) : (
    <Tag state="turn">{say('deputyAsked')}</Tag>
  )
}
