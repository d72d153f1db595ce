import { answerOnce } from '../children/serve.ts'
import { readPackArchive } from './archive.ts'

/** Reads one archive and ends; `archive.ts` starts it. */
await answerOnce(({ path, id }: { readonly path: string; readonly id: string }) =>
  readPackArchive(path, id),
)
