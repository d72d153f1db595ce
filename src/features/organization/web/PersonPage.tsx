import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usePathParams } from '#ui/address.ts'
import { api, queryOf } from '#ui/api.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button } from '#ui/parts/Button.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { PersonDetail } from '../contract/persons.ts'
import { AbsenceDialog } from './AbsenceDialog.tsx'
import { HoldingDialog, LastDayDialog, PersonDialog, PhonesDialog } from './dialogs.tsx'
import { Absences, Appointments, Basics, Posts, Roles } from './PersonParts.tsx'
import type { Open } from './PersonParts.tsx'
import { text } from './text.ts'

/** One person: how to reach them, their posts, roles, appointments and absences. */
export default function PersonPage() {
  const { id = '' } = usePathParams()
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/persons/:id', { params: { id } }))
  if (data === undefined)
    return (
      <>
        <PageHeading title={say('person')} />
        <ProblemNotice error={error} />
      </>
    )
  return <Person key={data.id} person={data} />
}

function Person({ person }: { readonly person: PersonDetail }) {
  const say = useTexts(text)
  const [open, setOpen] = useState<Open>()
  const can = (ability: string): boolean => person.abilities.includes(ability)
  return (
    <>
      <PageHeading
        title={person.name}
        lead={person.kana}
        above={
          <Breadcrumb
            trail={[
              { title: say('title'), href: '/organization' },
              { title: person.unitPath.at(-1) ?? '', href: `/organization?unit=${person.unit}` },
            ]}
          />
        }
        actions={
          <>
            {can('administer') && (
              <Button icon="edit" onPress={() => setOpen({ kind: 'edit' })}>
                {say('change')}
              </Button>
            )}
            {can('phones') && !can('administer') && (
              <Button icon="phone" onPress={() => setOpen({ kind: 'phones' })}>
                {say('phones')}
              </Button>
            )}
          </>
        }
      />
      <div className="grid items-start gap-x-10 gap-y-7 xl:grid-cols-[1fr_27rem]">
        <div className="min-w-0">
          <Posts person={person} onOpen={setOpen} />
          <Roles person={person} />
          <Appointments person={person} onOpen={setOpen} />
        </div>
        <div className="min-w-0">
          <Basics person={person} />
          <Absences person={person} onOpen={setOpen} />
        </div>
      </div>
      {open !== undefined && (
        <Dialogs person={person} open={open} onClose={() => setOpen(undefined)} />
      )}
    </>
  )
}

function Dialogs({
  person,
  open,
  onClose,
}: {
  readonly person: PersonDetail
  readonly open: Open
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  switch (open.kind) {
    case 'edit':
      return <PersonDialog person={person} onClose={onClose} />
    case 'phones':
      return <PhonesDialog person={person} onClose={onClose} />
    case 'absence':
      return <AbsenceDialog person={person.id} onClose={onClose} />
    case 'post':
      return <HoldingDialog person={person} onClose={onClose} />
    case 'leave':
      return (
        <LastDayDialog
          title={`${say('leave')}${signs().colon}${open.title}`}
          lead={say('leaveTeach')}
          send={({ on }) =>
            api.post('/api/holdings/:id/end', {
              params: { id: open.id },
              body: { on, was: person.posts.find(({ id }) => id === open.id)?.to ?? null },
            })
          }
          onClose={onClose}
        />
      )
    case 'change': {
      const absence = person.absences.find((candidate) => candidate.id === open.id)
      return absence === undefined ? null : <AbsenceDialog absence={absence} onClose={onClose} />
    }
    case 'dismiss': {
      const row = person.assignments.find((assignment) => assignment.id === open.id)
      return row === undefined ? null : (
        <LastDayDialog
          title={`${say('dismiss')}${signs().colon}${row.seat.title}`}
          lead={say('dismissTeach')}
          send={(body) =>
            api.post('/api/assignments/:id/end', {
              params: { id: row.id },
              body,
              ifMatch: row.version,
            })
          }
          onClose={onClose}
        />
      )
    }
  }
}
