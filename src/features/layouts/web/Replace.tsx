import { useState } from 'react'
import { api, keyOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { FileDrop } from '#ui/parts/FileDrop.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Progress } from '#ui/parts/Progress.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { Preview } from '../contract.ts'
import { LayoutPreview } from './LayoutPreview.tsx'
import { text } from './text.ts'

function bodyOf(file: File): FormData {
  const body = new FormData()
  body.append('file', file)
  return body
}

/** Replaces the layout by a workbook: first previewed with an example, then put into use. */
export function Replace({ procedure }: { readonly procedure: string }) {
  const say = useTexts(text)
  const [trial, setTrial] = useState<{ readonly file: File; readonly preview: Preview }>()
  const params = { procedure }
  const look = useAction({
    call: (file: File) =>
      api.post('/api/layouts/:procedure/preview', { params, body: bodyOf(file) }),
    invalidates: [],
    done: (preview, file) => setTrial({ file, preview }),
  })
  const use = useAction({
    call: (file: File) => api.post('/api/layouts/:procedure', { params, body: bodyOf(file) }),
    invalidates: [keyOf('/api/layouts')],
    done: () => showToast(say('used')),
  })
  const busy = look.pending || use.pending
  const replace = async (file: File): Promise<void> => {
    await use.run(file)
    setTrial(undefined)
  }
  return (
    <div className="space-y-4" aria-live="polite">
      <ProblemNotice error={look.problem ?? use.problem} />
      {busy && trial === undefined && <Progress label={say('checking')} />}
      {!busy && trial === undefined && (
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
      {trial !== undefined && (
        <>
          <Notice title={trial.file.name}>{say('nothingYet')}</Notice>
          <h3 className="text-[1rem]">{say('picture')}</h3>
          <LayoutPreview preview={trial.preview} />
          <div className="flex flex-wrap gap-3">
            <Button kind="main" isPending={busy} onPress={() => void replace(trial.file)}>
              {say('use')}
            </Button>
            <Button onPress={() => setTrial(undefined)}>{say('cancel')}</Button>
          </div>
        </>
      )}
    </div>
  )
}
