import { refuse } from '#kernel/problems/index.ts'
import { runInThread, ThreadStopped } from '../../threads/run.ts'
import { threadLimits } from '../limits.ts'
import type { LayoutBook } from './book.ts'

/**
 * Reads an uploaded workbook in a thread of its own. Problems: those of `openLayout`;
 * document-too-heavy where it takes too long or too much memory.
 */
export async function openUploadedLayout(bytes: Uint8Array, name: string): Promise<LayoutBook> {
  try {
    const worker = new URL('./openWorker.ts', import.meta.url)
    return (await runInThread(worker, { bytes, name }, threadLimits.layout)) as LayoutBook
  } catch (error) {
    if (error instanceof ThreadStopped) return refuse('document-too-heavy', { name })
    throw error
  }
}
