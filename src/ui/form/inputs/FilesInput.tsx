import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem } from '../../api.ts'
import { useKit } from '../../i18n/index.ts'
import { IconButton, Spinner } from '../../parts/Button.tsx'
import { FileDrop } from '../../parts/FileDrop.tsx'
import { Icon } from '../../parts/icons.tsx'
import { ProblemNotice } from '../../parts/ProblemNotice.tsx'
import { useFeatures } from '../../shell/features.ts'
import type { InputProps, SentFile } from '../types.ts'

function size(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000)).toLocaleString()} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Files that prove or belong to something: sent at once, kept by their ids. */
export function FilesInput({ field, id, value, onChange }: InputProps) {
  const { lookups } = useFeatures()
  const kit = useKit()
  const [sent, setSent] = useState<readonly SentFile[]>([])
  const [busy, setBusy] = useState(0)
  const [problem, setProblem] = useState<unknown>()
  const ids = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
  const known = useQueries({
    queries: ids
      .filter((each) => sent.every((file) => file.id !== each))
      .map((each) => ({
        queryKey: ['file', each],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
          lookups.file?.(each, signal) ?? Promise.resolve({ id: each, title: each, size: 0 }),
        staleTime: Infinity,
      })),
  })
  const send = async (files: readonly File[]): Promise<void> => {
    const { upload } = lookups
    if (upload === undefined) return
    setProblem(undefined)
    setBusy(files.length)
    const arrived: SentFile[] = []
    try {
      for (const file of files) {
        arrived.push(await upload(file))
        setBusy((left) => left - 1)
      }
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    } finally {
      setBusy(0)
      setSent((before) => [...before, ...arrived])
      onChange([...ids, ...arrived.map((file) => file.id)])
    }
  }
  return (
    <div id={id} tabIndex={-1} className="space-y-2">
      <FileDrop
        title={kit('file.drop', { label: field.title })}
        multiple
        onFiles={(files) => void send(files)}
      />
      {busy > 0 && (
        <output className="flex items-center gap-2 text-sub">
          <Spinner />
          {kit('file.sending', { count: busy })}
        </output>
      )}
      <ProblemNotice error={problem} />
      <ul className="divide-y divide-line">
        {ids.map((each) => {
          const file =
            sent.find((one) => one.id === each) ?? known.find((one) => one.data?.id === each)?.data
          return (
            <li key={each} className="flex items-center gap-2.5">
              <Icon name="file" size={18} className="text-sub" />
              <span className="min-w-0 grow truncate">{file?.title ?? each}</span>
              {file !== undefined && file.size > 0 && (
                <span className="text-[0.8125rem] text-sub numerals">{size(file.size)}</span>
              )}
              <IconButton
                icon="close"
                label={kit('file.drop.out', { name: file?.title ?? each })}
                onPress={() => onChange(ids.filter((one) => one !== each))}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
