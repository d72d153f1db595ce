import { cpus, loadavg, totalmem } from 'node:os'
import { isWithinLimit } from './row.ts'
import type { BenchRow } from './row.ts'

/**
 * The benchmarks by name; each is loaded only when it is run, so that it does not slow the others.
 */
const benches: Readonly<
  Record<string, () => Promise<{ run(argument?: string): Promise<BenchRow[]> }>>
> = {
  packs: () => import('./packs.ts'),
  reader: () => import('./reader.ts'),
  bundle: () => import('./bundle.ts'),
  start: () => import('./start.ts'),
  registers: () => import('./registers.ts'),
  cases: () => import('./cases.ts'),
  map: () => import('./map.ts'),
  rounds: () => import('./rounds.ts'),
  transfers: () => import('./transfers.ts'),
  tables: () => import('./tables.ts'),
  print: () => import('./print.ts'),
  durability: () => import('./durability.ts'),
  fuzz: () => import('./fuzz.ts'),
  soak: () => import('./soak.ts'),
}
/** Takes 40 minutes: run when it is named. */
const onlyByName: ReadonlySet<string> = new Set(['soak'])

/** Names, each with its argument: `soak=5`. */
const chosen = process.argv.slice(2).map((argument) => argument.split('=') as [string, string?])
const unknown = chosen.flatMap(([name]) => (name in benches ? [] : [name]))
if (unknown.length > 0) {
  console.error(
    `no such benchmark: ${unknown.join(', ')} (there are: ${Object.keys(benches).join(', ')})`,
  )
  process.exit(2)
}

console.log(
  `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, load ${loadavg()[0]?.toFixed(2)}`,
)
let missedCount = 0
const usual = Object.keys(benches).filter((name) => !onlyByName.has(name))
for (const [name, argument] of chosen.length > 0
  ? chosen
  : usual.map((name): [string, string?] => [name])) {
  const start = performance.now()
  const { run } = await benches[name]!()
  const rows = await run(argument)
  console.log(`\n${name} (${((performance.now() - start) / 1000).toFixed(0)} s)`)
  for (const row of rows) {
    const isWithin = isWithinLimit(row)
    if (isWithin === false) missedCount += 1
    console.log(
      `  ${isWithin === undefined ? ' ' : isWithin ? '✓' : '✗'} ${row.name.padEnd(64)} ${format(row.value).padStart(10)} ${row.unit.padEnd(8)} ${limitOf(row)}${row.note ? `  ${row.note}` : ''}`,
    )
  }
}
if (missedCount > 0) console.log(`\n${missedCount} outside the limits`)

function format(value: number): string {
  return Number.isInteger(value)
    ? value.toLocaleString('en')
    : value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 3 : 1 })
}

function limitOf({ limit, unit }: BenchRow): string {
  if (limit === undefined) return ''
  return 'most' in limit ? `≤ ${limit.most} ${unit}` : `≥ ${limit.least} ${unit}`
}
