import { useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Section } from '#ui/parts/Card.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { EntryDetail } from '../contract/entries.ts'
import { text } from './text.ts'

/** What refers to this entry, by register. */
export function References({ entry }: { readonly entry: EntryDetail }) {
  const say = useTexts(text)
  if (entry.referring.length === 0) return null
  return (
    <Section title={say('referring')}>
      <div className="space-y-4">
        {entry.referring.map((group) => (
          <div key={`${group.register}/${group.field}`}>
            <h3 className="mb-1 text-[0.875rem] font-400 text-sub">
              {say('referringBy', { title: group.title, field: group.fieldTitle })}
            </h3>
            <ul className="space-y-1">
              {group.lines.map((referringEntry) => (
                <li key={referringEntry.id}>
                  <Link href={`/registers/${group.register}/${referringEntry.id}`}>
                    {referringEntry.name}
                  </Link>{' '}
                  <span className="text-[0.8125rem] text-sub numerals">
                    {referringEntry.number}
                  </span>
                </li>
              ))}
            </ul>
            {group.count > group.lines.length && (
              <p className="mt-1">
                <Link href={`/registers/${group.register}?f.${group.field}=${entry.id}`}>
                  {say('referringAll', { count: group.count })}
                </Link>
              </p>
            )}
          </div>
        ))}
      </div>
    </Section>
  )
}

/** How many are owned, and how many are used. */
export function Uses({ entry }: { readonly entry: EntryDetail }) {
  const say = useTexts(text)
  if (entry.uses.length === 0) return null
  return (
    <Section title={say('uses')}>
      <ul className="space-y-3">
        {entry.uses.map((use) => (
          <li key={use.register} className="rounded-12 border border-line px-4 py-3">
            <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
              <span>
                {say('owned')}{' '}
                <b className="text-[1.25rem] numerals">
                  {use.owned === null ? '—' : use.owned.toLocaleString()}
                </b>
              </span>
              <span>
                {say('used')} <b className="text-[1.25rem] numerals">{use.used.toLocaleString()}</b>
              </span>
              <UsageTag owned={use.owned} over={use.over} />
            </p>
            <p className="text-[0.875rem]">
              <Link href={`/registers/${use.register}?f.${use.field}=${entry.id}`}>
                {say('usesOf', { title: use.registerTitle })}
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Whether enough are owned. */
export function UsageTag({
  owned,
  over,
}: {
  readonly owned: number | null
  readonly over: number
}) {
  const say = useTexts(text)
  if (owned === null) return <Tag state="none">{say('ownedUnknown')}</Tag>
  return over > 0 ? (
    <Tag state="late">{say('over', { count: over })}</Tag>
  ) : (
    <Tag state="good">{say('within')}</Tag>
  )
}
