import { refuse } from '#kernel/problems/index.ts'
import { runInChild, ChildStopped } from '../../children/run.ts'
import { childLimits } from '../limits.ts'
import type { LayoutBook } from './book.ts'

/**
 * Reads an uploaded workbook in a process of its own. Problems: those of `openLayout`;
 * document-too-heavy where it takes too long or too much memory.
 */
export async function openUploadedLayout(bytes: Uint8Array, name: string): Promise<LayoutBook> {
  try {
    const worker = new URL('./openWorker.ts', import.meta.url)
    return (await runInChild(worker, { bytes, name }, childLimits.layout)) as LayoutBook
  } catch (error) {
    if (error instanceof ChildStopped) return refuse('document-too-heavy', { name })
    throw error
  }
}
