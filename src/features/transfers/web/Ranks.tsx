import { useState } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Section } from '#ui/parts/Card.tsx'
import type { TransferView } from '../contract.ts'
import { text } from './text.ts'

/** Titles in the column of posts that no post has: here the reader says which are only ranks. */
export function Ranks({
  titles,
  onRanks,
}: {
  readonly titles: TransferView['unknownPosts']
  readonly onRanks: (titles: readonly string[]) => Promise<void>
}) {
  const say = useTexts(text)
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const toggle = (title: string): void => {
    const next = new Set(chosen)
    if (!next.delete(title)) next.add(title)
    choose(next)
  }
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
        <div className="mt-3">
          <Button
            isDisabled={chosen.size === 0}
            isPending={busy}
            onPress={() => {
              setBusy(true)
              void onRanks([...chosen]).finally(() => {
                setBusy(false)
                choose(new Set())
              })
            }}
          >
            {say('asRank')}
          </Button>
        </div>
      </fieldset>
    </Section>
  )
}
