import { createHash } from 'node:crypto'
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

/** What fills a password up to 32 bytes (ISO 32000-1, 7.6.3.3). */
const padding = Buffer.from(
  '28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a',
  'hex',
)
const padded = (password: string): Buffer =>
  Buffer.concat([Buffer.from(password, 'latin1'), padding]).subarray(0, 32)
const md5 = (...parts: readonly Uint8Array[]): Buffer =>
  createHash('md5').update(Buffer.concat(parts)).digest()

function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i)
  const swap = (a: number, b: number): void => {
    ;[state[a], state[b]] = [state[b]!, state[a]!]
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) & 255
    swap(i, j)
  }
  let i = 0
  let j = 0
  const mixed = data.map((byte) => {
    i = (i + 1) & 255
    j = (j + state[i]!) & 255
    swap(i, j)
    return byte ^ state[(state[i]! + state[j]!) & 255]!
  })
  return Buffer.from(mixed)
}

/** A PDF with one page that opens with a password only. */
export function encryptedPdf(
  password = 'secret',
  lines: readonly string[] = ['Article 1 Everybody keeps the policy.'],
): Uint8Array {
  const id = Buffer.alloc(16)
  const owner = rc4(md5(padded('owner')).subarray(0, 5), padded(password))
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff])
  const key = md5(padded(password), owner, permissions, id).subarray(0, 5)
  const text = lines.map((line, i) => `1 0 0 1 10 ${280 - i * 20} Tm (${line}) Tj`).join('\n')
  const content = rc4(
    md5(key, Buffer.from([5, 0, 0, 0, 0])).subarray(0, 10),
    Buffer.from(`BT /F1 12 Tf ${text} ET`, 'latin1'),
  )
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 5 0 R /Resources << /Font << /F1 6 0 R >> >> >>',
    `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString('hex')}> /U <${rc4(key, padding).toString('hex')}> /P -4 >>`,
    `<< /Length ${content.length} >>\nstream\n${content.toString('latin1')}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const offset = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = file.length
  const size = objects.length + 1
  file += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.map((it) => `${String(it).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer\n<< /Size ${size} /Root 1 0 R /Encrypt 4 0 R /ID [<${id.toString('hex')}> <${id.toString('hex')}>] >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}
