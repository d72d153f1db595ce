import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Button as Pressable } from 'react-aria-components'
import { piecesOf } from '#kernel/documents/text.ts'
import { queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { PopoverTrigger } from '#ui/parts/PopoverTrigger.tsx'
import { text } from './text.ts'

interface Meaning {
  readonly document: string
  readonly section: string
  readonly text: string
}

/** What the documents say of the words that they define. */
function useMeanings(except: readonly string[]): ReadonlyMap<string, Meaning> {
  const { data } = useQuery({ ...queryOf('/api/documents'), staleTime: 600_000 })
  return useMemo(
    () =>
      new Map(
        (data?.documents ?? []).flatMap((document) =>
          document.sections.flatMap((section) =>
            section.text === null
              ? []
              : section.defines
                  .filter((word) => !except.includes(word))
                  .map((word): [string, Meaning] => [
                    word,
                    { document: document.id, section: section.id, text: section.text ?? '' },
                  ]),
          ),
        ),
      ),
    [data, except],
  )
}

const none: readonly string[] = []

/** A text in which each word that a document defines can be pressed, and says what it means. */
export function DefinedText({
  children,
  except = none,
}: {
  readonly children: string
  /** Words that are not marked: those that the text itself defines. */
  readonly except?: readonly string[]
}) {
  const meanings = useMeanings(except)
  return piecesOf(children, meanings).map(({ text: piece, meaning }) =>
    meaning === undefined ? piece : <Defined key={piece} word={piece} meaning={meaning} />,
  )
}

function Defined({ word, meaning }: { readonly word: string; readonly meaning: Meaning }) {
  const say = useTexts(text)
  const { document, section, text: said } = meaning
  return (
    <PopoverTrigger
      label={say('meaning', { word })}
      trigger={
        <Pressable className="cursor-pointer underline decoration-sub decoration-dotted underline-offset-4 hover:text-act">
          {word}
        </Pressable>
      }
    >
      {() => (
        <div className="max-w-sm space-y-3">
          <p className="font-bold">{say('meaning', { word })}</p>
          <p className="leading-170">{said}</p>
          <ButtonLink
            size="small"
            kind="line"
            href={`/documents?q=${encodeURIComponent(word)}#${document}-${section}`}
          >
            {say('toDocument')}
          </ButtonLink>
        </div>
      )}
    </PopoverTrigger>
  )
}
