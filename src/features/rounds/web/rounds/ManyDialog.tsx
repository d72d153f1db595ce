import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isEmpty } from '#kernel/fields/empty.ts'
import { api, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { ItemView } from '../../contract/occurrences.ts'
import { AnswerField } from '../answering/AnswerField.tsx'
import { AnswerKeys } from '../answering/AnswerKeys.tsx'
import { isWritten, useChoices } from '../answering/choices.ts'
import type { AnswerChoice } from '../answering/choices.ts'
import { Why } from '../answering/Why.tsx'
import { text } from '../text.ts'
import { touchedByRounds } from '../touched.ts'

/** One item answered alike for the chosen subjects. */
export function ManyDialog({
  round,
  item: key,
  occurrences,
  onClose,
}: {
  readonly round: string
  readonly item: string
  readonly occurrences: readonly string[]
  readonly onClose: (isDone: boolean) => void
}) {
  const say = useTexts(text)
  // What is asked of one of them is asked of all.
  const [first = ''] = occurrences
  const { data, error } = useQuery(queryOf('/api/occurrences/:id', { params: { id: first } }))
  const item = data?.items.find((candidate) => candidate.key === key)
  return item === undefined ? (
    <DialogFrame isOpen title={say('answerMany')} onClose={() => onClose(false)}>
      {error === null ? <div className="skeleton h-24" /> : <ProblemNotice error={error} />}
    </DialogFrame>
  ) : (
    <Question round={round} item={item} occurrences={occurrences} onClose={onClose} />
  )
}

function Question({
  round,
  item,
  occurrences,
  onClose,
}: {
  readonly round: string
  readonly item: ItemView
  readonly occurrences: readonly string[]
  readonly onClose: (isDone: boolean) => void
}) {
  const say = useTexts(text)
  const choices = useChoices(item, false)
  const written = isWritten(choices)
  const [choice, setChoice] = useState<AnswerChoice>()
  const [typed, setTyped] = useState<unknown>()
  const [comment, setComment] = useState('')
  const value = written ? typed : choice?.value
  const send = useAction({
    call: () =>
      api.post('/api/rounds/:round/answers', {
        params: { round },
        body: {
          item: item.key,
          ...(isEmpty(value) ? {} : { value }),
          ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
          occurrences,
        },
      }),
    invalidates: touchedByRounds,
    done: ({ answered }) => {
      showToast(say('answeredMany', { count: answered }))
      onClose(true)
    },
  })
  const isReady = written || choice !== undefined
  return (
    <DialogFrame
      isOpen
      title={item.question}
      onClose={() => onClose(false)}
      actions={
        <>
          <Button
            kind="main"
            isDisabled={!isReady}
            isPending={send.pending}
            onPress={() => void send.run()}
          >
            {isReady ? say('keepMany', { count: occurrences.length }) : say('chooseAnswer')}
          </Button>
          <Button onPress={() => onClose(false)}>{say('cancel')}</Button>
        </>
      }
    >
      <div className="space-y-4">
        <p id="many-question">{say('manyBody', { count: occurrences.length })}</p>
        <ProblemNotice error={send.problem} />
        {written ? (
          <AnswerField
            field={item.field}
            id="many-answer"
            labelledBy="many-question"
            value={typed}
            onChange={setTyped}
          />
        ) : (
          <AnswerKeys label={item.question} choices={choices} given={choice} onChoose={setChoice} />
        )}
        <Why
          label={say('comment')}
          value={comment}
          onChange={setComment}
          onGive={() => {
            if (isReady) void send.run()
          }}
        />
      </div>
    </DialogFrame>
  )
}
