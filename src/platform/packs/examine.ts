import { Worker } from 'node:worker_threads'
import type { PackChange } from '#kernel/packs/compare/compare.ts'
import type { PackFault } from '#kernel/packs/source.ts'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import type { PackTexts } from './folder.ts'

/** What is examined: the files of a pack and of all that it extends, beside those in force. */
export interface ExaminationInput {
  readonly id: string
  readonly texts: PackTexts
  readonly current?: { readonly id: string; readonly texts: PackTexts }
}

/** An edition that lint and its golden cases have passed over, or the faults that it has. */
export type Examination =
  | { readonly faults: readonly PackFault[]; readonly edition?: undefined }
  | {
      readonly faults: readonly []
      readonly edition: {
        readonly hash: string
        readonly pack: string
        readonly title: string
        readonly edition: string
        /** First day in force, YYYY-MM-DD. */
        readonly inForce: string
        readonly texts: PackTexts
      }
      readonly cases: {
        readonly played: number
        readonly failed: readonly {
          readonly name: string
          readonly file: string
          readonly line: number
          readonly faults: readonly string[]
        }[]
      }
      /** What it says otherwise than the edition in force; none where none was given. */
      readonly changes: readonly PackChange[]
    }

/** Time limit of one examination, milliseconds: a pack of 1,044 provisions takes about 2 s. */
const timeLimit = 60_000
/** Memory limit of the thread, MB. */
const memoryLimit = 768

/**
 * Checks an edition, plays its golden cases and compares it with the one in force, in a thread of
 * its own: files of strangers are not parsed where others are served. Problem: pack-unexaminable,
 * where it takes too long or too much memory.
 */
export function examineEdition(input: ExaminationInput): Promise<Examination> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./examineWorker.ts', import.meta.url), {
      workerData: input,
      resourceLimits: { maxOldGenerationSizeMb: memoryLimit },
    })
    const fail = (): void => {
      reject(new ProblemError(problem('pack-unexaminable', { id: input.id })))
    }
    const timer = setTimeout(() => {
      fail()
      void worker.terminate()
    }, timeLimit)
    worker.on('message', (examination: Examination) => resolve(examination))
    worker.on('error', fail)
    worker.on('exit', () => {
      clearTimeout(timer)
      fail()
    })
  })
}
