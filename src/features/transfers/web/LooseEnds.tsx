import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { api, queryOf } from '#ui/api.ts'
import { touchedByTransfers } from './touched.ts'
import { textOf } from '#ui/form/values.ts'
import { useAction } from '#ui/action.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField, Values } from '#ui/form/types.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { Tag } from '#ui/parts/Tag.tsx'
import type { LooseEndsAnswer } from '../contract.ts'
import { text } from './text.ts'

const shownFirst = 8

/** The loose ends after a transfer; those put in order disappear from the list. */
export function LooseEnds({ id }: { readonly id: string }) {
  const say = useTexts(text)
  const { data } = useQuery(queryOf('/api/transfers/:id/loose-ends', { params: { id } }))
  if (data === undefined) return <div className="skeleton h-40 rounded-12" />
  if (
    data.seats.length +
      data.cases.length +
      data.held.length +
      data.accounts.length +
      data.newcomers.length ===
    0
  )
    return <EmptyState title={say('looseDone')}>{say('looseDoneBody')}</EmptyState>
  return (
    <>
      <Cases cases={data.cases} />
      <Part
        title={say('held')}
        rows={data.held.map((item) => (
          <Row
            key={item.id}
            title={
              <Link href={`/registers/${item.register}/${item.id}`} quiet>
                {item.name}
              </Link>
            }
            subject={item.number}
            detail={`${item.person.name}${signs().dot}${item.registerTitle}`}
          />
        ))}
      />
      <Part
        title={say('accounts')}
        rows={data.accounts.map((item) => (
          <Row
            key={item.id}
            title={item.person.name}
            subject={item.account}
            state={item.administrator ? <Tag state="due">{say('administrator')}</Tag> : undefined}
            action={<EndAccount id={item.id} name={item.person.name} />}
          />
        ))}
      />
      <Part
        title={say('seats')}
        rows={data.seats.map((end) => (
          <Row
            key={`${end.kind}${end.role}${end.scopeId}${end.says}`}
            title={<span className="font-400">{end.says}</span>}
            action={
              <Link
                href={`/organization/roles/${end.role}?place=${end.scopeId}`}
                aria-label={`${say('mend')}${signs().colon}${end.says}`}
              >
                {say('mend')}
              </Link>
            }
          />
        ))}
      />
      <Part
        title={say('newcomers')}
        acts={
          <ButtonLink size="small" href="/organization/accounts">
            {say('invite')}
          </ButtonLink>
        }
        rows={data.newcomers.map((item) => (
          <Row
            key={item.id}
            title={
              <Link href={`/organization/persons/${item.id}`} quiet>
                {item.name}
              </Link>
            }
          />
        ))}
      />
    </>
  )
}

function Part({
  title,
  rows,
  acts,
}: {
  readonly title: string
  readonly rows: readonly ReactNode[]
  readonly acts?: ReactNode
}) {
  const say = useTexts(text)
  const [all, showAll] = useState(false)
  if (rows.length === 0) return null
  return (
    <Section title={title} count={rows.length} actions={acts}>
      <Card>
        <Rows label={title}>{all ? rows : rows.slice(0, shownFirst)}</Rows>
        {rows.length > shownFirst && !all && (
          <div className="border-t border-line px-4 py-2 sm:px-5">
            <Button size="small" onPress={() => showAll(true)}>
              {say('more', { count: rows.length })}
            </Button>
          </div>
        )}
      </Card>
    </Section>
  )
}

function EndAccount({ id, name }: { readonly id: string; readonly name: string }) {
  const say = useTexts(text)
  const end = useAction({
    call: () => api.delete('/api/accounts/:id', { params: { id } }),
    invalidates: touchedByTransfers,
    evenWhenRefused: true,
    done: () => showToast(say('ended')),
    refusal: 'toast',
  })
  return (
    <Button
      size="small"
      aria-label={`${say('end')}${signs().colon}${name}`}
      onPress={() => void end.run()}
    >
      {say('end')}
    </Button>
  )
}

/** Cases that wait for a person who has left; they are handed over together for each person. */
function Cases({ cases }: { readonly cases: LooseEndsAnswer['cases'] }) {
  const say = useTexts(text)
  const [from, ask] = useState<LooseEndsAnswer['newcomers'][number]>()
  const persons = Map.groupBy(cases, (caseRow) => caseRow.person.id)
  if (cases.length === 0) return null
  return (
    <>
      <Section
        title={say('cases')}
        count={cases.length}
        actions={[...persons].map(
          ([id, [first]]) =>
            first !== undefined && (
              <Button key={id} size="small" onPress={() => ask(first.person)}>
                {say('handOver', { name: first.person.name })}
              </Button>
            ),
        )}
      >
        <Card>
          <Rows label={say('cases')}>
            {cases.map((caseRow) => (
              <Row
                key={caseRow.id}
                title={
                  <Link href={`/cases/${caseRow.id}`} quiet>
                    {caseRow.subject}
                  </Link>
                }
                subject={caseRow.number}
                detail={`${caseRow.person.name}${signs().dot}${say('step', { step: caseRow.step })}`}
              />
            ))}
          </Rows>
        </Card>
      </Section>
      {from !== undefined && (
        <HandOver cases={persons.get(from.id) ?? []} from={from} onClose={() => ask(undefined)} />
      )}
    </>
  )
}

function HandOver({
  cases,
  from,
  onClose,
}: {
  readonly cases: LooseEndsAnswer['cases']
  readonly from: LooseEndsAnswer['newcomers'][number]
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const { name } = from
  const handOver = useAction({
    call: async ({ to, reason }: Values) => {
      const body = { from: from.id, to: textOf(to), reason: textOf(reason) }
      for (const { id } of cases)
        await api.post('/api/cases/:id/hand-over', { params: { id }, body })
    },
    invalidates: touchedByTransfers,
    evenWhenRefused: true,
    done: () => {
      onClose()
      showToast(say('handedOver', { count: cases.length }))
    },
  })
  const fields: readonly FormField[] = [
    { id: 'to', title: say('to'), type: 'person', required: true },
    { id: 'reason', title: say('reason'), type: 'long-text', required: true },
  ]
  return (
    <DialogFrame isOpen title={say('handOver', { name })} onClose={onClose}>
      <p className="mb-4 text-[0.9375rem] text-sub">
        {say('handOverLead', { count: cases.length })}
      </p>
      <Form
        fields={fields}
        values={{ reason: say('reasonGiven') }}
        submitLabel={say('handOver', { name })}
        onSubmit={async (values) => {
          await handOver.send(values)
        }}
      />
    </DialogFrame>
  )
}
