import { useState } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Section } from '#ui/parts/Card.tsx'
import type { MissingPosts, TransferView } from '../contract.ts'
import { text } from './text.ts'

/**
 * Titles in the column of posts that no post has: here the reader says which are only ranks, and
 * which are posts still to be made.
 */
export function Ranks({
  titles,
  onRanks,
  onPosts,
}: {
  readonly titles: TransferView['unknownPosts']
  readonly onRanks: (titles: readonly string[]) => Promise<void>
  readonly onPosts: (titles: readonly string[], leads: MissingPosts['leads']) => Promise<void>
}) {
  const say = useTexts(text)
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const toggle = (title: string): void => {
    const next = new Set(chosen)
    if (!next.delete(title)) next.add(title)
    choose(next)
  }
  const settle = (done: Promise<void>): void => {
    setBusy(true)
    void done.finally(() => {
      setBusy(false)
      choose(new Set())
    })
  }
  const button = { size: 'small', isDisabled: chosen.size === 0, isPending: busy } as const
  return (
    <Section title={say('ranks')} count={titles.length}>
      <fieldset className="rounded-12 border border-line px-4 py-4 sm:px-5">
        <legend className="sr-only">{say('ranks')}</legend>
        <p className="mb-3 max-w-prose text-[0.9375rem] text-sub">{say('ranksLead')}</p>
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          {titles.map(({ title, lines }) => (
            <label key={title} className="flex min-h-11 cursor-pointer items-center gap-2.5">
              <input
                type="checkbox"
                className="size-5 accent-act"
                checked={chosen.has(title)}
                onChange={() => toggle(title)}
              />
              {say('rankLines', { title, count: lines })}
            </label>
          ))}
        </div>
        <div className="mt-3 flex flex-wrap gap-3">
          <Button {...button} onPress={() => settle(onRanks([...chosen]))}>
            {say('asRank')}
          </Button>
          {(['head', 'deputy', 'none'] as const).map((leads) => (
            <Button key={leads} {...button} onPress={() => settle(onPosts([...chosen], leads))}>
              {say(`makePosts.${leads}`)}
            </Button>
          ))}
        </div>
      </fieldset>
    </Section>
  )
}
