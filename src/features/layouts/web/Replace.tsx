import { useState } from 'react'
import { api, keyOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useText } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { FileDrop } from '#ui/parts/FileDrop.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Progress } from '#ui/parts/Progress.tsx'
import { tell } from '#ui/parts/toast.ts'
import type { Preview } from '../contract.ts'
import { Picture } from './Picture.tsx'
import { text } from './text.ts'

function bodyOf(file: File): FormData {
  const body = new FormData()
  body.append('file', file)
  return body
}

/** Takes a workbook: first it is tried and shown with an example, then it is used. */
export function Replace({ procedure }: { readonly procedure: string }) {
  const say = useText(text)
  const [tried, setTried] = useState<{ readonly file: File; readonly preview: Preview }>()
  const params = { procedure }
  const look = useAction({
    call: (file: File) =>
      api.post('/api/layouts/:procedure/preview', { params, body: bodyOf(file) }),
    invalidates: [],
    done: (preview, file) => setTried({ file, preview }),
  })
  const use = useAction({
    call: (file: File) => api.post('/api/layouts/:procedure', { params, body: bodyOf(file) }),
    invalidates: [keyOf('/api/layouts')],
    done: () => tell(say('used')),
  })
  const busy = look.pending || use.pending
  const replace = async (file: File): Promise<void> => {
    await use.run(file)
    setTried(undefined)
  }
  return (
    <div className="space-y-4" aria-live="polite">
      <ProblemNotice error={look.problem ?? use.problem} />
      {busy && tried === undefined && <Progress label={say('checking')} />}
      {!busy && tried === undefined && (
        <FileDrop
          title={say('drop')}
          hint={say('dropHint')}
          accept={['.xlsx']}
          onFiles={([file]) => {
            use.forget()
            if (file !== undefined) void look.run(file)
          }}
        />
      )}
      {tried !== undefined && (
        <>
          <Notice title={tried.file.name}>{say('nothingYet')}</Notice>
          <h3 className="text-[1rem]">{say('picture')}</h3>
          <Picture preview={tried.preview} />
          <div className="flex flex-wrap gap-3">
            <Button kind="main" isPending={busy} onPress={() => void replace(tried.file)}>
              {say('use')}
            </Button>
            <Button onPress={() => setTried(undefined)}>{say('cancel')}</Button>
          </div>
        </>
      )}
    </div>
  )
}
