import type { PackChange } from '#kernel/packs/compare/compare.ts'
import type { PackFault } from '#kernel/packs/source.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { PackTexts } from './folder.ts'
import { childLimits } from '../documents/limits.ts'
import { runInChild, ChildStopped } from '../children/run.ts'

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

/**
 * Checks an edition, plays its golden cases and compares it with the one in force, in a process of
 * its own. Problem: pack-unexaminable, where it takes too long or too much memory.
 */
export async function examineEdition(input: ExaminationInput): Promise<Examination> {
  try {
    const worker = new URL('./examineWorker.ts', import.meta.url)
    return (await runInChild(worker, input, childLimits.examination)) as Examination
  } catch (error) {
    if (error instanceof ChildStopped) return refuse('pack-unexaminable', { id: input.id })
    throw error
  }
}
