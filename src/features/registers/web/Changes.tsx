import { useState } from 'react'
import { signs, useTexts } from '#ui/i18n/index.ts'
import type { FormField } from '#ui/form/types.ts'
import { Button } from '#ui/parts/Button.tsx'
import { History } from '#ui/parts/History.tsx'
import type { EntryVersion } from '../contract/entries.ts'
import { text } from './text.ts'
import { wordsOf } from './values.tsx'
import type { ValueContext } from './values.tsx'

const shownFirst = 5

/** Every change of an entry, newest first: who, when, the old and the new value, the reason. */
export function Changes({
  history,
  fields,
  context: telling,
}: {
  readonly history: readonly EntryVersion[]
  readonly fields: readonly FormField[]
  readonly context: ValueContext
}) {
  const say = useTexts(text)
  const [all, showAll] = useState(false)
  const shown = all ? history : history.slice(0, shownFirst)
  const formatChange = (id: string, value: unknown): string => {
    const field = fields.find((candidate) => candidate.id === id)
    return value === null || field === undefined ? say('empty') : wordsOf(field, value, telling)
  }
  return (
    <>
      <History
        label={say('history')}
        events={shown.map((version) => ({
          id: String(version.version),
          at: version.at,
          who: version.by ?? say('program'),
          what:
            version.version === 1
              ? say('created')
              : say('changed', {
                  fields:
                    [
                      ...(version.unit ? [say('unit')] : []),
                      ...version.changes.map((change) => change.title),
                    ].join(signs().list) || say('state'),
                }),
          detail: (
            <>
              {version.version > 1 && version.changes.length > 0 && (
                <ul className="space-y-0.5">
                  {version.changes.map((change) => (
                    <li key={change.field}>
                      {version.changes.length > 1 && `${change.title}${signs().colon}`}
                      <Former words={formatChange(change.field, change.from)} /> →{' '}
                      <b className="font-400 text-ink">{formatChange(change.field, change.to)}</b>
                    </li>
                  ))}
                </ul>
              )}
              {version.unit !== null && (
                <p>
                  {`${say('unit')}${signs().colon}`}
                  <Former words={version.unit.from || say('empty')} /> →{' '}
                  <b className="font-400 text-ink">{version.unit.to || say('empty')}</b>
                </p>
              )}
              {version.reason !== null && (
                <p className="border-l-[3px] border-line pl-2.5 text-ink">{version.reason}</p>
              )}
            </>
          ),
        }))}
      />
      {!all && history.length > shownFirst && (
        <Button size="small" kind="quiet" onPress={() => showAll(true)}>
          {say('moreHistory', { count: history.length - shownFirst })}
        </Button>
      )}
    </>
  )
}

/** What a field said before, struck through; that it said nothing is not. */
function Former({ words }: { readonly words: string }) {
  const say = useTexts(text)
  const Tag = words === say('empty') ? 'span' : 'del'
  return <Tag className="text-sub">{words}</Tag>
}
