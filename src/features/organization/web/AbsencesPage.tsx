import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { useSession } from '#ui/session/session.ts'
import type { AbsenceRow } from '../contract/absences.ts'
import { AbsenceDialog } from './AbsenceDialog.tsx'
import { today, useWithdrawal } from './data.ts'
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
      {...(row.note ? { detail: row.note } : {})}
      {...(row.from <= today() ? { state: <Tag state="due">{say('awayNow')}</Tag> } : {})}
      {...(row.mayWrite
        ? {
            action: (
              <span className="flex gap-2">
                <Button
                  size="small"
                  onPress={onEdit}
                  aria-label={`${say('editAbsence')}：${row.name}`}
                >
                  {say('change')}
                </Button>
                <Button
                  size="small"
                  onPress={() => void withdraw.run(row)}
                  aria-label={`${say('cancelAbsence')}：${row.name}`}
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
