import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Coverage } from '#kernel/packs/coverage.ts'
import type { ProvisionKind } from '#kernel/packs/types.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'
import { coverageCommand } from '../../src/apps/cli/packCoverage.ts'

/** The packs that write a whole document, with the name of its inventory. */
const documents = [
  ['otari', 'otari'],
  ['nara', 'nara'],
  ['yonezawa', 'yonezawa'],
  ['ipa-sme', 'ipa'],
  ['hokkaido', 'hokkaido'],
] as const
/** The kinds whose every provision is carried. */
const carried: ReadonlySet<ProvisionKind> = new Set<ProvisionKind>([
  'role',
  'classify',
  'handling',
  'permit',
  'register',
  'record',
  'person',
  'exception',
])

interface Line {
  readonly ref: string
  readonly kind: string
  readonly modality: string
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

const shared = (path: string) => fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url))
const inventoryOf = (name: string) => shared(`provisions/${name}.jsonl`)
const textOf = (name: string) => shared(`seeds/${name}.txt`)
const found = documents.filter(
  ([, name]) => existsSync(inventoryOf(name)) && existsSync(textOf(name)),
)
if (found.length === 0)
  process.stdout.write(
    'skipped: without ../shared the packs are not compared with their documents\n',
  )

/** Refs of provisions are facts of the document; everything else is said in own words. */
const refs = new Set(['ref', 'under', 'carries'])

/** Every text that a pack says, in whatever depth. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value) || value instanceof Set)
    for (const each of value) yield* textsIn(each)
  else if (value instanceof Map) for (const each of value.values()) yield* textsIn(each)
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value)) if (!refs.has(key)) yield* textsIn(each)
}

const run = 28
const bare = (text: string) => text.replaceAll(/\s/g, '')
function* runsOf(text: string): Generator<string> {
  for (let at = 0; at + run <= text.length; at++) yield text.slice(at, at + run)
}

describe.skipIf(found.length === 0).each(found.map((one) => [...one]))(
  'the provisions of the pack %s',
  (id, name) => {
    it('are exactly those of the document, in order, with their kinds and modalities', async () => {
      const { pack } = await bundledPacks.edition(id)
      const lines = readFileSync(inventoryOf(name), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Line)
      expect(
        pack.provisions.map(({ ref, kind, modality }) => `${ref} ${kind} ${modality}`),
      ).toEqual(
        lines.map(({ ref, kind, modality }) => `${ref} ${kind} ${modality.replace('_', '-')}`),
      )
    })

    it('are told in own words: no sentence of the document stands in the pack', async () => {
      const { pack } = await bundledPacks.edition(id)
      const theirs = new Set(runsOf(bare(readFileSync(textOf(name), 'utf8'))))
      const { cases: _cases, world: _world, ...told } = pack
      expect(
        [...new Set(textsIn(told))].filter((text) =>
          [...runsOf(bare(text))].some((each) => theirs.has(each)),
        ),
      ).toEqual([])
    })
  },
)

describe('sekisho pack coverage --json', () => {
  it('shows a mechanism for all 843 provisions about roles, classes, handling, permits, registers, records, people and exceptions, and how many of them are strong enough', async () => {
    const shown = await Promise.all(
      documents.map(async ([id]) => {
        const lines: string[] = []
        await coverageCommand(bundledPacks, id, { json: true }, (line) => lines.push(line))
        const coverage = JSON.parse(lines[0] ?? '') as Coverage
        const kinds = [...carried].map(
          (kind) => coverage.byKind[kind] ?? { all: 0, carried: 0, weak: 0 },
        )
        const { pack } = await bundledPacks.edition(id)
        const kindOf = new Map(pack.provisions.map((provision) => [provision.ref, provision.kind]))
        return {
          pack: id,
          provisions: coverage.provisions,
          all: sum(kinds.map((kind) => kind.all)),
          held: sum(kinds.map((kind) => kind.carried + kind.weak)),
          carried: sum(kinds.map((kind) => kind.carried)),
          uncarried: coverage.uncarried.filter((ref) => carried.has(kindOf.get(ref) ?? 'other')),
        }
      }),
    )
    expect(shown.map(({ carried: _carried, ...each }) => each)).toEqual([
      { pack: 'otari', provisions: 528, all: 163, held: 163, uncarried: [] },
      { pack: 'nara', provisions: 355, all: 99, held: 99, uncarried: [] },
      { pack: 'yonezawa', provisions: 408, all: 122, held: 122, uncarried: [] },
      { pack: 'ipa-sme', provisions: 1044, all: 367, held: 367, uncarried: [] },
      { pack: 'hokkaido', provisions: 312, all: 92, held: 92, uncarried: [] },
    ])
    // No pack may fall behind what it carried strongly enough when strengths were first counted.
    const floors: Readonly<Record<string, number>> = {
      otari: 138,
      nara: 89,
      yonezawa: 95,
      'ipa-sme': 341,
      hokkaido: 83,
    }
    expect(shown.filter((each) => each.carried < (floors[each.pack] ?? 0))).toEqual([])
    expect(sum(shown.map((each) => each.provisions))).toBe(2647)
  })
})
