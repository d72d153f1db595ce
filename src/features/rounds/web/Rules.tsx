import { useMemo } from 'react'
import { searchKey } from '#kernel/fields/search.ts'
import { DefinedText } from '#features/documents/web/public.ts'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'

/** A rule of a checklist as text. */
export interface Rule {
  readonly key: string
  readonly title: string
  readonly ask?: string | null
  readonly help: string | null
  readonly heading: string | null
  readonly carries: readonly string[]
}

/** The rules in which all the words stand. */
export function useFoundRules(rules: readonly Rule[], words: string): readonly Rule[] {
  return useMemo(() => {
    const needles = words.split(/\s+/).filter(Boolean).map(searchKey)
    return rules.filter(({ title, ask, help, heading }) => {
      const said = searchKey([title, ask, help, heading].join(' '))
      return needles.every((needle) => said.includes(needle))
    })
  }, [rules, words])
}

/** Rules as a text to read, under their headings. */
export function Rules({
  rules,
  level,
}: {
  readonly rules: readonly Rule[]
  readonly level: 2 | 3
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const groups = [...Map.groupBy(rules, ({ heading }) => heading)]
  return (
    <div className="max-w-3xl space-y-6">
      {groups.map(([heading, members]) => (
        <div key={heading ?? ''}>
          {heading !== null && <Heading className="mb-1.5 text-[1.0625rem]">{heading}</Heading>}
          <ul className="divide-y divide-line">
            {members.map((rule) => (
              <li key={rule.key} className="py-3">
                <p className="font-paper text-[1.0625rem] leading-175">
                  <DefinedText>{rule.title}</DefinedText>
                </p>
                {rule.help !== null && (
                  <p className="mt-0.5 text-[0.9375rem] leading-170 text-sub">{rule.help}</p>
                )}
                {rule.ask !== null && rule.ask !== undefined && rule.ask !== rule.title && (
                  <p className="mt-0.5 text-[0.9375rem] leading-170 text-sub">{rule.ask}</p>
                )}
                <Grounds provisions={rule.carries} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
