import { useRef } from 'react'
import { FileTrigger } from 'react-aria-components'
import { api, keyOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Section } from '#ui/parts/Card.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Progress } from '#ui/parts/Progress.tsx'
import { text } from './text.ts'
import { zipFolder } from './zipFolder.ts'

/** The three ways in which a new edition comes: a zip, a folder, the folder of the server. */
export function SendEdition() {
  const say = useTexts(text)
  const invalidates = [keyOf('/api/policy/editions')]
  const upload = useAction({
    call: async (files: readonly File[]) => {
      const [first] = files
      const isZip = files.length === 1 && first?.name.endsWith('.zip') === true
      const form = new FormData()
      form.set('file', isZip ? first : await zipFolder(files))
      return api.post('/api/policy/editions/upload', { body: form })
    },
    invalidates,
  })
  const reread = useAction({ call: () => api.post('/api/policy/editions'), invalidates })
  const input = useRef<HTMLInputElement>(null)
  const pending = upload.pending || reread.pending
  return (
    <Section title={say('send')}>
      <p className="max-w-prose text-[0.9375rem] text-sub">{say('sendLead')}</p>
      <div className="mt-3 flex flex-wrap gap-3">
        <FileTrigger
          acceptedFileTypes={['.zip']}
          onSelect={(files) => {
            if (files !== null && files.length > 0) void upload.run([...files])
          }}
        >
          <Button kind="main" isDisabled={pending}>
            {say('sendZip')}
          </Button>
        </FileTrigger>
        <FileTrigger
          ref={input}
          acceptDirectory
          onSelect={(files) => {
            if (files !== null && files.length > 0) void upload.run([...files])
          }}
        >
          <Button kind="line" isDisabled={pending}>
            {say('sendFolder')}
          </Button>
        </FileTrigger>
        <Button kind="line" isDisabled={pending} onPress={() => void reread.run()}>
          {say('adopt')}
        </Button>
      </div>
      <div className="mt-3 empty:hidden" aria-live="polite">
        {pending && <Progress label={say('examining')} />}
        <ProblemNotice error={upload.problem ?? reread.problem} />
      </div>
    </Section>
  )
}
