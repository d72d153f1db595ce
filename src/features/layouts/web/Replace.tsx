import { useState } from 'react'
import { api, queryClient } from '#ui/api.ts'
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
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState<{ readonly file: File; readonly preview: Preview }>()
  const [problem, setProblem] = useState<unknown>()
  const during = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setTried(undefined)
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const look = (file: File | undefined): Promise<void> =>
    during(async () => {
      if (file !== undefined)
        setTried({
          file,
          preview: await api.post<Preview>(`/api/layouts/${procedure}/preview`, bodyOf(file)),
        })
    })
  const use = (file: File): Promise<void> =>
    during(async () => {
      await api.post(`/api/layouts/${procedure}`, bodyOf(file))
      setTried(undefined)
      tell(say('used'))
      await queryClient.invalidateQueries({ queryKey: ['layouts'] })
    })
  return (
    <div className="space-y-4" aria-live="polite">
      <ProblemNotice error={problem} />
      {busy && tried === undefined && <Progress label={say('checking')} />}
      {!busy && tried === undefined && (
        <FileDrop
          title={say('drop')}
          hint={say('dropHint')}
          accept={['.xlsx']}
          onFiles={(files) => void look(files[0])}
        />
      )}
      {tried !== undefined && (
        <>
          <Notice title={tried.file.name}>{say('nothingYet')}</Notice>
          <h3 className="text-[1rem]">{say('picture')}</h3>
          <Picture preview={tried.preview} />
          <div className="flex flex-wrap gap-3">
            <Button kind="main" isPending={busy} onPress={() => void use(tried.file)}>
              {say('use')}
            </Button>
            <Button onPress={() => setTried(undefined)}>{say('cancel')}</Button>
          </div>
        </>
      )}
    </div>
  )
}
