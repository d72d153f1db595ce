import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Menu } from '#ui/parts/Menu.tsx'
import type { MenuEntry } from '#ui/parts/Menu.tsx'
import { text } from './text.ts'

/**
 * What can be done with an entry, in one menu by group: each act of the policy leads to the question
 * whether it is allowed; a procedure that the reader may start and that no such question leads to
 * leads to its form.
 */
export function ActMenu({
  register,
  about,
}: {
  readonly register: string
  readonly about: string
}) {
  const say = useTexts(text)
  const { data: answer } = useQuery({ ...queryOf('/api/handling/acts'), staleTime: 600_000 })
  const { data: procedures = [] } = useQuery({ ...queryOf('/api/procedures'), staleTime: 60_000 })
  const acts = answer?.acts.filter((act) => act.about && act.register === register) ?? []
  const startable = procedures.filter(
    (procedure) =>
      procedure.may &&
      procedure.about === register &&
      !acts.some((act) => procedure.asks.includes(act.id)),
  )
  if (answer === undefined || acts.length + startable.length === 0) return null
  const entries = [
    ...acts.map((act): MenuEntry => ({
      id: `act ${act.id}`,
      title: act.title,
      href: `/ask?act=${act.id}&about=${about}`,
      group: act.group ?? say('otherActs'),
    })),
    ...startable.map((procedure): MenuEntry => ({
      id: `procedure ${procedure.id}`,
      title: procedure.title,
      href: `/apply/${procedure.id}?about=${about}`,
      group: procedure.group ?? say('otherActs'),
    })),
  ]
  const groups = [...new Set(entries.map(({ group }) => group))]
  return (
    <Menu
      kind="main"
      title={say('acts')}
      entries={groups.flatMap((group) => entries.filter((entry) => entry.group === group))}
    />
  )
}
