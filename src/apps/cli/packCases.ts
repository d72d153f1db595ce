import { runGoldenCases } from '#kernel/packs/golden/run.ts'
import type { PackLibrary } from '#platform/packs/library.ts'
import type { Print, PackOptions } from './packOptions.ts'

/** Plays the golden cases. Returns 1 where one fails, or no case covers a rule or branch. */
export async function casesCommand(
  library: PackLibrary,
  id: string,
  options: Pick<PackOptions, 'json'>,
  print: Print,
): Promise<number> {
  const { pack } = await library.edition(id)
  const { results, uncovered: untouched } = runGoldenCases(pack)
  const failed = results.filter((result) => result.faults.length > 0)
  if (options.json) print(JSON.stringify({ pack: id, cases: results.length, failed, untouched }))
  else {
    for (const result of failed) {
      print(`${result.file}:${result.line}  ${result.name}`)
      for (const fault of result.faults) print(`    ${fault}`)
    }
    for (const rule of untouched.rules) print(`どの事例も触れない規則：${rule}`)
    for (const branch of untouched.branches) print(`どの事例も通らない分かれ道：${branch}`)
    print(`${results.length}件の事例のうち${results.length - failed.length}件が期待どおりでした。`)
  }
  return failed.length + untouched.rules.length + untouched.branches.length === 0 ? 0 : 1
}
