import { readFileSync } from 'node:fs'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { refuse } from '#kernel/problems/index.ts'
import type { PaperJob } from './jobs.ts'
import { unpackWoff } from './woff.ts'

type PdfJob = PaperJob & { readonly kind: 'pdf' }

/** Compilers with the usual faces, and with all of them, made for the first sheet that needs it. */
const compilers = new Map<boolean, NodeCompiler>()

/** A sheet as PDF by its template. Problem: print-failed. */
export function typeset(job: PdfJob): Uint8Array {
  const { templates, template, data } = job
  const compiler = compilerFor(job)
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

function compilerFor({ templates, fonts, isRare }: PdfJob): NodeCompiler {
  const made = compilers.get(isRare)
  if (made !== undefined) return made
  const { usual, other, coarse } = fonts
  const compiler = NodeCompiler.create({
    workspace: templates,
    // The native code ends the process where paths stand before blobs.
    fontArgs: isRare
      ? [{ fontBlobs: [unpackWoff(readFileSync(coarse))] }, { fontPaths: [...usual, ...other] }]
      : [{ fontPaths: [...usual] }],
  })
  compilers.set(isRare, compiler)
  return compiler
}

function diagnosticText(diagnostics: readonly unknown[] | undefined): string {
  const first = diagnostics?.[0]
  const message =
    typeof first === 'object' && first !== null && 'message' in first ? first.message : first
  return typeof message === 'string' ? message : JSON.stringify(message ?? '原因不明')
}
