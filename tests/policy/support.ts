import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { Document, HeadingLevel, Packer, Paragraph } from 'docx'
import type { ImportSummary } from '#features/policy/contract.ts'

export interface Imported {
  readonly id: string
  readonly summary: ImportSummary
}

/**
 * The policy of the town in the tests' own words, with one clause (3-2) that its pack does not
 * have.
 */
export const hinataMarkdown = readFileSync(new URL('fixtures/hinata.md', import.meta.url), 'utf8')

const lines = hinataMarkdown.split('\n').filter((line) => line !== '')
const headings = {
  1: HeadingLevel.TITLE,
  2: HeadingLevel.HEADING_1,
  3: HeadingLevel.HEADING_2,
} as const

/** The same as a Word document. */
export async function hinataDocx(): Promise<Buffer> {
  const children = lines.map((line) => {
    const depth = /^#+/.exec(line)?.[0].length as 1 | 2 | 3 | undefined
    return depth === undefined
      ? new Paragraph(line)
      : new Paragraph({ text: line.slice(depth + 1), heading: headings[depth] })
  })
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

/** The same as a PDF. */
export function hinataPdf(): Buffer {
  const fonts = dirname(
    createRequire(import.meta.url).resolve(
      '@expo-google-fonts/biz-udmincho/400Regular/BIZUDMincho_400Regular.ttf',
    ),
  )
  const text = lines
    .map((line) => line.replace(/^#+ /, '').replaceAll(/[#*_`$@\\]/g, String.raw`\$&`))
    .join('\n\n')
  const compiler = NodeCompiler.create({
    workspace: dirname(fonts),
    fontArgs: [{ fontPaths: [fonts] }],
  })
  return Buffer.from(
    compiler.pdf({
      mainFileContent: `#set page(width: 150mm, height: 200mm)\n#set text(font: "BIZ UDMincho", size: 10pt, lang: "ja")\n${text}`,
    }),
  )
}
