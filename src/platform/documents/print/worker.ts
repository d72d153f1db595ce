import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { FontPlaces } from './fonts.ts'
import { unpackWoff } from './woff.ts'

/** The thread that prints: one sheet after the other. */

/** A request to the thread. */
export interface PrintJob {
  readonly id: number
  readonly template: string
  readonly data: string
  /** Whether it holds letters that the usual faces lack. */
  readonly isRare: boolean
}

/** The thread's reply. */
export type PrintResult =
  | { readonly id: number; readonly pdf: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly reason: string }

/** Paths of templates and fonts. */
export interface PrintPaths {
  readonly templates: string
  readonly fonts: FontPlaces
}

const paths = workerData as PrintPaths
const { usual, other, coarse } = paths.fonts
const usualCompiler = NodeCompiler.create({
  workspace: paths.templates,
  fontArgs: [{ fontPaths: [...usual] }],
})
let rareCompiler: NodeCompiler | null = null

/** The compiler with all faces is made for the first sheet that needs it. */
function compilerFor({ isRare }: PrintJob): NodeCompiler {
  if (!isRare) return usualCompiler
  rareCompiler ??= NodeCompiler.create({
    workspace: paths.templates,
    fontArgs: [
      { fontBlobs: [unpackWoff(readFileSync(coarse))] },
      { fontPaths: [...usual, ...other] },
    ],
  })
  return rareCompiler
}

function print(job: PrintJob): PrintResult {
  try {
    const compiler = compilerFor(job)
    const compilation = compiler.compile({
      mainFilePath: `${paths.templates}/${job.template}.typ`,
      inputs: { data: job.data },
    })
    if (compilation.result === null)
      return { id: job.id, reason: diagnosticText(compilation.takeError()?.shortDiagnostics) }
    const pdf = Uint8Array.from(compiler.pdf(compilation.result))
    compiler.evictCache(0)
    return { id: job.id, pdf }
  } catch (error) {
    return { id: job.id, reason: String(error) }
  }
}

function diagnosticText(diagnostics: readonly unknown[] | undefined): string {
  const first = diagnostics?.[0]
  const message =
    typeof first === 'object' && first !== null && 'message' in first ? first.message : first
  return typeof message === 'string' ? message : JSON.stringify(message ?? '原因不明')
}

parentPort?.on('message', (job: PrintJob) => {
  const answer = print(job)
  parentPort?.postMessage(answer, 'pdf' in answer ? [answer.pdf.buffer] : [])
})
