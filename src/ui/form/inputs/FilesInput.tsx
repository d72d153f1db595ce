import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem } from '../../api.ts'
import { useCommonTexts } from '../../i18n/index.ts'
import { IconButton, Spinner } from '../../parts/Button.tsx'
import { FileDrop } from '../../parts/FileDrop.tsx'
import { Icon } from '../../parts/icons.tsx'
import { ProblemNotice } from '../../parts/ProblemNotice.tsx'
import { useFeatures } from '../../shell/features.ts'
import type { InputProps, FormFile } from '../types.ts'

function formatSize(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000)).toLocaleString()} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** A field of the type `files`: a file is uploaded at once; the value is the list of file ids. */
export function FilesInput({ field, id, value, onChange }: InputProps) {
  const { lookups } = useFeatures()
  const common = useCommonTexts()
  const [uploaded, setUploaded] = useState<readonly FormFile[]>([])
  const [uploadsLeft, setUploadsLeft] = useState(0)
  const [problem, setProblem] = useState<unknown>()
  const ids = Array.isArray(value) ? value.filter((fileId) => typeof fileId === 'string') : []
  const fileQueries = useQueries({
    queries: ids
      .filter((fileId) => uploaded.every((file) => file.id !== fileId))
      .map((fileId) => ({
        queryKey: ['file', fileId],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
          lookups.file?.(fileId, signal) ?? Promise.resolve({ id: fileId, title: fileId, size: 0 }),
        staleTime: Infinity,
      })),
  })
  const uploadAll = async (files: readonly File[]): Promise<void> => {
    const { upload } = lookups
    if (upload === undefined) return
    setProblem(undefined)
    setUploadsLeft(files.length)
    const newFiles: FormFile[] = []
    try {
      for (const file of files) {
        newFiles.push(await upload(file))
        setUploadsLeft((left) => left - 1)
      }
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    } finally {
      setUploadsLeft(0)
      setUploaded((before) => [...before, ...newFiles])
      onChange([...ids, ...newFiles.map((file) => file.id)])
    }
  }
  return (
    <div id={id} tabIndex={-1} className="space-y-2">
      <FileDrop
        title={common('file.drop', { label: field.title })}
        multiple
        onFiles={(files) => void uploadAll(files)}
      />
      {uploadsLeft > 0 && (
        <output className="flex items-center gap-2 text-sub">
          <Spinner />
          {common('file.sending', { count: uploadsLeft })}
        </output>
      )}
      <ProblemNotice error={problem} />
      <ul className="divide-y divide-line">
        {ids.map((fileId) => {
          const file =
            uploaded.find((candidate) => candidate.id === fileId) ??
            fileQueries.find((candidate) => candidate.data?.id === fileId)?.data
          return (
            <li key={fileId} className="flex items-center gap-2.5">
              <Icon name="file" size={18} className="text-sub" />
              <span className="min-w-0 grow truncate">{file?.title ?? fileId}</span>
              {file !== undefined && file.size > 0 && (
                <span className="text-[0.8125rem] text-sub numerals">{formatSize(file.size)}</span>
              )}
              <IconButton
                icon="close"
                label={common('file.drop.out', { name: file?.title ?? fileId })}
                onPress={() => onChange(ids.filter((candidate) => candidate !== fileId))}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
