import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import { FootBar } from '#ui/parts/FootBar.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { StateBar } from '#ui/parts/Tag.tsx'
import { useSession } from '#ui/session/session.ts'
import type { OccurrenceView } from '../../contract/occurrences.ts'
import { text } from '../text.ts'
import { AnswerField } from './AnswerField.tsx'
import { AnswerKeys } from './AnswerKeys.tsx'
import { Answered, Before } from './Answered.tsx'
import { Ending } from './Ending.tsx'
import { Proof } from './Proof.tsx'
import { outcomeOf } from './useAnswers.ts'
import type { AskedItem } from './useAnswers.ts'
import { useItem } from './useItem.ts'
import { Waiver } from './Waiver.tsx'
import { useWhyWords, Why } from './Why.tsx'

/** The items on the phone: one a card, its answers at the foot, the next one after each. */
export function AnswerCards({
  occurrence,
  asked,
  again,
}: {
  readonly occurrence: OccurrenceView
  readonly asked: readonly AskedItem[]
  /** The offer to answer as before. */
  readonly again: ReactNode
}) {
  const firstOpen = asked.findIndex(({ isAnswered }) => !isAnswered)
  const [at, setAt] = useState(occurrence.mayAnswer && firstOpen !== -1 ? firstOpen : -1)
  const current = asked[at]
  const goOn = (): void => {
    const open = (_: AskedItem, index: number): boolean =>
      index !== at && asked[index]?.isAnswered === false
    const after = asked.findIndex((one, index) => index > at && open(one, index))
    setAt(after === -1 ? asked.findIndex(open) : after)
  }
  if (current === undefined)
    return <Ending occurrence={occurrence} asked={asked} onLook={setAt} again={again} />
  return (
    <Card
      key={current.item.key}
      occurrence={occurrence}
      asked={current}
      progress={
        <>
          <Steps asked={asked} at={at} />
          {at === 0 && again}
        </>
      }
      onGiven={goOn}
      onBack={at === 0 ? undefined : () => setAt(at - 1)}
      onLater={() => setAt(at + 1 < asked.length ? at + 1 : -1)}
    />
  )
}

