import { useState } from 'react'
import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { FilesInput } from '#ui/form/inputs/FilesInput.tsx'
import type { FormField } from '#ui/form/types.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { FootBar } from '#ui/parts/FootBar.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { FindingView } from '../../contract/findings.ts'
import { Why } from '../answering/Why.tsx'
import { text } from '../text.ts'
import { touchedByRounds } from '../touched.ts'

/** Says that it is mended: how, with what shows it. */
export function Mend({ finding }: { readonly finding: FindingView }) {
  const say = useTexts(text)
  const [comment, setComment] = useState('')
  const [files, setFiles] = useState<readonly string[]>([])
  const [missed, setMissed] = useState(0)
  const mend = useAction({
    call: () =>
      api.post('/api/findings/:id/mending', {
        params: { id: finding.id },
        body: { version: finding.version, comment: comment.trim(), files },
      }),
    invalidates: touchedByRounds,
    done: ({ state }) => showToast(say(state === 'closed' ? 'mendedClosed' : 'mendedSent')),
  })
  const send = (): void => {
    if (comment.trim() === '') setMissed((count) => count + 1)
    else void mend.run()
  }
  const field: FormField = { id: 'files', title: say('mendFiles'), type: 'files', required: false }
  return (
    <section
      aria-label={say('mend')}
      className="space-y-4 rounded-12 border-2 border-act-line px-4 py-5 sm:px-6"
    >
      <ProblemNotice error={mend.problem} />
      <Why
        label={say('howMended')}
        hint={say('howMendedHint')}
        value={comment}
        missed={missed}
        missing={say('howMendedMissing')}
        onChange={setComment}
        onGive={send}
      />
      <FilesInput
        field={field}
        id="mend-files"
        value={files}
        onChange={(value) =>
          setFiles(Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [])
        }
        onBlur={() => undefined}
        describedBy={undefined}
        invalid={false}
        required={false}
        axes={[]}
      />
      <FootBar>
        <Button kind="main" size="large" isPending={mend.pending} onPress={send}>
          {say('mend')}
        </Button>
      </FootBar>
    </section>
  )
}
