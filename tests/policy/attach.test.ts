import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Provision } from '#kernel/packs/types.ts'
import { attach } from '#kernel/reader/attach.ts'
import { readPolicy } from '#kernel/reader/index.ts'
import type { ReadProvision } from '#kernel/reader/index.ts'
import { compareDocument } from '#features/policy/server/compareDocument.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'
import { textToBlocks } from '#kernel/reader/textBlocks.ts'
import { hinataMarkdown } from './support.ts'

const words = fc
  .array(
    fc.constantFrom('職員', '許可', '情報', '台帳', '記録', '廃棄', '媒体', '、', 'は', 'を'),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''))
const ref = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .map(([a, b]) => `${a}-${b}`)
const kind = fc.constantFrom('permit', 'record', 'control', 'role')
const provisions = fc.array(fc.record({ ref, under: fc.constant('1'), kind, gist: words }), {
  maxLength: 25,
}) as fc.Arbitrary<Provision[]>
const read = readPolicy(textToBlocks(hinataMarkdown, 'a.md')).provisions[0]!
const readings = fc
  .array(fc.record({ ref, kind, text: words }), { maxLength: 25 })
  .map((all) => all.map((one, i) => ({ ...read, ...one, line: i + 1 }) as ReadProvision))

describe('laying a document beside a pack', () => {
  test('puts every provision and every clause in exactly one place, in their order', () => {
    fc.assert(
      fc.property(provisions, readings, (pack, document) => {
        const { attachments, onlyInPack, onlyInDocument } = attach(pack, document)
        expect(attachments.length + onlyInPack.length).toBe(pack.length)
        expect(attachments.length + onlyInDocument.length).toBe(document.length)
        expect(
          [...attachments.map((one) => one.ref), ...onlyInPack.map((one) => one.ref)].sort(),
        ).toEqual(pack.map((one) => one.ref).sort())
        expect(new Set([...attachments.map((one) => one.found), ...onlyInDocument])).toEqual(
          new Set(document),
        )
      }),
    )
  })

  test('never crosses: what comes later in the pack comes later in the document', () => {
    fc.assert(
      fc.property(provisions, readings, (pack, document) => {
        const { attachments } = attach(pack, document)
        const lines = attachments.map((one) => one.found.line)
        expect(lines).toEqual(lines.toSorted((a, b) => a - b))
        let from = 0
        for (const { ref: wanted } of attachments) {
          const at = pack.findIndex((one, i) => i >= from && one.ref === wanted)
          expect(at).toBeGreaterThanOrEqual(from)
          from = at + 1
        }
      }),
    )
  })

  test('finds everything where the numbering is the same, whatever the words', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(ref, { maxLength: 16 }),
        fc.infiniteStream(words),
        (refs, stream) => {
          const pack = refs.map(
            (one) =>
              ({ ref: one, under: '1', kind: 'permit', gist: stream.next().value }) as Provision,
          )
          const document = refs.map(
            (one, i) =>
              ({ ...read, ref: one, text: stream.next().value, line: i }) as ReadProvision,
          )
          const found = attach(pack, document)
          expect(found.attachments.map((one) => [one.ref, one.refDiffers])).toEqual(
            refs.map((one) => [one, false]),
          )
        },
      ),
    )
  })
})

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url))
const [seed, inventory] = [`${shared}seeds/otari.txt`, `${shared}provisions/otari.jsonl`]
const there = existsSync(seed) && existsSync(inventory)
if (!there)
  process.stderr.write(
    'Skipped: the real document was not laid beside its pack, because ../shared/seeds is missing.\n',
  )

describe.skipIf(!there)('the real document beside its pack', () => {
  test('the wordings stand on the lines that a person noted, and every departure is listed', async () => {
    const { pack } = await bundledPacks.edition('otari')
    const began = performance.now()
    const { wordings, summary } = await compareDocument(pack, { name: 'otari.txt', path: seed })
    const milliseconds = Math.round(performance.now() - began)
    const lines = new Map(
      readFileSync(inventory, 'utf8')
        .trim()
        .split('\n')
        .map((row) => JSON.parse(row) as { ref: string; line: number })
        .map((row) => [row.ref, row.line]),
    )
    const wrong = wordings.filter((one) => Math.abs(one.line - (lines.get(one.ref) ?? -9)) > 1)
    console.log(
      `otari: ${summary.attached} of ${summary.provisionsInPack} provisions have their wording, ${wrong.length} on another line; ${summary.departures.length} departures; ${milliseconds} ms`,
    )
    expect(summary.attached / summary.provisionsInPack).toBeGreaterThan(0.9)
    expect(wrong.length / wordings.length).toBeLessThan(0.03)
    expect(summary.departures.length).toBe(
      summary.provisionsInPack + summary.provisionsInDocument - 2 * summary.attached,
    )
    expect(summary.departures.every((one) => one.why !== '' && one.text !== '')).toBe(true)
  })
})
