import { api } from '#ui/api.ts'
import { useState } from 'react'
import { useSearchParams } from '#ui/address.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { EmptyState } from '#ui/parts/Card.tsx'
import { Menu } from '#ui/parts/Menu.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tabs } from '#ui/parts/Tabs.tsx'
import { useSession } from '#ui/session/session.ts'
import type { UnitRow, UnitsAnswer } from '../contract/units.ts'
import { useUnits } from './data.ts'
import { LastDayDialog, PersonDialog, PostDialog, RenameDialog, UnitDialog } from './dialogs.tsx'
import { People } from './People.tsx'
import { text } from './text.ts'
import { UnitChart } from './UnitChart.tsx'
import { UnitTree } from './UnitTree.tsx'

type Open = 'rename' | 'unit' | 'unit-edit' | 'unit-end' | 'person' | 'post'

/** Units beside the persons of the chosen unit; or all units as a chart. */
export default function OrganizationPage() {
  const say = useTexts(text)
  const session = useSession()
  const [address, change] = useSearchParams()
  const { data, error } = useUnits()
  const unit = data?.units.find((candidate) => candidate.id === address['unit'])
  const administers = data?.abilities.includes('administer') === true
  return (
    <>
      <PageHeading
        title={session.organization.title}
        actions={administers && <ManageMenu unit={unit} />}
      />
      <ProblemNotice error={error} />
      {data !== undefined && (
        <Tabs
          label={say('views')}
          selected={address['view'] === 'chart' ? 'chart' : 'people'}
          onSelect={(view) => change({ view: view === 'chart' ? view : undefined })}
          items={[
            {
              id: 'people',
              title: say('peopleTab'),
              content: (
                <UnitsAndPeople
                  answer={data}
                  unit={unit}
                  words={address['q'] ?? ''}
                  change={change}
                />
              ),
            },
            { id: 'chart', title: say('chart'), content: <UnitChart units={data.units} /> },
          ]}
        />
      )}
    </>
  )
}

function UnitsAndPeople({
  answer,
  unit,
  words,
  change,
}: {
  readonly answer: UnitsAnswer
  readonly unit: UnitRow | undefined
  readonly words: string
  readonly change: (next: Readonly<Record<string, string | undefined>>) => void
}) {
  const say = useTexts(text)
  const administers = answer.abilities.includes('administer')
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[18rem_1fr]">
      <div className="space-y-4">
        <UnitTree
          units={answer.units}
          selected={unit?.id}
          onSelect={(id) => change({ unit: id })}
        />
        {answer.units.length < 2 && (
          <EmptyState title={say('fewUnits')}>{say('fewUnitsBody')}</EmptyState>
        )}
      </div>
      <People unit={unit} administers={administers} words={words} onWords={(q) => change({ q })} />
    </div>
  )
}

/** What administrators can add and change here. */
function ManageMenu({ unit }: { readonly unit: UnitRow | undefined }) {
  const say = useTexts(text)
  const [open, setOpen] = useState<Open>()
  const close = (): void => setOpen(undefined)
  return (
    <>
      <Menu
        title={say('keep')}
        icon="edit"
        entries={[
          { id: 'person', title: say('addPerson'), onAction: () => setOpen('person') },
          { id: 'post', title: say('addPost'), onAction: () => setOpen('post') },
          { id: 'unit', title: say('addUnit'), onAction: () => setOpen('unit') },
          { id: 'rename', title: say('rename'), onAction: () => setOpen('rename') },
          ...(unit
            ? [
                {
                  id: 'unit-edit',
                  title: say('editOne', { name: unit.title }),
                  onAction: () => setOpen('unit-edit'),
                },
                {
                  id: 'unit-end',
                  title: say('endOne', { name: unit.title }),
                  onAction: () => setOpen('unit-end'),
                  isDestructive: true,
                },
              ]
            : []),
        ]}
      />
      {open === 'rename' && <RenameDialog onClose={close} />}
      {open === 'unit' && <UnitDialog parent={unit?.id} onClose={close} />}
      {open === 'unit-edit' && unit && <UnitDialog unit={unit} onClose={close} />}
      {open === 'unit-end' && unit && (
        <LastDayDialog
          title={say('endOne', { name: unit.title })}
          lead={say('endUnitTeach')}
          send={(body) =>
            api.post('/api/units/:id/end', {
              params: { id: unit.id },
              body,
              ifMatch: unit.version,
            })
          }
          onClose={close}
        />
      )}
      {open === 'person' && <PersonDialog unit={unit?.id} onClose={close} />}
      {open === 'post' && <PostDialog unit={unit?.id} onClose={close} />}
    </>
  )
}
