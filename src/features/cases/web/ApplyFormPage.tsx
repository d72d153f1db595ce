import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, queryOf } from '#ui/api.ts'
import { touchedByCases } from './touched.ts'
import { useAction } from '#ui/action.ts'
import { usePathParams, useSearchParams, useNavigateTo } from '#ui/address.ts'
import { FlowFigure } from '#ui/flow/FlowFigure.tsx'
import { FieldFrame } from '#ui/form/FieldFrame.tsx'
import { inputs } from '#ui/form/FieldInput.tsx'
import { Form } from '#ui/form/Form.tsx'
import { handedAnswers } from '#ui/form/handedAnswers.ts'
import { KnownFields } from '#ui/form/known.ts'
import type { KnownField } from '#ui/form/known.ts'
import type { FormField, Values } from '#ui/form/types.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { useSession } from '#ui/session/session.ts'
import { showToast } from '#ui/parts/toast.ts'
import { LiveDoor } from './Door.tsx'
import { text } from './text.ts'
import type { ProcedureView } from '../contract/procedures.ts'

/** The form with which a case begins. Answers from the page 「これをしてもいい？」 are filled in. */
export default function ApplyFormPage() {
  const { procedure = '' } = usePathParams()
  const { data, error } = useQuery({
    ...queryOf('/api/procedures/:procedure', { params: { procedure } }),
    staleTime: 600_000,
  })
  if (data === undefined)
    return error === null ? <div className="skeleton h-72" /> : <ProblemNotice error={error} />
  return <ApplyForm procedure={data} />
}

function ApplyForm({ procedure }: { readonly procedure: ProcedureView }) {
  const say = useTexts(text)
  const go = useNavigateTo()
  const [search] = useSearchParams()
  const [about, setAbout] = useState<readonly string[]>(() =>
    (search['about'] ?? '').split(',').filter(Boolean),
  )
  const { person } = useSession()
  const [answers] = useState<Values>(() =>
    search['answers'] === undefined ? {} : handedAnswers(procedure.id, person.id),
  )
  const [isAboutMissing, setAboutMissing] = useState(false)
  const [fields, setFields] = useState<Values>({})
  const [known, setKnown] = useState<readonly KnownField[]>([])
  const begin = useAction({
    call: ({ values, datesMeant }: { readonly values: Values; readonly datesMeant: boolean }) =>
      api.post('/api/cases', {
        body: {
          procedure: procedure.id,
          about,
          fields: values,
          send: !procedure.demanding,
          datesMeant,
        },
      }),
    invalidates: touchedByCases,
    done: ({ id }) => {
      if (!procedure.demanding) showToast(say('applied'))
      go(`/cases/${id}`)
    },
  })
  const send = async (values: Values, _: unknown, datesMeant: boolean): Promise<void | false> => {
    if (procedure.about?.required && about.length === 0) {
      setAboutMissing(true)
      document.querySelector<HTMLElement>('#apply-about')?.focus()
      return false
    }
    await begin.send({ values, datesMeant })
  }
  return (
    <>
      <PageHeading
        title={procedure.title}
        above={<Breadcrumb trail={[{ title: say('applyTitle'), href: '/apply' }]} />}
        lead={
          [procedure.form, procedure.use].filter((part) => part !== null).join(signs().gap) ||
          undefined
        }
      />
      <div className="grid items-start gap-8 xl:grid-cols-[1fr_19rem]">
        <div className="space-y-7">
          {procedure.about !== null && (
            <AboutPicker
              about={procedure.about}
              value={about}
              onChange={(ids) => {
                setAbout(ids)
                setAboutMissing(false)
              }}
              fault={isAboutMissing ? say('aboutMissing') : undefined}
            />
          )}
          <LiveDoor question={{ procedure: procedure.id, about, fields }} onKnown={setKnown} />
          <KnownFields value={known}>
            <Form
              onValues={setFields}
              fields={procedure.fields}
              values={answers}
              draft={`apply.${procedure.id}`}
              submitLabel={
                procedure.demanding || procedure.send === null ? say('send') : procedure.send
              }
              onSubmit={send}
              asksDates
            />
          </KnownFields>
        </div>
        <div className="min-w-0">
          <Section title={say('flow')}>
            <FlowFigure flow={procedure.flow} label={say('flow')} />
          </Section>
          <div className="mt-4">
            <Grounds provisions={procedure.carries} />
          </div>
        </div>
      </div>
    </>
  )
}

function AboutPicker({
  about,
  value,
  onChange,
  fault,
}: {
  readonly about: NonNullable<ProcedureView['about']>
  readonly value: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
  readonly fault: string | undefined
}) {
  const field: FormField = {
    id: 'about',
    title: about.title,
    type: about.many ? 'lines' : 'line',
    register: about.register,
    states: about.states,
    required: about.required,
  }
  const Input = inputs[field.type]
  return (
    <FieldFrame field={field} id="apply-about" required={about.required} fault={fault}>
      {(describedBy) => (
        <Input
          field={field}
          id="apply-about"
          value={about.many ? value : value[0]}
          describedBy={describedBy}
          invalid={fault !== undefined}
          required={about.required}
          axes={[]}
          onBlur={() => undefined}
          onChange={(next) =>
            onChange(
              Array.isArray(next)
                ? next.filter((id) => typeof id === 'string')
                : typeof next === 'string'
                  ? [next]
                  : [],
            )
          }
        />
      )}
    </FieldFrame>
  )
}
