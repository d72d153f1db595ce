import { runGoldenCases, branchesOf } from '#kernel/packs/golden/run.ts'
import { coverageOf } from '#kernel/packs/coverage.ts'
import { findPaths } from '#kernel/procedures/index.ts'
import { PackLibrary } from '#platform/packs/library.ts'

/**
 * Lints every pack, plays its golden cases and prints its coverage, one line of JSON each, and at
 * the end the processor time that it took: the process that the benchmark starts.
 */
const library = new PackLibrary()
for (const id of await library.ids()) {
  const { faults, edition } = await library.load(id)
  const pack = edition?.pack
  if (pack === undefined || pack.shared === true) {
    console.log(JSON.stringify({ pack: id, faults: faults.length }))
    continue
  }
  const { results, uncovered: untouched } = runGoldenCases(pack)
  console.log(
    JSON.stringify({
      pack: id,
      faults: faults.length,
      cases: results.length,
      failed: results.filter((result) => result.faults.length > 0).length,
      untouched: untouched.rules.length + untouched.branches.length,
      rules: pack.handling.rules.length,
      branches: branchesOf(pack).length,
      paths: [...pack.procedures.values()].flatMap(findPaths).length,
      coverage: coverageOf(pack),
    }),
  )
}
const { user, system } = process.cpuUsage()
console.log(JSON.stringify({ cpu: (user + system) / 1e6 }))
