import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Card, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { DateText } from '#ui/parts/texts.tsx'
import { text } from './text.ts'

interface Thing {
  readonly id: string
  readonly title: string
  readonly detail: string | null
  readonly href: string | null
  readonly carries: readonly string[]
  readonly dates?: readonly string[]
}

/** What the policy gives a role to do: this year, in procedures, registers and findings. */
export function RoleDuties({ role }: { readonly role: string }) {
  const say = useTexts(text)
  const { data } = useQuery(queryOf('/api/roles/:role/year', { params: { role } }))
  if (data === undefined) return null
  return (
    <>
      <Things title={say('doesThisYear')} things={data.rounds} />
      <Things title={say('decides')} things={data.decides} />
      <Things title={say('keeps')} things={data.keeps} />
      <Things title={say('findingsPart')} things={data.findings} />
      <Things title={say('hears')} things={data.hears} />
    </>
  )
}

/** Dates that are shown of one thing: months of a year are no more. */
const maxDates = 12

function Things({ title, things }: { readonly title: string; readonly things: readonly Thing[] }) {
  if (things.length === 0) return null
  return (
    <Section title={title} count={things.length}>
      <Card>
        <Rows label={title}>
          {things.map(({ id, title: name, detail, href, carries, dates = [] }) => (
            <Row
              key={id}
              title={
                href === null ? (
                  name
                ) : (
                  <Link quiet href={href}>
                    {name}
                  </Link>
                )
              }
              detail={
                <span className="flex flex-wrap gap-x-4">
                  {detail !== null && <span>{detail}</span>}
                  {dates.slice(0, maxDates).map((day) => (
                    <DateText key={day} date={day} short />
                  ))}
                </span>
              }
              action={carries.length > 0 && <Grounds provisions={carries} />}
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}
