import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { policyLines } from './policy.ts'

const fonts = dirname(
  createRequire(import.meta.url).resolve(
    '@expo-google-fonts/biz-udmincho/400Regular/BIZUDMincho_400Regular.ttf',
  ),
)

function typeset(source: string): Uint8Array {
  const workspace = mkdtempSync(join(tmpdir(), 'sekisho-fixture-'))
  try {
    const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [fonts] }] })
    return compiler.pdf({ mainFileContent: source })
  } finally {
    rmSync(workspace, { recursive: true, force: true })
  }
}

/**
 * The policy on small pages: a page header, page numbers, and lines that break wherever the page
 * ends.
 */
export function policyPdf(): Uint8Array {
  const paragraphs = policyLines()
    .map((line) => line.replaceAll(/[#*_`$@\\]/g, String.raw`\$&`))
    .join('\n\n')
  return typeset(`#set page(width: 120mm, height: 90mm, margin: 15mm, header: [ひなた町例規集], footer: align(center, context counter(page).display("- 1 -")))
#set text(font: "BIZ UDMincho", size: 10pt, lang: "ja")
#set par(spacing: 1.1em)
${paragraphs}`)
}

/** Two pages that hold nothing but a picture. */
export function scannedPdf(): Uint8Array {
  return typeset(
    '#set page(width: 100mm, height: 100mm)\n#rect(width: 50mm, height: 50mm, fill: black)\n#pagebreak()\n#circle(radius: 20mm)',
  )
}

/** A PDF that asks for a password. */
export function encryptedPdf(): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>',
    `<< /Filter /Standard /V 1 /R 2 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> /P -4 >>`,
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const offset = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = file.length
  file += `xref\n0 5\n0000000000 65535 f \n${offsets.map((it) => `${String(it).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>] >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}
