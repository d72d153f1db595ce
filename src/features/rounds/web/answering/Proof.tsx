import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { ApiProblem, api } from '#ui/api.ts'
import { useCommonTexts, useTexts } from '#ui/i18n/index.ts'
import { Button, IconButton, Spinner } from '#ui/parts/Button.tsx'
import { Icon } from '#ui/parts/icons.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { ItemView } from '../../contract/occurrences.ts'
import { text } from '../text.ts'
import { draftOf } from './draft.ts'
import type { AnswerDraft } from './draft.ts'
import { smallPhoto } from './photo.ts'
import { isCutOff } from './queue.ts'

/**
 * Photos and files beside an answer. They are sent at once; without a network a photo stays on this
 * device with the answer.
 */
export function Proof({
  occurrence,
  item,
  draft,
  onChange,
  small = false,
}: {
  readonly occurrence: string
  readonly item: ItemView
  readonly draft: AnswerDraft
  readonly onChange: (change: Partial<AnswerDraft>) => void
  readonly small?: boolean
}) {
  const say = useTexts(text)
  const common = useCommonTexts()
  const [left, setLeft] = useState(0)
  const [problem, setProblem] = useState<unknown>()
  const isPhoto = item.proof === 'photo'
  const now = (): AnswerDraft => draftOf(occurrence, item.key)
  const addOne = async (file: File): Promise<void> => {
    const key = crypto.randomUUID()
    try {
      const body = new FormData()
      body.append('file', file)
      const { id } = await api.post('/api/files', {
        body,
        idempotencyKey: key,
        throwWhenUnreachable: true,
      })
      onChange({ files: [...now().files, { id, name: file.name }] })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      const data = error.status === 0 ? await smallPhoto(file) : undefined
      if (data === undefined) return setProblem(error)
      isCutOff.set(true)
      onChange({ photos: [...now().photos, { key: crypto.randomUUID(), name: file.name, data }] })
    }
  }
  const addAll = async (files: readonly File[]): Promise<void> => {
    setProblem(undefined)
    for (const [index, file] of files.entries()) {
      setLeft(files.length - index)
      await addOne(file)
    }
    setLeft(0)
  }
  const shown = [
    ...draft.files.map(({ id, name }) => ({
      id,
      name,
      data: undefined,
      drop: () => onChange({ files: now().files.filter((file) => file.id !== id) }),
    })),
    ...draft.photos.map(({ key, name, data }) => ({
      id: key,
      name,
      data,
      drop: () => onChange({ photos: now().photos.filter((photo) => photo.key !== key) }),
    })),
  ]
  return (
    <div className="space-y-2">
      <FileTrigger
        allowsMultiple
        {...(isPhoto ? { acceptedFileTypes: ['image/*'], defaultCamera: 'environment' } : {})}
        onSelect={(files) => void addAll([...(files ?? [])])}
      >
        <Button size={small ? 'small' : 'normal'} wide={!small} icon={isPhoto ? 'camera' : 'file'}>
          {say(isPhoto ? 'takePhoto' : 'addFile')}
        </Button>
      </FileTrigger>
      {left > 0 && (
        <output className="flex items-center gap-2 text-[0.875rem] text-sub">
          <Spinner />
          {common('file.sending', { count: left })}
        </output>
      )}
      <ProblemNotice error={problem} />
      {shown.length > 0 && (
        <ul className="space-y-1">
          {shown.map(({ id, name, data, drop }) => (
            <li key={id} className="flex items-center gap-2.5 text-[0.9375rem]">
              {data === undefined ? (
                <Icon name="file" size={18} className="text-sub" />
              ) : (
                <img src={data} alt="" className="size-11 rounded-6 object-cover" />
              )}
              <span className="min-w-0 grow truncate">{name}</span>
              <IconButton icon="close" label={common('file.drop.out', { name })} onPress={drop} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
