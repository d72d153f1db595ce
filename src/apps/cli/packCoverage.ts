import {
  carriersOf,
  coverageOf,
  carriersOfProvision,
  mechanismTitles,
} from '#kernel/packs/carriers.ts'
import { suggest } from '#kernel/packs/suggest.ts'
import type { Pack, Provision } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { PackLibrary } from '#platform/packs/library.ts'
import type { Print, PackOptions } from './packOptions.ts'

/** Prints how many provisions are carried, and which. */
export async function coverageCommand(
  library: PackLibrary,
  id: string,
  options: Pick<PackOptions, 'json'>,
  print: Print,
): Promise<number> {
  const { pack } = await library.edition(id)
  const coverage = coverageOf(pack)
  if (options.json) {
    print(JSON.stringify(coverage))
    return 0
  }
  const carriedRefs = new Set(carriersOf(pack).flatMap((carrier) => carrier.carries))
  for (const chapter of pack.headings.filter((heading) => heading.under === undefined)) {
    const provisions = pack.provisions.filter(
      (provision) => chapterOf(pack, provision) === chapter.ref,
    )
    print(
      `${chapter.ref} ${chapter.title}：${provisions.filter((candidate) => carriedRefs.has(candidate.ref)).length}／${provisions.length}`,
    )
    for (const provision of provisions)
      print(`  ${carriedRefs.has(provision.ref) ? '●' : '○'} ${provision.ref}  ${provision.gist}`)
  }
  for (const [kind, count] of Object.entries(coverage.byKind))
    print(`${kind}：${count.carried}／${count.all}`)
  print(`${coverage.provisions}条項のうち${coverage.carried}条項を仕組みが支えています。`)
  return 0
}

/** The outermost heading above a provision. */
function chapterOf(pack: Pack, provision: Provision): string {
  const parents = new Map(pack.headings.map((heading) => [heading.ref, heading.under]))
  let heading = provision.under
  for (let depth = 0; depth < parents.size; depth++) {
    const parent = parents.get(heading)
    if (parent === undefined) break
    heading = parent
  }
  return heading
}

/** Prints which mechanisms carry a provision, and how. */
export async function explainCommand(
  library: PackLibrary,
  id: string,
  ref: string,
  options: Pick<PackOptions, 'json'>,
  print: Print,
): Promise<number> {
  const { pack } = await library.edition(id)
  const provision = pack.provisions.find((candidate) => candidate.ref === ref)
  if (provision === undefined)
    return refuse('provision-unknown', {
      ref,
      pack: id,
      near: suggest(
        ref,
        pack.provisions.map((candidate) => candidate.ref),
      ),
    })
  const carriers = carriersOfProvision(pack, provision)
  if (options.json) {
    print(
      JSON.stringify({
        provision,
        carriers: carriers.map(({ kind, path, title, when }) => ({
          kind,
          path,
          title,
          when: when?.source ?? null,
        })),
      }),
    )
    return 0
  }
  print(`${provision.ref}（${provision.kind}）${provision.gist}`)
  for (const { kind, title, path, when } of carriers) {
    print(
      `  ${mechanismTitles[kind]}  ${title}  [${path}]${when === undefined ? '' : `  ${when.source}`}`,
    )
  }
  if (carriers.length === 0) print('  まだどの仕組みにも支えられていません。')
  return 0
}
