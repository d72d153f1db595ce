import { fuzz } from '#tests/reader-formats/fuzz.ts'
import type { BenchRow } from './row.ts'

/**
 * 100,000 generated documents for the reader, among them damaged files; each must end in a reading
 * or a problem.
 */
export async function run(): Promise<BenchRow[]> {
  const start = performance.now()
  const outcome = await fuzz({ text: 94_000, files: 5000, docx: 950, pdf: 50 }, 20_261_121)
  const seconds = (performance.now() - start) / 1000
  const first = outcome.failures[0]
  return [
    {
      name: `fuzzed documents that throw, of ${outcome.tried.toLocaleString('en')}`,
      value: outcome.failures.length,
      unit: '',
      limit: { most: 0 },
      note:
        first === undefined
          ? `${outcome.refused} refused with a problem, ${Math.round(seconds)} s`
          : `${first.sort}: ${first.error.split('\n')[0]}`,
    },
    {
      name: 'slowest fuzzed text',
      value: Math.round(outcome.slowest.milliseconds),
      unit: 'ms',
      limit: { most: 1000 },
      note: `${outcome.slowest.input.length} characters`,
    },
  ]
}
