import { answerOnce } from '../../children/serve.ts'
import { openLayout } from './book.ts'

/** Reads one workbook and ends; `uploaded.ts` starts it. */
await answerOnce(({ bytes, name }: { readonly bytes: Uint8Array; readonly name: string }) =>
  openLayout(bytes, name),
)
