import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Progress } from '#ui/parts/Progress.tsx'
import { text } from './text.ts'

/** The address of an export, and the same with its characters replaced. */
interface UnfitExports {
  readonly utf8: string
  readonly cp932: string
  readonly replaced: string
}

/**
 * Before an export in Shift_JIS: says which characters it cannot hold, line by line, and offers
 * UTF-8.
 */
export function UnfitLetters({
  place,
  files,
  onClose,
}: {
  readonly place: Parameters<typeof queryOf<'/api/registers/:register/export/unfit'>>[1]
  readonly files: UnfitExports
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const { data, error } = useQuery({
    ...queryOf('/api/registers/:register/export/unfit', place),
    staleTime: 0,
    gcTime: 0,
  })
  const leave = (href: string): void => {
    globalThis.location.assign(href)
    onClose()
  }
  return (
    <DialogFrame
      isOpen
      title={say('exportCp932')}
      onClose={onClose}
      actions={
        data !== undefined && (
          <>
            {data.rows === 0 ? (
              <Button kind="main" onPress={() => leave(files.cp932)}>
                {say('exportNow')}
              </Button>
            ) : (
              <>
                <Button kind="main" onPress={() => leave(files.utf8)}>
                  {say('exportUtf8')}
                </Button>
                <Button onPress={() => leave(files.replaced)}>{say('exportReplaced')}</Button>
              </>
            )}
            <Button onPress={onClose}>{say('cancel')}</Button>
          </>
        )
      }
    >
      <ProblemNotice error={error} />
      {data === undefined && error === null && <Progress label={say('unfitLooking')} />}
      {data?.rows === 0 && <p>{say('unfitNone')}</p>}
      {data !== undefined && data.rows > 0 && (
        <>
          <p className="mb-3">{say('unfitLead', { count: data.rows })}</p>
          <section
            className="max-h-80 overflow-auto rounded-12 border border-line"
            aria-label={say('unfitList')}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by keyboard
            tabIndex={0}
          >
            <ul className="divide-y divide-line text-[0.9375rem]">
              {data.cells.map(({ row, label, column, letters }) => (
                <li key={`${row}/${column}`} className="px-4 py-2 break-words">
                  <span className="text-sub">{label}</span>
                  <span className="ml-3">{column}</span>
                  {letters.map(({ character, becomes }) => (
                    <b key={character} className="ml-3 whitespace-nowrap">
                      {character} → {becomes === '' ? say('asEmpty') : becomes}
                    </b>
                  ))}
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </DialogFrame>
  )
}
