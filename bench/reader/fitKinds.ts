/**
 * Fits the points of `src/kernel/reader/kindPoints*.ts` to inventories of public policies: `node
 * bench/reader/fitKinds.ts [--write]`. Multinomial logistic regression drawn towards
 * `kindPrior.ts`; each document weighs by the square root of its size. Without `--write` it prints
 * what a table fitted without a document reaches on that document.
 */
import { writeFileSync } from 'node:fs'
import { readFacets } from '../../src/kernel/reader/facets.ts'
import type { Kind } from '../../src/kernel/reader/index.ts'
import { textToBlocks } from '../../src/kernel/reader/index.ts'
import { kindFeatures } from '../../src/kernel/reader/kind.ts'
import { collectLeaves } from '../../src/kernel/reader/leaves.ts'
import { learnNames } from '../../src/kernel/reader/names.ts'
import { buildTree } from '../../src/kernel/reader/outline.ts'
import { toPieces } from '../../src/kernel/reader/pieces.ts'
import { align } from '../../tests/reader/scorer.ts'
import { seedInventory, seeds, seedText } from '../../tests/reader/support.ts'
import { PRIOR_FEATURES, PRIOR_PLACES, PRIOR_TERMS, PRIOR_TOPIC } from './kindPrior.ts'

/**
 * Strength of the pull towards the prior, rounds of the fit, and the least point that is kept
 * (tenths of log-odds).
 */
const PULL = 4
const ROUNDS = 300
const LEAST = 2

interface Example {
  readonly features: readonly string[]
  readonly kind: string
  readonly weight: number
}

function examplesOf(name: string): Example[] {
  const { pieces } = toPieces(textToBlocks(seedText(name), name).blocks)
  const { leaves } = collectLeaves(buildTree(pieces))
  const read = readFacets(leaves, learnNames(pieces)).map((p, i) => ({
    line: p.line,
    head: p.head,
    features: kindFeatures(leaves[i] as (typeof leaves)[number], p),
  }))
  const pairs = align(seedInventory(name), read)
  return pairs.map(([gold, own]) => ({
    features: own.features,
    kind: gold.kind,
    weight: 1 / Math.sqrt(pairs.length),
  }))
}

const kinds = Object.keys(PRIOR_TERMS) as Kind[]

function prior(): Map<string, Map<string, number>> {
  const out = new Map<string, Map<string, number>>()
  const put = (feature: string, kind: string, value: number): void =>
    void (out.get(feature) ?? out.set(feature, new Map()).get(feature))?.set(kind, value)
  for (const kind of kinds) {
    put(`topic:${kind}`, kind, PRIOR_TOPIC.nearest)
    if (PRIOR_TOPIC.aboveKinds.includes(kind)) put(`under:${kind}`, kind, PRIOR_TOPIC.above)
    for (const term of PRIOR_TERMS[kind] ?? [])
      for (const [place, value] of Object.entries(PRIOR_PLACES))
        put(`${place}:${term}`, kind, value)
  }
  for (const [feature, kind, value] of PRIOR_FEATURES) put(feature, kind, value)
  return out
}

/**
 * Weights of features by kind. A feature is learned when it stands in two documents at least and
 * four times.
 */
