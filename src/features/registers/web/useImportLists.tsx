import { useState } from 'react'
import type { ReactNode } from 'react'
import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { ImportList, ImportLists, ImportView } from '../contract/imports.ts'
import { text } from './text.ts'

/** The rows of a checked file that have been read, and the button that reads more of a list. */
export function useImportLists(view: ImportView): {
  readonly lists: ImportLists
  readonly moreOf: (list: ImportList) => ReactNode
} {
  const say = useTexts(text)
  const [more, setMore] = useState<Partial<ImportLists>>({})
  const lists: ImportLists = {
    badRows: [...view.badRows, ...(more.badRows ?? [])],
    goodRows: [...view.goodRows, ...(more.goodRows ?? [])],
    changedRows: [...view.changedRows, ...(more.changedRows ?? [])],
    staleRows: [...view.staleRows, ...(more.staleRows ?? [])],
    sameRows: [...view.sameRows, ...(more.sameRows ?? [])],
  }
  const read = useAction({
    call: (of: ImportList) =>
      api.get('/api/registers/:register/imports/:id/rows', {
        params: { register: view.register, id: view.id },
        query: { of, from: lists[of].length },
      }),
    invalidates: [],
    done: (page, of) =>
      setMore((before) => ({ ...before, [of]: [...(before[of] ?? []), ...(page[of] ?? [])] })),
  })
  const moreOf = (list: ImportList): ReactNode => {
    const left = view.kept[list] - lists[list].length
    if (left <= 0) return null
    return (
      <div className="mt-2">
        {read.input === undefined && <ProblemNotice error={read.problem} />}
        <Button
          size="small"
          isPending={read.input === list}
          onPress={() => {
            if (!read.pending) void read.run(list)
          }}
        >
          {say('moreRows', { count: left })}
        </Button>
      </div>
    )
  }
  return { lists, moreOf }
}
