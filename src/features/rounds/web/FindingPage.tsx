import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { hrefOf, queryOf } from '#ui/api.ts'
import { usePathParams } from '#ui/address.ts'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Link } from '#ui/parts/Button.tsx'
import { Card, Section } from '#ui/parts/Card.tsx'
import { History } from '#ui/parts/History.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import type { FindingView } from '../contract/findings.ts'
import { FindingTag } from './findings/FindingTag.tsx'
import { Mend } from './findings/Mend.tsx'
import { Verify } from './findings/Verify.tsx'
import { text } from './text.ts'

/** One finding: what was found where, who mends it by when, and whether it is mended. */
export default function FindingPage() {
  const { id = '' } = usePathParams()
  const { data, error } = useQuery(queryOf('/api/findings/:id', { params: { id } }))
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return <Finding key={data.version} finding={data} />
}

function Finding({ finding }: { readonly finding: FindingView }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const { subject, occurrence, roundTitle, state, late, who, verifier } = finding
  return (
    <>
      <PageHeading
        title={finding.title}
        above={<Breadcrumb trail={[{ title: say('findings'), href: '/findings' }]} />}
        lead={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.9375rem]">
            <FindingTag state={state} late={late} />
            {state !== 'closed' && (
              <span>
                {say('mendsBy', {
                  names: who.join(signs().list) || say('nobody'),
                  date: date(finding.dueOn),
                })}
              </span>
            )}
            {state === 'mended' && verifier !== null && (
              <span>{say('verifiedBy', { name: verifier })}</span>
            )}
          </span>
        }
      />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[3fr_2fr]">
        <div className="space-y-6">
          <Card padded>
            <dl className="space-y-3">
              <Fact title={say('where')}>
                {subject.href === null ? (
                  subject.title
                ) : (
                  <Link href={subject.href}>{subject.title}</Link>
                )}
                {subject.unit !== null && subject.unit !== subject.title && (
                  <span className="ml-3 text-[0.875rem] text-sub">{subject.unit}</span>
                )}
              </Fact>
              <Fact title={say('answer')}>
                {finding.answer === '' ? say('blank') : finding.answer}
                {finding.comment !== null && (
                  <span className="block whitespace-pre-line">{finding.comment}</span>
                )}
                <Proof id={finding.id} files={finding.files} />
              </Fact>
              <Fact title={say('foundIn')}>
                {occurrence === null ? (
                  (roundTitle ?? finding.checklist)
                ) : (
                  <Link href={`/checks/${occurrence}`}>{roundTitle ?? finding.checklist}</Link>
                )}
              </Fact>
            </dl>
            {finding.carries.length > 0 && (
              <div className="mt-3">
                <Grounds provisions={finding.carries} />
              </div>
            )}
          </Card>
          {finding.mayMend && <Mend finding={finding} />}
          {finding.mayVerify && <Verify finding={finding} />}
        </div>
        <Section title={say('history')}>
          <Past finding={finding} />
        </Section>
      </div>
    </>
  )
}

function Fact({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-[0.8125rem] text-sub">{title}</dt>
      <dd className="leading-170">{children}</dd>
    </div>
  )
}

function Past({ finding }: { readonly finding: FindingView }) {
  const say = useTexts(text)
  const { foundAt, foundBy, history } = finding
  return (
    <History
      label={say('history')}
      events={[
        {
          id: 'found',
          at: foundAt,
          ...(foundBy === null ? {} : { who: foundBy }),
          what: say('past.found'),
        },
        ...history.map(({ what, at, by, comment, files }, index) => ({
          id: String(index),
          at,
          ...(by === null ? {} : { who: by }),
          what: say(`past.${what}`),
          detail: (
            <>
              {comment !== null && <p className="whitespace-pre-line">{comment}</p>}
              <Proof id={finding.id} files={files} />
            </>
          ),
        })),
      ]}
    />
  )
}

function Proof({ id, files }: { readonly id: string; readonly files: FindingView['files'] }) {
  if (files.length === 0) return null
  return (
    <span className="flex flex-wrap gap-x-4 text-[0.9375rem]">
      {files.map((file) => (
        <Link
          key={file.id}
          target="_blank"
          href={hrefOf('/api/findings/:id/files/:file', { params: { id, file: file.id } })}
        >
          {file.name}
        </Link>
      ))}
    </span>
  )
}
