import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card } from '#ui/parts/Card.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { StateBar } from '#ui/parts/Tag.tsx'
import { SelectBox } from '#ui/parts/SelectBox.tsx'
import type { OccurrenceView } from '../../contract/occurrences.ts'
import { text } from '../text.ts'
import { AnswerField } from './AnswerField.tsx'
import { AnswerKeys } from './AnswerKeys.tsx'
import { Refused } from './AnswerCards.tsx'
import { Answered, Before } from './Answered.tsx'
import { Ending } from './Ending.tsx'
import { Proof } from './Proof.tsx'
import type { AskedItem } from './useAnswers.ts'
import { useItem } from './useItem.ts'
import { Waiver } from './Waiver.tsx'
import { useWhyWords, Why } from './Why.tsx'

/**
 * All items at once, on a wide screen. Up and down go from item to item, the digits answer, and
 * after an answer comes the next item without one.
 */
export function AnswerList({
  occurrence,
  asked,
  again,
}: {
  readonly occurrence: OccurrenceView
  readonly asked: readonly AskedItem[]
  readonly again: ReactNode
}) {
  const say = useTexts(text)
  const list = useRef<HTMLOListElement>(null)
  const [shown, setShown] = useState<'all' | 'unanswered'>('all')
  const left = asked.filter(({ isAnswered }) => !isAnswered).length
  // An item that was answered here stays until the choice is made anew.
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const rows = asked.filter(({ item }) => shown === 'all' || open.has(item.key))
  const goTo = (key: string | undefined): void => {
    if (key === undefined) return
    const row = [...(list.current?.children ?? [])].find(
      (child) => child instanceof HTMLElement && child.dataset['item'] === key,
    )
    const target = row?.querySelector<HTMLElement>('[data-keys] button, input, textarea, select')
    target?.focus()
    row?.scrollIntoView({ block: 'nearest' })
  }
  const goOnFrom = (key: string): void => {
    const index = rows.findIndex(({ item }) => item.key === key)
    goTo(
      [...rows.slice(index + 1), ...rows.slice(0, index)].find(({ isAnswered }) => !isAnswered)
        ?.item.key,
    )
  }
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="max-w-xl grow basis-72">
          <p className="mb-1 text-[0.9375rem] text-sub numerals">
            {say('answeredOf', { count: asked.length, done: asked.length - left })}
          </p>
          <StateBar
            label={say('answers')}
            parts={[
              { state: 'good', title: say('answered'), count: asked.length - left },
              { state: 'plain', title: say('unanswered'), count: left },
            ]}
          />
        </div>
        <label>
          <span className="sr-only">{say('show')}</span>
          <SelectBox
            value={shown}
            onChange={(event) => {
              setShown(event.currentTarget.value === 'unanswered' ? 'unanswered' : 'all')
              setOpen(
                new Set(asked.flatMap(({ item, isAnswered }) => (isAnswered ? [] : item.key))),
              )
            }}
          >
            <option value="all">{say('showAll')}</option>
            <option value="unanswered">{say('showUnanswered')}</option>
          </SelectBox>
        </label>
        {again}
      </div>
      {occurrence.mayAnswer && left > 0 && (
        <p className="text-[0.875rem] text-sub max-lg:hidden" data-screen-only>
          {say('keysHint')}
        </p>
      )}
      {rows.length === 0 ? (
        <p className="text-sub">{say('noneLeft')}</p>
      ) : (
        <Card>
          <ol ref={list} aria-label={say('items')} className="divide-y divide-line">
            {rows.map((one, index) => (
              <ItemRow
                key={one.item.key}
                occurrence={occurrence}
                asked={one}
                heading={
                  one.field.heading === rows[index - 1]?.field.heading
                    ? undefined
                    : one.field.heading
                }
                onGiven={() => goOnFrom(one.item.key)}
                onMove={(by) => goTo(rows[index + by]?.item.key)}
              />
            ))}
          </ol>
        </Card>
      )}
      {left === 0 && <Ending occurrence={occurrence} asked={asked} />}
    </div>
  )
}

