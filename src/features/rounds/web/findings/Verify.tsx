import { useState } from 'react'
import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { FootBar } from '#ui/parts/FootBar.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { FindingView } from '../../contract/findings.ts'
import { Why } from '../answering/Why.tsx'
import { text } from '../text.ts'
import { touchedByRounds } from '../touched.ts'

/** Whether it is mended, by who has looked. */
export function Verify({ finding }: { readonly finding: FindingView }) {
  const say = useTexts(text)
  const [comment, setComment] = useState('')
  const [missed, setMissed] = useState(0)
  const verify = useAction({
    call: (mended: boolean) =>
      api.post('/api/findings/:id/verification', {
        params: { id: finding.id },
        body: {
          version: finding.version,
          mended,
          ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
        },
      }),
    invalidates: touchedByRounds,
    done: (_view, mended) => showToast(say(mended ? 'verifiedDone' : 'returnedDone')),
  })
  const giveBack = (): void => {
    if (comment.trim() === '') setMissed((count) => count + 1)
    else void verify.run(false)
  }
  const last = finding.history.findLast(({ what }) => what === 'mended')
  return (
    <section
      aria-label={say('verify')}
      className="space-y-4 rounded-12 border-2 border-act-line px-4 py-5 sm:px-6"
    >
      <ProblemNotice error={verify.problem} />
      {last?.comment !== undefined && last.comment !== null && (
        <div>
          <p className="text-[0.8125rem] text-sub">
            {last.by === null ? say('mendedSays') : say('mendedSaysBy', { name: last.by })}
          </p>
          <p className="leading-170 whitespace-pre-line">{last.comment}</p>
        </div>
      )}
      <Why
        label={say('comment')}
        hint={say('verifyHint')}
        value={comment}
        missed={missed}
        missing={say('returnMissing')}
        onChange={setComment}
        onGive={() => undefined}
      />
      <FootBar>
        <Button
          kind="main"
          size="large"
          isPending={verify.input === true}
          onPress={() => void verify.run(true)}
        >
          {say('verifyYes')}
        </Button>
        <Button size="large" isPending={verify.input === false} onPress={giveBack}>
          {say('verifyNo')}
        </Button>
      </FootBar>
    </section>
  )
}
