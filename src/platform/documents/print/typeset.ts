import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { refuse } from '#kernel/problems/index.ts'
import type { PaperJob } from './jobs.ts'

type PdfJob = PaperJob & { readonly kind: 'pdf' }

let compiler: NodeCompiler | undefined

/** A sheet as PDF by its template. Problem: print-failed. */
export function typeset({ templates, fonts, template, data }: PdfJob): Uint8Array {
  compiler ??= NodeCompiler.create({
    workspace: templates,
    fontArgs: [{ fontPaths: [...fonts] }],
  })
  const compilation = compiler.compile({
    mainFilePath: `${templates}/${template}.typ`,
    inputs: { data },
  })
  if (compilation.result === null)
    return refuse('print-failed', {
      reason: diagnosticText(compilation.takeError()?.shortDiagnostics),
    })
  const pdf = Uint8Array.from(compiler.pdf(compilation.result))
  compiler.evictCache(0)
  return pdf
}

function diagnosticText(diagnostics: readonly unknown[] | undefined): string {
  const first = diagnostics?.[0]
  const message =
    typeof first === 'object' && first !== null && 'message' in first ? first.message : first
  return typeof message === 'string' ? message : JSON.stringify(message ?? '原因不明')
}