function ItemRow({
  occurrence,
  asked,
  heading,
  onGiven,
  onMove,
}: {
  readonly occurrence: OccurrenceView
  readonly asked: AskedItem
  readonly heading: string | undefined
  readonly onGiven: () => void
  readonly onMove: (by: 1 | -1) => void
}) {
  const say = useTexts(text)
  const { item, field, kept, refused } = asked
  const answering = useItem(occurrence, asked, onGiven)
  const { asking, draft, change, choices } = answering
  const [isAdding, setAdding] = useState(false)
  const why = useWhyWords()(asking?.notApplicable === true, item.waivedBy)
  const { mayAnswer } = occurrence
  const questionId = `question-${item.key}`
  const onKey = (key: string, target: Element): boolean => {
    const choice = choices[Number(key) - 1]
    if (key === 'ArrowDown' || key === 'ArrowUp') onMove(key === 'ArrowDown' ? 1 : -1)
    else if (key === 'ArrowRight' || key === 'ArrowLeft') {
      const next = key === 'ArrowRight' ? target.nextElementSibling : target.previousElementSibling
      if (next instanceof HTMLElement) next.focus()
    } else if (choice === undefined) return false
    else answering.choose(choice)
    return true
  }
  return (
    <li data-item={item.key} className="px-5 py-4">
      {heading !== undefined && <p className="mb-2 text-[0.875rem] font-700 text-sub">{heading}</p>}
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3 lg:flex-nowrap">
        <div className="min-w-0 grow space-y-1.5">
          <p id={questionId} className="leading-160 font-700">
            {item.question}
          </p>
          {field.help !== undefined && (
            <p className="max-w-prose text-[0.875rem] leading-160 text-sub">{field.help}</p>
          )}
          <Before occurrence={occurrence.id} item={item} />
          {refused !== undefined && <Refused sentence={refused} />}
          <Answered occurrence={occurrence.id} item={item} kept={kept} />
          <Waiver occurrence={occurrence} item={item} />
          <Grounds provisions={item.carries} />
        </div>
        {mayAnswer && (
          <div className="shrink-0 space-y-2 lg:w-84">
            {answering.isWritten && (
              <div className="flex items-start gap-2">
                <div className="min-w-0 grow">
                  <AnswerField
                    field={field}
                    id={`answer-${item.key}`}
                    labelledBy={questionId}
                    value={answering.value}
                    onChange={(value) => change({ value })}
                  />
                </div>
                <div className="shrink-0">
                  <Button kind="line" onPress={answering.giveDraft}>
                    {say('keep')}
                  </Button>
                </div>
              </div>
            )}
            {choices.length > 0 && (
              <AnswerKeys
                label={item.question}
                choices={choices}
                given={asking ?? answering.given}
                onChoose={answering.choose}
                onKey={onKey}
              />
            )}
            {asking === undefined && (
              <div className="flex flex-wrap items-start gap-2">
                {(item.proof !== null || isAdding) && (
                  <Proof
                    small
                    occurrence={occurrence.id}
                    item={item}
                    draft={draft}
                    onChange={change}
                  />
                )}
                {!isAdding && (
                  <Button kind="quiet" size="small" onPress={() => setAdding(true)}>
                    {say(item.proof === null ? 'commentOrFile' : 'comment')}
                  </Button>
                )}
              </div>
            )}
          </div>
        )}
      </div>
      {mayAnswer && (asking !== undefined || isAdding) && (
        <div className="mt-3 max-w-2xl space-y-2.5 rounded-8 bg-soft px-4 py-3">
          <Why
            key={asking?.id ?? 'comment'}
            label={asking === undefined ? say('comment') : why.label}
            {...(asking === undefined ? {} : { hint: why.hint })}
            value={draft.comment}
            isNext
            missed={asking === undefined ? 0 : answering.missed}
            onChange={(comment) => change({ comment })}
            onGive={asking === undefined ? answering.giveDraft : answering.giveAsked}
          />
          {asking !== undefined && (
            <Proof small occurrence={occurrence.id} item={item} draft={draft} onChange={change} />
          )}
          <div className="flex flex-wrap gap-2.5">
            {asking !== undefined && (
              <Button kind="line" onPress={answering.giveAsked}>
                {say('keepAs', { answer: asking.title })}
              </Button>
            )}
            {asking === undefined && (answering.given !== undefined || answering.isWritten) && (
              <Button
                kind="line"
                onPress={() => {
                  setAdding(false)
                  answering.giveDraft()
                }}
              >
                {say('keepAdded')}
              </Button>
            )}
            <Button
              onPress={() => {
                answering.stopAsking()
                setAdding(false)
              }}
            >
              {say('cancel')}
            </Button>
          </div>
        </div>
      )}
    </li>
  )
}
