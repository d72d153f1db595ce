import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { Section } from '#ui/parts/Card.tsx'
import { text } from './text.ts'

/**
 * What can be done with an entry: a button for each act of the policy, which leads to the question
 * whether it is allowed, and one for each procedure about such entries that the reader may start
 * and that no such question leads to.
 */
export function ActChips({
  register,
  about,
}: {
  readonly register: string
  readonly about: string
}) {
  const say = useTexts(text)
  const { data: actsAnswer } = useQuery({ ...queryOf('/api/handling/acts'), staleTime: 600_000 })
  const { data: procedures = [] } = useQuery({ ...queryOf('/api/procedures'), staleTime: 60_000 })
  const acts = actsAnswer?.acts.filter((act) => act.about && act.register === register) ?? []
  const startable = procedures.filter(
    (procedure) =>
      procedure.may &&
      procedure.about === register &&
      !acts.some((act) => procedure.asks.includes(act.id)),
  )
  if (actsAnswer === undefined || acts.length + startable.length === 0) return null
  return (
    <Section title={say('acts')}>
      {acts.length > 0 && <p className="mb-2.5 text-[0.9375rem] text-sub">{say('actsLead')}</p>}
      <ul className="flex flex-wrap gap-2.5">
        {acts.map((act) => (
          <li key={act.id}>
            <ButtonLink href={`/ask?act=${act.id}&about=${about}`}>{act.title}</ButtonLink>
          </li>
        ))}
        {startable.map((procedure) => (
          <li key={procedure.id}>
            <ButtonLink href={`/apply/${procedure.id}?about=${about}`}>
              {procedure.title}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}
