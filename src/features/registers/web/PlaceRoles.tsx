import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Section } from '#ui/parts/Card.tsx'
import { text } from './text.ts'

/** The roles of the place that an entry is (a system, an area), each with who acts today. */
export function PlaceRoles({ entry }: { readonly entry: string }) {
  const say = useTexts(text)
  const { data } = useQuery({ ...queryOf('/api/roles'), staleTime: 60_000 })
  const roles = (data?.roles ?? []).flatMap((role) =>
    role.seats
      .filter(({ seat, optional, acting }) => seat.scopeId === entry && !(optional && !acting))
      .map(({ acting }) => ({ id: role.id, title: role.title, acting })),
  )
  if (roles.length === 0) return null
  return (
    <Section title={say('placeRoles')}>
      <dl className="space-y-2">
        {roles.map(({ id, title, acting }) => (
          <div key={id}>
            <dt className="text-[0.875rem] text-sub">
              <Link quiet href={`/organization/roles/${id}?place=${entry}`}>
                {title}
              </Link>
            </dt>
            <dd className="flex flex-wrap gap-x-4">
              {acting === null
                ? say('placeNobody')
                : [{ id: acting.id, name: acting.name }, ...acting.others].map((person) => (
                    <Link key={person.id} href={`/organization/persons/${person.id}`}>
                      {person.name}
                    </Link>
                  ))}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
