import { mechanismTitles } from '#kernel/packs/carriers.ts'
import { hintFor } from '#kernel/packs/prove/hints.ts'
import { mutationTitles } from '#kernel/packs/prove/mutants.ts'
import { provePack } from '#kernel/packs/prove/prove.ts'
import type { EmptyClaim, Proof } from '#kernel/packs/prove/prove.ts'
import { suggestProofs } from '#kernel/packs/prove/suggest.ts'
import type { PackLibrary } from '#platform/packs/library.ts'
import type { Print, ProveOptions } from './packOptions.ts'

/**
 * Prints what the golden cases prove. Returns 1 where a case names a provision that it does not
 * prove; what nothing proves is only said.
 */
export async function proveCommand(
  library: PackLibrary,
  id: string,
  options: Pick<ProveOptions, 'json' | 'suggest'>,
  print: Print,
): Promise<number> {
  const { pack } = await library.edition(id)
  if (pack.shared === true) return 0
  if (options.suggest) {
    const suggestions = suggestProofs(pack)
    if (options.json) print(JSON.stringify({ pack: id, suggestions }))
    else
      for (const { file, line, name, refs } of suggestions) {
        print(`${file}:${line}  ${name}`)
        for (const { ref, path, out, others } of refs)
          print(
            `    ${ref}  [${path}]${out ? '' : '  条件などを変えたときだけ'}  ほかに${others}件`,
          )
      }
    return 0
  }
  const begun = performance.now()
  const proof = provePack(pack)
  const seconds = (performance.now() - begun) / 1000
  if (options.json) print(JSON.stringify({ ...proof, seconds }))
  else printProof(proof, seconds, print)
  return proof.claims.length === 0 ? 0 : 1
}

const claimSentences: Readonly<Record<EmptyClaim['because'], (ref: string) => string>> = {
  fails: (ref) => `事例が期待どおりでないので、${ref} を確かめていません。`,
  'not-carried': (ref) =>
    `${ref} を支える仕組みがありません。proves から消すか、仕組みに carries を書いてください。`,
  'never-fails': (ref) =>
    `${ref} を支える仕組みをなくしても変えても、この事例は期待どおりのままです。期待（expect）を足すか、proves から消してください。`,
}

function printProof(proof: Proof, seconds: number, print: Print): void {
  for (const { file, line, name, ref, because } of proof.claims) {
    print(`${file}:${line}  ${name}`)
    print(`    ${claimSentences[because](ref)}`)
  }
  const byPath = Map.groupBy(proof.unproved, ({ path }) => path)
  for (const [path, [first, ...more]] of byPath) {
    if (first === undefined) continue
    const refs = [first, ...more].map(({ ref }) => ref)
    print(`${mechanismTitles[first.kind]}  [${path}]  ${refs.join('、')}`)
    for (const { mutation, at } of first.survivors)
      print(
        `    ${mutationTitles[mutation]}（${at}）と、どの事例も気づきません。${hintFor(first.kind, mutation)}`,
      )
  }
  for (const [kind, { carried, proved }] of Object.entries(proof.byKind))
    print(`${kind}：${proved}／${carried}`)
  print(
    `${proof.pack}：支えられた${proof.carried.length}条項のうち${proof.proved.length}条項を事例が確かめています（${proof.mutants}通り、${seconds.toFixed(1)}秒）。`,
  )
}