function Card({
  occurrence,
  asked,
  progress,
  onGiven,
  onBack,
  onLater,
}: {
  readonly occurrence: OccurrenceView
  readonly asked: AskedItem
  readonly progress: ReactNode
  readonly onGiven: () => void
  readonly onBack: (() => void) | undefined
  readonly onLater: () => void
}) {
  const say = useTexts(text)
  const { person } = useSession()
  const { item, field, kept, refused } = asked
  const answering = useItem(occurrence, asked, onGiven)
  const { asking, draft, change } = answering
  const [isCommenting, setCommenting] = useState(draft.comment !== '')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    globalThis.scrollTo({ top: 0 })
  }, [])
  const why = useWhyWords()(asking?.notApplicable === true, item.waivedBy)
  const { mayAnswer } = occurrence
  const byOther = item.answer?.by ?? person.name
  return (
    <article aria-labelledby="question" className="space-y-4">
      {progress}
      {field.heading !== undefined && <p className="text-[0.875rem] text-sub">{field.heading}</p>}
      <div>
        <h2
          ref={heading}
          id="question"
          tabIndex={-1}
          className="text-[1.375rem] leading-150 outline-none focus-visible:shadow-none focus-visible:outline-none"
        >
          {item.question}
        </h2>
        {field.help !== undefined && <p className="mt-1 leading-160 text-sub">{field.help}</p>}
      </div>
      <Before occurrence={occurrence.id} item={item} />
      {refused !== undefined && <Refused sentence={refused} />}
      {asked.isAnswered && (
        <div className="rounded-8 bg-soft px-3.5 py-2.5">
          <Answered occurrence={occurrence.id} item={item} kept={kept} />
          {kept === undefined && byOther !== person.name && mayAnswer && (
            <p className="mt-1 text-[0.875rem] text-sub">{say('answeredByOther')}</p>
          )}
          <Waiver occurrence={occurrence} item={item} />
        </div>
      )}
      {mayAnswer && answering.isWritten && asking === undefined && (
        <AnswerField
          field={field}
          id={`answer-${field.id}`}
          labelledBy="question"
          value={answering.value}
          onChange={(value) => change({ value })}
        />
      )}
      {mayAnswer && (
        <>
          {asking === undefined && !isCommenting ? null : (
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
          )}
          <div className="grid grid-cols-2 items-start gap-2.5">
            <Proof occurrence={occurrence.id} item={item} draft={draft} onChange={change} />
            {asking === undefined && !isCommenting && (
              <Button icon="edit" wide onPress={() => setCommenting(true)}>
                {say('comment')}
              </Button>
            )}
          </div>
          {item.proof !== null && <p className="text-[0.875rem] text-sub">{say('proofWanted')}</p>}
        </>
      )}
      <Grounds provisions={item.carries} />
      <FootBar>
        {!mayAnswer ? null : asking !== undefined ? (
          <>
            <Button kind="main" size="large" wide onPress={answering.giveAsked}>
              {say('keepAndNext', { answer: asking.title })}
            </Button>
            <Button wide onPress={answering.stopAsking}>
              {say('chooseAgain')}
            </Button>
          </>
        ) : (
          <>
            {answering.isWritten && (
              <Button kind="main" size="large" wide onPress={answering.giveDraft}>
                {say('keepNext')}
              </Button>
            )}
            {!answering.isWritten && answering.hasMore && answering.given !== undefined && (
              <Button kind="main" wide onPress={answering.giveDraft}>
                {say('keepAdded')}
              </Button>
            )}
            {answering.choices.length > 0 && (
              <AnswerKeys
                large={!answering.isWritten}
                label={item.question}
                choices={answering.choices}
                given={answering.given}
                onChoose={answering.choose}
              />
            )}
          </>
        )}
        {asking === undefined && (
          <div className="flex w-full justify-between">
            {onBack === undefined ? (
              <span />
            ) : (
              <Button kind="quiet" size="small" onPress={onBack}>
                {say('back')}
              </Button>
            )}
            <Button kind="quiet" size="small" onPress={onLater}>
              {say(asked.isAnswered ? 'next' : 'answerLater')}
            </Button>
          </div>
        )}
      </FootBar>
    </article>
  )
}

/** Why the server did not take an answer, and what to do. */
export function Refused({ sentence }: { readonly sentence: string }) {
  const say = useTexts(text)
  return (
    <p role="alert" className="flex gap-1.5 text-[0.9375rem] font-700 text-stop">
      <span aria-hidden="true">●</span>
      <span>{say('refused', { sentence })}</span>
    </p>
  )
}

const mostSteps = 20
const fills = {
  kept: 'bg-good-fill',
  finding: 'bg-stop-line',
  'not-applicable': 'bg-edge',
} as const

/** Which item of how many, and how those before were answered. */
function Steps({ asked, at }: { readonly asked: readonly AskedItem[]; readonly at: number }) {
  const say = useTexts(text)
  const done = asked.filter(({ isAnswered }) => isAnswered).length
  const label = say('itemOf', { at: at + 1, all: asked.length })
  return (
    <div className="flex items-center gap-3.5">
      <span className="shrink-0 text-[1.0625rem] font-700 numerals">{label}</span>
      {asked.length > mostSteps ? (
        <span className="grow">
          <StateBar
            label={label}
            parts={[
              { state: 'good', title: say('answered'), count: done },
              { state: 'plain', title: say('unanswered'), count: asked.length - done },
            ]}
          />
        </span>
      ) : (
        <span className="flex grow gap-1" aria-hidden="true">
          {asked.map(({ item, kept, isAnswered }, index) => {
            const outcome = kept === undefined ? item.answer?.outcome : outcomeOf(item, kept)
            return (
              <span
                key={item.key}
                className={classNames(
                  'h-2 grow rounded-full',
                  isAnswered ? fills[outcome ?? 'kept'] : 'bg-line',
                  index === at && 'outline-2 outline-offset-1 outline-act',
                )}
              />
            )
          })}
        </span>
      )}
    </div>
  )
}
