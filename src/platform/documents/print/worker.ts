import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

/** The thread that sets type: one compiler, one sheet after the other. */

/** What the thread is asked for. */
export interface PrintJob {
  readonly id: number
  readonly template: string
  readonly data: string
}

/** What the thread answers. */
export type PrintAnswer =
  | { readonly id: number; readonly pdf: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly reason: string }

/** Where the thread finds templates and fonts. */
export interface PrintPlaces {
  readonly templates: string
  readonly fonts: readonly string[]
}

const places = workerData as PrintPlaces
const compiler = NodeCompiler.create({
  workspace: places.templates,
  fontArgs: [{ fontPaths: [...places.fonts] }],
})

function print(job: PrintJob): PrintAnswer {
  try {
    const compiled = compiler.compile({
      mainFilePath: `${places.templates}/${job.template}.typ`,
      inputs: { data: job.data },
    })
    if (compiled.result === null)
      return { id: job.id, reason: reasonOf(compiled.takeError()?.shortDiagnostics) }
    const pdf = Uint8Array.from(compiler.pdf(compiled.result))
    compiler.evictCache(0)
    return { id: job.id, pdf }
  } catch (error) {
    return { id: job.id, reason: String(error) }
  }
}

function reasonOf(diagnostics: readonly unknown[] | undefined): string {
  const first = diagnostics?.[0]
  const message =
    typeof first === 'object' && first !== null && 'message' in first ? first.message : first
  return typeof message === 'string' ? message : JSON.stringify(message ?? '原因不明')
}

parentPort?.on('message', (job: PrintJob) => {
  const answer = print(job)
  parentPort?.postMessage(answer, 'pdf' in answer ? [answer.pdf.buffer] : [])
})
