import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'

/** A section as it stands by the choices of the organisation, its blanks filled. */
const SectionView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  text: Type.Union([Type.String(), Type.Null()]),
  /** The words whose meaning it says. */
  defines: Type.Array(Type.String()),
  /** What shall be so, drawn from checklists. */
  items: Type.Array(Type.String()),
  carries: Type.Array(Type.String()),
})
export type SectionView = Static<typeof SectionView>

const DocumentView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  carries: Type.Array(Type.String()),
  sections: Type.Array(SectionView),
})
export type DocumentView = Static<typeof DocumentView>

export const DocumentList = Type.Object({ documents: Type.Array(DocumentView) })
export type DocumentList = Static<typeof DocumentList>

/** What the API and the screens share about the texts that the policy wants. */
export const endpoints = {
  documents: endpoint({
    method: 'GET',
    url: '/api/documents',
    title: '規程の文書と、そこで決めた言葉',
    reply: DocumentList,
  }),
}
