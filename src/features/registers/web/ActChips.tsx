import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { useText } from '#ui/i18n/index.ts'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { Section } from '#ui/parts/Card.tsx'
import { text } from './text.ts'

/** What may be wished for with a line: a button for each act of the policy, which leads to the question whether it is allowed, and for each procedure about such
 * lines that the reader may begin and that no such question leads to. */
export function ActChips({
  register,
  about,
}: {
  readonly register: string
  readonly about: string
}) {
  const say = useText(text)
  const { data: known } = useQuery({ ...queryOf('/api/handling/acts'), staleTime: 600_000 })
  const { data: procedures = [] } = useQuery({ ...queryOf('/api/procedures'), staleTime: 60_000 })
  const acts = known?.acts.filter((act) => act.about && act.register === register) ?? []
  const begun = procedures.filter(
    (one) => one.may && one.about === register && !acts.some((act) => one.asks.includes(act.id)),
  )
  if (known === undefined || acts.length + begun.length === 0) return null
  return (
    <Section title={say('acts')}>
      {acts.length > 0 && <p className="mb-2.5 text-[0.9375rem] text-sub">{say('actsLead')}</p>}
      <ul className="flex flex-wrap gap-2.5">
        {acts.map((act) => (
          <li key={act.id}>
            <ButtonLink href={`/ask?act=${act.id}&about=${about}`}>{act.title}</ButtonLink>
          </li>
        ))}
        {begun.map((one) => (
          <li key={one.id}>
            <ButtonLink href={`/apply/${one.id}?about=${about}`}>{one.title}</ButtonLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}
