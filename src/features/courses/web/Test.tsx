import { useState } from 'react'
import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { FootBar } from '#ui/parts/FootBar.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { LessonView, TestResult } from '../contract.ts'
import { text } from './text.ts'
import { touchedByLines } from './touched.ts'

/** The questions, and at once what was wrong and why; under the mark, once more. */
export function Test({
  lesson,
  onBack,
}: {
  readonly lesson: LessonView
  readonly onBack: () => void
}) {
  const say = useTexts(text)
  const { id, edition, questions, needed } = lesson
  const [given, setGiven] = useState<Readonly<Record<number, number>>>({})
  const [result, setResult] = useState<TestResult>()
  const send = useAction({
    call: () =>
      api.post('/api/courses/:id/answers', {
        params: { id },
        body: { edition, answers: questions.map((_question, index) => given[index] ?? 0) },
      }),
    invalidates: touchedByLines,
    evenWhenRefused: true,
    done: (came) => {
      setResult(came)
      window.scrollTo(0, 0)
    },
  })
  const wrong = new Map(result?.wrong.map((each) => [each.question, each]))
  const isComplete = questions.every((_question, index) => given[index] !== undefined)
  return (
    <div className="max-w-prose space-y-6">
      <ProblemNotice error={send.problem} />
      {result === undefined ? (
        <p>{say('testLead', { of: questions.length, needed })}</p>
      ) : (
        <Notice
          kind={result.passed ? 'good' : 'info'}
          title={say(result.passed ? 'passedTitle' : 'notYet')}
        >
          {say(result.passed ? 'passedBody' : 'notYetBody', {
            right: result.right,
            of: result.of,
            needed: result.needed,
          })}
        </Notice>
      )}
      {questions.map(({ ask, options }, index) => (
        <fieldset
          key={ask}
          disabled={result !== undefined}
          className="rounded-12 border border-line px-4 py-4"
        >
          <legend className="px-1 font-700">{`${index + 1}. ${ask}`}</legend>
          {options.map((option, choice) => (
            <label key={option} className="flex min-h-11 items-center gap-3">
              <input
                type="radio"
                name={`question-${index}`}
                className="size-5 shrink-0 accent-act"
                checked={given[index] === choice}
                onChange={() => setGiven({ ...given, [index]: choice })}
              />
              <span>{option}</span>
            </label>
          ))}
          {result !== undefined && (
            <p className="mt-2 rounded-8 bg-soft px-3 py-2 text-[0.9375rem]">
              {wrong.has(index) ? (
                <>
                  <b>{say('rightIs', { answer: options[wrong.get(index)!.right] ?? '' })}</b>
                  <span className="block">{wrong.get(index)!.why}</span>
                </>
              ) : (
                <b>{say('wasRight')}</b>
              )}
            </p>
          )}
        </fieldset>
      ))}
      <FootBar>
        {result === undefined ? (
          <Button
            kind="main"
            size="large"
            isDisabled={!isComplete}
            isPending={send.pending}
            onPress={() => void send.run()}
          >
            {say('answer')}
          </Button>
        ) : result.passed ? (
          <ButtonLink kind="main" size="large" href="/courses">
            {say('toCourses')}
          </ButtonLink>
        ) : (
          <Button
            kind="main"
            size="large"
            onPress={() => {
              setResult(undefined)
              setGiven({})
              window.scrollTo(0, 0)
            }}
          >
            {say('again')}
          </Button>
        )}
        <Button onPress={onBack}>{say('readAgain')}</Button>
      </FootBar>
    </div>
  )
}
