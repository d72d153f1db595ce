import { ProblemError } from '#kernel/problems/index.ts'
import { readPolicy, textToBlocks } from '#kernel/reader/index.ts'
import { readDocument } from '#platform/documents/read/index.ts'
import { policyPdf } from '#tests/documents/pdf-fixtures.ts'
import { policyDocx, policyHtml } from '#tests/documents/policy.ts'
import { Generator } from './generate.ts'

/** How many documents of each sort are tried. */
export interface FuzzCounts {
  /** Plain text, given to the reader directly. */
  readonly text: number
  /** Text, Markdown and HTML as files. */
  readonly files: number
  readonly docx: number
  readonly pdf: number
}

/** What came of it. `failures` are those that ended otherwise than in a reading or a problem of the catalogue. */
export interface FuzzOutcome {
  readonly tried: number
  readonly refused: number
  readonly failures: readonly {
    readonly sort: string
    readonly error: string
    readonly input: string
  }[]
  /** The longest that one text took, in milliseconds, and the text. */
  readonly slowest: { readonly milliseconds: number; readonly input: string }
}

/** Gives generated documents to the reader. The same seed gives the same documents. */
export async function fuzz(counts: FuzzCounts, seed = 1): Promise<FuzzOutcome> {
  const generator = new Generator(seed)
  const failures: { sort: string; error: string; input: string }[] = []
  let slowest = { milliseconds: 0, input: '' }
  let tried = 0
  let refused = 0

  async function attempt(sort: string, input: string, work: () => unknown): Promise<void> {
    tried++
    const start = performance.now()
    try {
      await work()
    } catch (error) {
      if (error instanceof ProblemError) refused++
      else
        failures.push({
          sort,
          error: error instanceof Error ? (error.stack ?? error.message) : String(error),
          input,
        })
    }
    const milliseconds = performance.now() - start
    if (sort === 'text' && milliseconds > slowest.milliseconds) slowest = { milliseconds, input }
  }

  const asFile = async (name: string, bytes: Uint8Array) =>
    readPolicy(await readDocument({ name, bytes }))

  for (let i = 0; i < counts.text; i++) {
    const text = generator.text()
    await attempt('text', text, () => readPolicy(textToBlocks(text, 'a.txt')))
  }
  const html = policyHtml()
  for (let i = 0; i < counts.files; i++) {
    const extension = generator.pick(['txt', 'md', 'html'])
    const text =
      extension === 'html' && generator.below(2) === 0
        ? generator.shuffledTags(html)
        : generator.text()
    const bytes =
      generator.below(4) === 0 ? generator.damaged(Buffer.from(`a${text}`)) : Buffer.from(text)
    await attempt(extension, text, () => asFile(`a.${extension}`, bytes))
  }
  const docx = await policyDocx()
  for (let i = 0; i < counts.docx; i++) {
    const bytes = generator.below(3) === 0 ? generator.damaged(docx) : generator.damagedDocx(docx)
    await attempt('docx', Buffer.from(bytes).toString('base64'), () => asFile('a.docx', bytes))
  }
  const pdf = counts.pdf > 0 ? policyPdf() : new Uint8Array()
  for (let i = 0; i < counts.pdf; i++) {
    const bytes = generator.damaged(pdf)
    await attempt('pdf', Buffer.from(bytes).toString('base64'), () => asFile('a.pdf', bytes))
  }
  return { tried, refused, failures, slowest }
}
