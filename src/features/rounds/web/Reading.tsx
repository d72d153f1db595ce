import { useState } from 'react'
import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { FootBar } from '#ui/parts/FootBar.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { OccurrenceView } from '../contract/occurrences.ts'
import { Rules, useFoundRules } from './Rules.tsx'
import { text } from './text.ts'
import { touchedByRounds } from './touched.ts'

/** What is to be read, as a text, and one button at its end. */
export function Reading({ occurrence }: { readonly occurrence: OccurrenceView }) {
  const say = useTexts(text)
  const [words, setWords] = useState('')
  const changed = occurrence.items.filter(({ change }) => change !== null)
  const isPartly = changed.length > 0 && changed.length < occurrence.items.length
  const [isWhole, setWhole] = useState(false)
  const shown = isPartly && !isWhole ? changed : occurrence.items
  const rules = shown.map(({ key, question, field, carries }) => ({
    key,
    title: field.title,
    ask: question,
    help: field.help ?? null,
    heading: field.heading ?? null,
    carries,
  }))
  const found = useFoundRules(rules, words)
  return (
    <div className="space-y-5">
      {isPartly && (
        <Notice kind="info">
          <span className="flex flex-wrap items-center gap-x-4 gap-y-2">
            {say('changedSince', { count: changed.length })}
            <Button onPress={() => setWhole(!isWhole)}>
              {isWhole ? say('onlyChanged') : say('wholeText')}
            </Button>
          </span>
        </Notice>
      )}
      <SearchBox label={say('searchText')} value={words} onSearch={setWords} />
      {found.length === 0 ? (
        <p className="text-sub">{say('nothingFound')}</p>
      ) : (
        <Rules rules={found} level={2} />
      )}
      {occurrence.mayAnswer && occurrence.closedAt === null ? (
        <ReadButton occurrence={occurrence.id} next={occurrence.nextId} />
      ) : (
        <FootBar>
          <ButtonLink href="/checks">{say('toChecks')}</ButtonLink>
        </FootBar>
      )}
    </div>
  )
}

/** 「読みました」. */
export function ReadButton({
  occurrence,
  next,
}: {
  readonly occurrence: string
  readonly next?: string | null
}) {
  const say = useTexts(text)
  const confirm = useAction({
    call: () => api.post('/api/occurrences/:id/reading', { params: { id: occurrence } }),
    invalidates: touchedByRounds,
    done: () => showToast(say('readDone')),
  })
  return (
    <>
      <ProblemNotice error={confirm.problem} />
      <FootBar>
        <Button
          kind="main"
          size="large"
          isPending={confirm.pending}
          onPress={() => void confirm.run()}
        >
          {say('read')}
        </Button>
        <span className="text-[0.9375rem] text-sub max-lg:hidden">{say('readHint')}</span>
        {next !== undefined && next !== null && (
          <ButtonLink href={`/checks/${next}`}>{say('nextSubject')}</ButtonLink>
        )}
      </FootBar>
    </>
  )
}