function fit(documents: readonly (readonly Example[])[]): Map<string, Float64Array> {
  const start = prior()
  const count = new Map<string, { times: number; documents: Set<number> }>()
  documents.forEach((examples, d) => {
    for (const { features } of examples) {
      for (const f of features) {
        const seen = count.get(f) ?? { times: 0, documents: new Set() }
        count.set(f, { times: seen.times + 1, documents: seen.documents.add(d) })
      }
    }
  })
  const names = [
    ...new Set([
      ...start.keys(),
      ...[...count].filter(([, c]) => c.times >= 4 && c.documents.size >= 2).map(([f]) => f),
    ]),
  ]
  const place = new Map(names.map((n, i) => [n, i]))
  const K = kinds.length
  const base = new Float64Array(names.length * K)
  for (const [feature, values] of start)
    for (const [kind, value] of values)
      base[(place.get(feature) ?? 0) * K + kinds.indexOf(kind as Kind)] = value
  const all = documents.flat()
  const scale = all.length / all.reduce((sum, e) => sum + e.weight, 0)
  const rows = all.map((e) => ({
    at: e.features.map((f) => place.get(f) ?? -1).filter((i) => i >= 0),
    kind: kinds.indexOf(e.kind as Kind),
    weight: e.weight * scale,
  }))
  const w = base.slice()
  const mean = new Float64Array(w.length)
  const square = new Float64Array(w.length)
  const gradient = new Float64Array(w.length)
  const p = new Float64Array(K)
  for (let round = 1; round <= ROUNDS; round++) {
    for (let i = 0; i < w.length; i++) gradient[i] = PULL * ((w[i] ?? 0) - (base[i] ?? 0))
    for (const { at, kind, weight } of rows) {
      p.fill(0)
      for (const i of at) for (let k = 0; k < K; k++) p[k] = (p[k] ?? 0) + (w[i * K + k] ?? 0)
      const top = Math.max(...p)
      let sum = 0
      for (let k = 0; k < K; k++) sum += p[k] = Math.exp((p[k] ?? 0) - top)
      for (let k = 0; k < K; k++) p[k] = weight * ((p[k] ?? 0) / sum - (k === kind ? 1 : 0))
      for (const i of at)
        for (let k = 0; k < K; k++) gradient[i * K + k] = (gradient[i * K + k] ?? 0) + (p[k] ?? 0)
    }
    for (let i = 0; i < w.length; i++) {
      const g = gradient[i] ?? 0
      mean[i] = 0.9 * (mean[i] ?? 0) + 0.1 * g
      square[i] = 0.99 * (square[i] ?? 0) + 0.01 * g * g
      const step =
        (mean[i] ?? 0) /
        (1 - 0.9 ** round) /
        (Math.sqrt((square[i] ?? 0) / (1 - 0.99 ** round)) + 1e-8)
      w[i] = (w[i] ?? 0) - 0.05 * (1 - round / (ROUNDS + 1)) * step
    }
  }
  return new Map(names.map((n, i) => [n, w.slice(i * K, i * K + K)]))
}

function share(weights: ReadonlyMap<string, Float64Array>, examples: readonly Example[]): number {
  const right = examples.filter(({ features, kind }) => {
    const total = new Float64Array(kinds.length)
    for (const f of features)
      weights.get(f)?.forEach((v, k) => void (total[k] = (total[k] ?? 0) + v))
    return kinds[total.indexOf(Math.max(...total))] === kind
  })
  return right.length / Math.max(1, examples.length)
}

function write(weights: ReadonlyMap<string, Float64Array>): void {
  const tables = {
    Wording: {
      of: /^[te]:/,
      says: 'words of the wording give: `t:` anywhere in it, `e:` in its last clause (of the lead, for a bare noun)',
    },
    Place: {
      of: /^(?![te]:)/,
      says: 'the surroundings give: `h:` headings, `l:` lead, `c:` table, `topic:` `under:` topics, `f:` `m:` facets',
    },
  }
  for (const [name, { of, says }] of Object.entries(tables)) {
    const lines = [
      '/**',
      ` * Points that ${says}.`,
      ' * Fitted by `bench/reader/fitKinds.ts` to public policies (tenths of log-odds, small ones left out).',
      ' */',
    ]
    lines.push(`export const ${name.toUpperCase()}_POINTS: readonly string[] = [`)
    let line = ' '
    for (const [feature, values] of [...weights].filter(([f]) => of.test(f))) {
      const points = [...values]
        .map((v, k) => [kinds[k] as string, Math.round(v * 10)] as const)
        .filter(([, v]) => Math.abs(v) >= LEAST)
      const strongest = points.sort((a, b) => Math.abs(b[1]) - Math.abs(a[1])).slice(0, 9)
      if (strongest.length === 0) continue
      const item = ` '${feature.replaceAll('\\', '\\\\')} = ${strongest.map(([k, v]) => `${k} ${v}`).join(' ')}',`
      if (line.length + item.length > 139 && line.trim() !== '') {
        lines.push(line)
        line = ' '
      }
      line += item
    }
    lines.push(line, ']')
    writeFileSync(
      new URL(`../../src/kernel/reader/kindPoints${name}.ts`, import.meta.url),
      `${lines.join('\n')}\n`,
    )
  }
}

const documents = new Map(seeds.map((name) => [name, examplesOf(name)]))
if (process.argv.includes('--write')) {
  write(fit([...documents.values()]))
} else {
  for (const [name, examples] of documents) {
    const others = [...documents].filter(([other]) => other !== name).map(([, e]) => e)
    console.log(`${name}: ${share(fit(others), examples).toFixed(3)} fitted without it`)
  }
}
