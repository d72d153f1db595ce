import { useState } from 'react'
import { hrefOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { EmptyState } from '#ui/parts/Card.tsx'
import { Menu } from '#ui/parts/Menu.tsx'
import { parseTableQuery } from '#ui/table/query.ts'
import type { RegisterView } from '../contract/registers.ts'
import { toEntryQuery } from './query.ts'
import { text } from './text.ts'
import { UnfitLetters } from './UnfitLetters.tsx'

/** Links from a register to its diagram, counts, stocktakes and the form of a new entry. */
export function RegisterLinks({ register }: { readonly register: RegisterView }) {
  const say = useTexts(text)
  return (
    <>
      {register.diagram !== null && (
        <ButtonLink icon="tree" href={`/registers/${register.id}/diagram`}>
          {register.diagram}
        </ButtonLink>
      )}
      {register.counted && (
        <ButtonLink icon="columns" href={`/registers/${register.id}/counts`}>
          {say('uses')}
        </ButtonLink>
      )}
      {register.stocktake && (
        <ButtonLink icon="checks" href="/campaigns">
          {say('stocktakes')}
        </ButtonLink>
      )}
      {register.mayAdd && (
        <ButtonLink kind="main" icon="plus" href={`/registers/${register.id}/new`}>
          {say('add')}
        </ButtonLink>
      )}
    </>
  )
}

/** Import, and the entries that the table shows as files: Excel, CSV, labels, prints. */
export function FilesMenu({ register }: { readonly register: RegisterView }) {
  const say = useTexts(text)
  const [search] = useSearchParams()
  const params = { register: register.id }
  const place = { params, query: toEntryQuery(parseTableQuery(search), register) }
  const [looksAtLetters, setLooksAtLetters] = useState(false)
  const file = (format: 'csv' | 'cp932' | 'xlsx', replace?: boolean): string =>
    hrefOf('/api/registers/:register/export', {
      params,
      query: { ...place.query, format, ...(replace === undefined ? {} : { replace }) },
    })
  const files = [
    ...(register.mayImport
      ? [{ id: 'import', title: say('import'), href: `/registers/${register.id}/import` }]
      : []),
    {
      id: 'xlsx',
      title: say('exportExcel'),
      onAction: () => {
        globalThis.location.assign(file('xlsx'))
      },
    },
    {
      id: 'csv',
      title: say('exportCsv'),
      onAction: () => {
        globalThis.location.assign(file('csv'))
      },
    },
    {
      id: 'cp932',
      title: say('exportCp932'),
      onAction: () => {
        setLooksAtLetters(true)
      },
    },
    {
      id: 'labels',
      title: say('labels'),
      onAction: () => {
        globalThis.open(hrefOf('/api/registers/:register/labels.pdf', place), '_blank')
      },
    },
    {
      id: 'print',
      title: say('print'),
      onAction: () => {
        globalThis.open(hrefOf('/api/registers/:register/print.pdf', place), '_blank')
      },
    },
    {
      id: 'word',
      title: say('printWord'),
      onAction: () => {
        globalThis.location.assign(hrefOf('/api/registers/:register/print.docx', place))
      },
    },
  ]
  return (
    <>
      <Menu title={say('files')} entries={files} icon="file" />
      {looksAtLetters && (
        <UnfitLetters
          place={place}
          files={{ utf8: file('csv'), cp932: file('cp932'), replaced: file('cp932', true) }}
          onClose={() => setLooksAtLetters(false)}
        />
      )}
    </>
  )
}

/** Shown in place of a table without entries. */
export function EmptyRegister({ register }: { readonly register: RegisterView }) {
  const say = useTexts(text)
  return (
    <EmptyState
      title={say('emptyTitle', { register: register.title })}
      action={
        register.mayImport && (
          <>
            {register.mayAdd && (
              <ButtonLink kind="line" icon="plus" href={`/registers/${register.id}/new`}>
                {say('add')}
              </ButtonLink>
            )}
            <ButtonLink icon="upload" href={`/registers/${register.id}/import`}>
              {say('import')}
            </ButtonLink>
          </>
        )
      }
    >
      {register.mayAdd ? say('emptyTeach') : say('emptyRead')}
    </EmptyState>
  )
}
