import { useQuery } from '@tanstack/react-query'
import { DefinedText } from '#features/documents/web/public.ts'
import { queryOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { DateText, MomentText } from '#ui/parts/texts.tsx'
import type { ProvisionDetail } from '../contract.ts'
import { carriageLooks, looks } from './states.ts'
import { text } from './text.ts'

/**
 * One provision: its gist and wording, the mechanisms that carry it, the last proof, and one button
 * to put it right.
 */
export default function ProvisionPage() {
  const say = useTexts(text)
  const [search] = useSearchParams()
  const ref = String(search['ref'] ?? '')
  const { data, error } = useQuery(queryOf('/api/policy/provision', { query: { ref } }))
  if (data === undefined) return <ProblemNotice error={error} />
  return (
    <>
      <PageHeading
        title={data.gist}
        above={
          <Breadcrumb
            trail={[
              { title: say('map'), href: '/policy' },
              ...data.path.map((heading) => ({
                title: `${heading.ref} ${heading.title}`,
                href: `/policy?q=${encodeURIComponent(heading.ref)}`,
              })),
            ]}
          />
        }
        lead={
          <span className="flex flex-wrap items-center gap-3">
            <span className="numerals">{data.ref}</span>
            <Tag state={looks[data.state]}>{say(`state.${data.state}`)}</Tag>
          </span>
        }
      />
      <Carriage provision={data} />
      {data.exceptions.length > 0 && (
        <Section title={say('exceptions')}>
          <Card>
            <Rows label={say('exceptions')}>
              {data.exceptions.map((exception) => (
                <Row
                  key={exception.number}
                  title={exception.for}
                  subject={exception.number}
                  detail={
                    <>
                      <DateText date={exception.from} />
                      {signs().until}
                      <DateText date={exception.until} />
                    </>
                  }
                  state={<Tag state={looks.excepted}>{say('state.excepted')}</Tag>}
                />
              ))}
            </Rows>
          </Card>
        </Section>
      )}
      <Section title={say('original')}>
        {data.original === null ? (
          <EmptyState title={say('noDocument')} />
        ) : (
          <blockquote className="rounded-12 border border-line bg-paper px-5 py-4 whitespace-pre-wrap">
            <DefinedText>{data.original}</DefinedText>
          </blockquote>
        )}
        {data.departure !== null && (
          <div className="mt-3">
            <Notice kind="info">{data.departure}</Notice>
          </div>
        )}
      </Section>
      <Section title={say('carriers', { count: data.carriers.length })}>
        {data.carriers.length === 0 ? (
          <EmptyState title={say('none')} />
        ) : (
          <Card>
            <Rows label={say('carriers', { count: data.carriers.length })}>
              {data.carriers.map((carrier) => (
                <Row
                  key={carrier.path}
                  title={carrier.kindTitle}
                  subject={carrier.title}
                  detail={<Facts carrier={carrier} />}
                  state={<Tag state={looks[carrier.state]}>{say(`state.${carrier.state}`)}</Tag>}
                  action={
                    carrier.link !== null && (
                      <ButtonLink
                        size="small"
                        href={carrier.link}
                        aria-label={`${carrier.title}${signs().colon}${say(mendOf(carrier))}`}
                        {...(mendOf(carrier) === 'mend' ? {} : { kind: 'line' as const })}
                      >
                        {say(mendOf(carrier))}
                      </ButtonLink>
                    )
                  }
                />
              ))}
            </Rows>
          </Card>
        )}
      </Section>
    </>
  )
}

/** How strongly the provision must be carried, and is; its parts, where it has several duties. */
function Carriage({ provision }: { readonly provision: ProvisionDetail }) {
  const say = useTexts(text)
  const { modality, parts, carriage, needs, has, weakness } = provision
  return (
    <Section title={say('carriage')}>
      <p className="flex flex-wrap items-center gap-x-5 gap-y-1">
        <span>{say(`modality.${modality as 'must'}`)}</span>
        <span>{say('needs', { strength: needs.title })}</span>
        <span>{say('has', { strength: has.title })}</span>
        <Tag state={carriageLooks[carriage]}>{say(`carriage.${carriage}`)}</Tag>
      </p>
      {weakness !== null && (
        <div className="mt-3">
          <Notice kind="info">{weakness}</Notice>
        </div>
      )}
      {parts.length > 0 && (
        <ul className="mt-3 list-disc ps-6">
          {parts.map((part) => (
            <li key={part.ref}>
              <span className="numerals">{part.ref}</span>
              {signs().gap}
              {part.gist}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** What the button does: it puts right what is missing, or opens what is in order. */
function mendOf({
  kind,
  state,
}: ProvisionDetail['carriers'][number]):
  | 'mend'
  | 'mend.role'
  | 'mend.register'
  | 'mend.finding'
  | 'mend.overdue' {
  if (state === 'not-set-up')
    return kind === 'role' || kind === 'power' ? 'mend.role' : 'mend.register'
  if (state === 'finding') return 'mend.finding'
  return state === 'late' ? 'mend.overdue' : 'mend'
}

function Facts({ carrier }: { readonly carrier: ProvisionDetail['carriers'][number] }) {
  const say = useTexts(text)
  return (
    <span className="flex flex-wrap gap-x-4">
      <span>
        {[carrier.strength.title, ...carrier.parts].join(signs().gap)}
        {signs().colon}
        {carrier.why}
      </span>
      {carrier.proof !== null && <span>{carrier.proof}</span>}
      {carrier.lastAt !== null && (
        <span>
          {say('last')} <MomentText at={carrier.lastAt} />
        </span>
      )}
      {carrier.nextDue !== null && (
        <span>
          {say('next')} <MomentText at={carrier.nextDue} />
        </span>
      )}
      {carrier.when !== null && (
        <span>
          {say('when')} <code>{carrier.when}</code>
        </span>
      )}
    </span>
  )
}
