import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { useText } from '#ui/i18n/index.ts'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { Section } from '#ui/parts/Card.tsx'
import { text } from './text.ts'

interface Acts {
  readonly acts: readonly { readonly id: string, readonly title: string, readonly about: boolean, readonly register: string | null }[]
}

/** What may be wished for with a line: a button for each act of the policy, which leads to the question whether it is allowed. */
export function ActChips({ register, about }: { readonly register: string, readonly about: string }) {
  const say = useText(text)
  const { data } = useQuery({ queryKey: ['acts'], queryFn: ({ signal }) => api.get<Acts>('/api/handling/acts', { signal }), staleTime: 600_000 })
  const acts = data?.acts.filter((act) => act.about && act.register === register) ?? []
  if (acts.length === 0) return null
  return (
    <Section title={say('acts')}>
      <p className="mb-2.5 text-[0.9375rem] text-sub">{say('actsLead')}</p>
      <ul className="flex flex-wrap gap-2.5">{acts.map((act) => <li key={act.id}><ButtonLink href={`/ask?act=${act.id}&about=${about}`}>{act.title}</ButtonLink></li>)}</ul>
    </Section>
  )
}
