/**
 * How well and how fast policy documents are read: the scores of each known document beside their
 * limits, and the time of the whole process.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BenchRow } from './row.ts'

const shared = fileURLToPath(new URL('../../shared/', import.meta.url))
const script = fileURLToPath(new URL('reader/readAll.ts', import.meta.url))

/** Least share a score must reach, and the goal beyond it. */
const SCORES: readonly { readonly key: string; readonly least: number; readonly goal: number }[] = [
  { key: 'leafF1', least: 0.9, goal: 0.95 },
  { key: 'modality', least: 0.93, goal: 0.95 },
  { key: 'actorF1', least: 0.8, goal: 0.9 },
  { key: 'approversF1', least: 0.8, goal: 0.9 },
  { key: 'deadlineF1', least: 0.75, goal: 0.85 },
  { key: 'kind', least: 0.7, goal: 0.8 },
]

/** Milliseconds of a whole Node process that reads all files; the median of `times` runs. */
function medianProcessTime(files: readonly string[], out: string, times: number): number {
  const durations: number[] = []
  for (let i = 0; i < times; i++) {
    const from = performance.now()
    const { status, stderr } = spawnSync(process.execPath, [script, out, ...files], {
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(stderr)
    durations.push(performance.now() - from)
  }
  return durations.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0
}

/** How many references are those of the inventory, among leaves that stand at the same line. */
function referenceShare(gold: string, read: string): number {
  const refs = (file: string): { ref: string; line: number }[] =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((l) => l !== '')
      .map((l) => JSON.parse(l) as { ref: string; line: number })
  const own = new Set(refs(read).map((r) => `${r.line} ${r.ref.replace(/\s/g, '')}`))
  const expected = refs(gold)
  return (
    expected.filter((r) => own.has(`${r.line} ${r.ref.replace(/\s/g, '')}`)).length /
    Math.max(1, expected.length)
  )
}

function score(gold: string, read: string): Record<string, number> | undefined {
  const { status, stdout } = spawnSync(
    'python3',
    [join(shared, 'tools/score-reader.py'), gold, read],
    { encoding: 'utf8' },
  )
  return status === 0 ? (JSON.parse(stdout) as Record<string, number>) : undefined
}

/** Rows for the table; empty, with a printed line, where the documents are missing. */
export async function run(): Promise<BenchRow[]> {
  if (!existsSync(join(shared, 'seeds'))) {
    console.log('reader: skipped, ../shared/seeds is missing')
    return []
  }
  const files = readdirSync(join(shared, 'seeds'))
    .filter((f) => f.endsWith('.txt'))
    .map((f) => join(shared, 'seeds', f))
  const out = mkdtempSync(join(tmpdir(), 'sekisho-reader-'))
  try {
    const rows: BenchRow[] = [
      {
        name: `read ${files.length} policies, whole process`,
        value: Math.round(medianProcessTime(files, out, 5)),
        unit: 'ms',
        limit: { most: 1000 },
      },
    ]
    for (const file of files) {
      const name = (file.split('/').at(-1) ?? '').replace('.txt', '')
      const gold = join(shared, 'provisions', `${name}.jsonl`)
      const read = join(out, `${name}.jsonl`)
      const scores = existsSync(gold) ? score(gold, read) : undefined
      if (scores === undefined) {
        console.log(`reader: scores of ${name} skipped, python3 or the inventory is missing`)
        continue
      }
      for (const { key, least, goal } of SCORES) {
        rows.push({
          name: `${name}: ${key}`,
          value: scores[key] ?? 0,
          unit: '',
          limit: { least },
          note: (scores[key] ?? 0) >= goal ? 'goal reached' : `goal ${goal}`,
        })
      }
      rows.push({
        name: `${name}: references as in the inventory`,
        value: Math.round(referenceShare(gold, read) * 1000) / 1000,
        unit: '',
      })
    }
    return rows
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const row of await run()) {
    const limit =
      row.limit === undefined
        ? ''
        : 'most' in row.limit
          ? `≤ ${row.limit.most}`
          : `≥ ${row.limit.least}`
    console.log(
      [row.name.padEnd(46), String(row.value).padStart(7), row.unit, limit, row.note ?? ''].join(
        ' ',
      ),
    )
  }
}
