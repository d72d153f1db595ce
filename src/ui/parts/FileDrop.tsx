import { DropZone, FileTrigger, Text, isFileDropItem } from 'react-aria-components'
import { useCommonTexts } from '../i18n/index.ts'
import { Button } from './Button.tsx'
import { Icon } from './icons.tsx'

/**
 * A drop zone for files, with a button for people who do not drag. `accept`: file extensions or
 * media types.
 */
export function FileDrop({
  title,
  hint,
  accept,
  multiple = false,
  onFiles,
  camera = false,
}: {
  readonly title: string
  readonly hint?: string
  readonly accept?: readonly string[]
  readonly multiple?: boolean
  /** Opens the camera first on a phone. */
  readonly camera?: boolean
  readonly onFiles: (files: readonly File[]) => void
}) {
  const common = useCommonTexts()
  return (
    <DropZone
      onDrop={(event) => {
        void Promise.all(event.items.filter(isFileDropItem).map((item) => item.getFile())).then(
          (files) => onFiles(multiple ? files : files.slice(0, 1)),
        )
      }}
      className="flex flex-wrap items-center justify-center gap-x-5 gap-y-3 rounded-12 border-2 border-dashed border-edge px-5 py-6 transition-colors data-[drop-target]:border-act data-[drop-target]:bg-act-soft"
    >
      <Icon name="upload" size={26} className="text-act" />
      <div className="min-w-0 max-sm:text-center">
        <Text slot="label" className="block font-700">
          {title}
        </Text>
        {hint !== undefined && <p className="text-[0.875rem] text-sub">{hint}</p>}
      </div>
      <FileTrigger
        allowsMultiple={multiple}
        {...(accept === undefined ? {} : { acceptedFileTypes: accept })}
        {...(camera ? { defaultCamera: 'environment' as const } : {})}
        onSelect={(files) => {
          if (files !== null) onFiles([...files])
        }}
      >
        <Button kind="line">{common('file.choose')}</Button>
      </FileTrigger>
    </DropZone>
  )
}
