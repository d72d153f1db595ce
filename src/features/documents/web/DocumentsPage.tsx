import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { searchKey } from '#kernel/fields/search.ts'
import { useSearchParams } from '#ui/address.ts'
import { queryOf } from '#ui/api.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { EmptyState } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PrintButton } from '#ui/parts/PrintButton.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import type { DocumentView, SectionView } from '../contract.ts'
import { DefinedText } from './DefinedText.tsx'
import { text } from './text.ts'

/** 文書: purpose, scope and what words mean, to read, to search in and to print. */
export default function DocumentsPage() {
  const say = useTexts(text)
  const [{ q = '' }, change] = useSearchParams()
  const { data, error } = useQuery(queryOf('/api/documents'))
  const all = data?.documents ?? []
  const found = useFound(all, q)
  return (
    <>
      <PageHeading
        title={say('documents')}
        lead={all.length > 0 && say('lead')}
        actions={all.length > 0 && <PrintButton />}
      />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-96 rounded-12" />}
      {data !== undefined && all.length === 0 && (
        <EmptyState
          title={say('none')}
          action={<ButtonLink href="/policy">{say('toPolicy')}</ButtonLink>}
        >
          {say('noneBody')}
        </EmptyState>
      )}
      {all.length > 0 && (
        <>
          <div className="mb-6 flex" data-screen-only>
            <SearchBox label={say('search')} value={q} onSearch={(words) => change({ q: words })} />
          </div>
          {found.length === 0 && <p className="text-sub">{say('nothing')}</p>}
          <div className="space-y-10">
            {found.map((document) => (
              <DocumentText key={document.id} document={document} />
            ))}
          </div>
        </>
      )}
    </>
  )
}

/** The documents with those of their sections in which all the words stand. */
function useFound(documents: readonly DocumentView[], words: string): readonly DocumentView[] {
  return useMemo(() => {
    const needles = words.split(/\s+/).filter(Boolean).map(searchKey)
    return documents.flatMap((document) => {
      const sections = document.sections.filter(({ title, text: said, defines, items }) => {
        const key = searchKey([document.title, title, said, ...defines, ...items].join(' '))
        return needles.every((needle) => key.includes(needle))
      })
      return sections.length === 0 ? [] : [{ ...document, sections }]
    })
  }, [documents, words])
}

function DocumentText({ document }: { readonly document: DocumentView }) {
  return (
    <section aria-label={document.title} className="max-w-3xl">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-4 border-b border-line pb-2">
        <h2 className="text-[1.1875rem]">{document.title}</h2>
        <Grounds provisions={document.carries} />
      </div>
      <div className="divide-y divide-line">
        {document.sections.map((section) => (
          <SectionText key={section.id} document={document.id} section={section} />
        ))}
      </div>
    </section>
  )
}

function SectionText({
  document,
  section,
}: {
  readonly document: string
  readonly section: SectionView
}) {
  const say = useTexts(text)
  const { id, title, text: said, defines, items, carries } = section
  return (
    <section id={`${document}-${id}`} className="scroll-mt-20 py-4">
      <h3 className="text-[1.0625rem]">{title}</h3>
      {said !== null && (
        <p className="mt-1.5 font-paper text-[1.0625rem] leading-175">
          <DefinedText except={defines}>{said}</DefinedText>
        </p>
      )}
      {items.length > 0 && (
        <ul className="mt-1.5 list-disc ps-6 font-paper text-[1.0625rem] leading-175">
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
      <p className="mt-1 flex flex-wrap items-baseline gap-x-4 text-[0.9375rem] text-sub">
        {defines.length > 0 && (
          <span>
            {say('defines')}
            {signs().colon}
            {defines.join(signs().list)}
          </span>
        )}
        <Grounds provisions={carries} />
      </p>
    </section>
  )
}
