import { answerOnce } from '../../children/serve.ts'
import { outlineTable } from './outline.ts'
import type { ReadTableOptions } from './read.ts'

/** Reads the beginning of one table and ends; `uploaded.ts` starts it. */
await answerOnce(
  ({ path, options }: { readonly path: string; readonly options: ReadTableOptions }) =>
    outlineTable(path, options),
)
