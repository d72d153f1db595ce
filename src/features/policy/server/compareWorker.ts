import { answerOnce } from '#platform/children/serve.ts'
import { compareDocument } from './compareDocument.ts'
import type { Comparison } from './compareDocument.ts'

/** Compares one document and ends; `compareDocument.ts` starts it. */
await answerOnce(({ provisions, file }: Comparison) => compareDocument({ provisions }, file))
