import { describe, expect, it } from 'vitest'
import { readPolicy } from '#kernel/reader/index.ts'
import type { ReadProvision } from '#kernel/reader/index.ts'
import { readDocument } from '#platform/documents/read/index.ts'
import { policyPdf } from '#tests/documents/pdf-fixtures.ts'
import {
  chapters,
  policyDocx,
  policyHtml,
  policyLines,
  policyMarkdown,
} from '#tests/documents/policy.ts'

async function provisionsOf(
  name: string,
  content: string | Uint8Array,
): Promise<readonly ReadProvision[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return readPolicy(await readDocument({ name, bytes })).provisions
}

const squeeze = (text: string) => text.replaceAll(/\s+/g, '')

/** The sentences that bind somebody: every paragraph, item and sub-item that no items follow. */
const leaves = chapters.flatMap((chapter) =>
  chapter.articles.flatMap((article) =>
    article.paragraphs.flatMap((paragraph) =>
      paragraph.items === undefined
        ? [paragraph.text]
        : paragraph.items.flatMap((item) => item.subitems ?? [item.text]),
    ),
  ),
)

const formats: readonly (readonly [string, () => string | Uint8Array | Promise<Uint8Array>])[] = [
  ['規程.txt', () => policyLines().join('\n')],
  ['規程.html', policyHtml],
  ['規程.docx', policyDocx],
  ['規程.pdf', policyPdf],
]

describe('a policy gives the same provisions in every format', () => {
  it.each(formats)(
    '%s: reference, headings above and every facet as in Markdown',
    async (name, make) => {
      const others = await provisionsOf(name, await make())
      const typed = await provisionsOf('規程.md', policyMarkdown())
      for (const leaf of leaves) {
        const find = (provisions: readonly ReadProvision[]) =>
          provisions.find((it) => squeeze(it.text) === squeeze(leaf))
        const facets = (it: ReadProvision | undefined) =>
          it && [
            it.ref,
            it.path,
            it.modality,
            it.kind,
            it.actor,
            it.approvers,
            it.deadline,
            it.period,
            it.fields,
            it.permit_when,
          ]
        expect(facets(find(others))).toBeDefined()
        expect(facets(find(others))).toEqual(facets(find(typed)))
      }
    },
  )
})
