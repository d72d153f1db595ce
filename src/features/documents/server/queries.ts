import { Type } from 'typebox'
import { sectionsStanding, sectionText } from '#kernel/documents/text.ts'
import { itemsAsked } from '#kernel/rounds/index.ts'
import { shownLanguage } from '#platform/access/language.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { DocumentList } from '../contract.ts'

/** The documents of the edition in force, as they stand by the choices of the organisation. */
export const documents = defineQuery({
  name: 'document.list',
  input: Type.Object({}),
  authorise: () => undefined,
  async run(tx): Promise<DocumentList> {
    const { pack } = tx.organization
    const language = shownLanguage(tx)
    return {
      documents: [...pack.documents.values()].map((document) => ({
        id: document.id,
        title: document.title,
        carries: [...document.carries],
        sections: sectionsStanding(document, pack.choices).map((section) => ({
          id: section.id,
          title: section.title,
          text: sectionText(section, pack.choices, language) ?? null,
          defines: [...section.defines],
          items: section.draws.flatMap(({ of }) =>
            itemsAsked(pack.checklists, of).map(({ item }) => item.title),
          ),
          carries: [...section.carries],
        })),
      })),
    }
  },
})
