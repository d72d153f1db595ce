import { mechanismTitles } from '#kernel/packs/carriers.ts'
import { coverageOf, provisionCoverage } from '#kernel/packs/coverage.ts'
import type { Carriage, ProvisionCoverage, WeakProvision } from '#kernel/packs/coverage.ts'
import { provePack } from '#kernel/packs/prove/prove.ts'
import { reasons } from '#kernel/packs/strength/reasons.ts'
import type { Reason } from '#kernel/packs/strength/reasons.ts'
import { holdWords } from '#kernel/packs/strength/scale.ts'
import { suggest } from '#kernel/packs/suggest.ts'
import type { Pack, Provision } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { unlistedIn } from '#features/policy/server/public.ts'
import type { PackLibrary } from '#platform/packs/library.ts'
import type { CoverageOptions, PackOptions, Print } from './packOptions.ts'

const marks: Readonly<Record<Carriage, string>> = {
  carried: '●',
  stated: '◇',
  weak: '△',
  uncarried: '○',
}

/** Prints how many provisions are carried as strongly as they need, which are not, and why. */
export async function coverageCommand(
  library: PackLibrary,
  id: string,
  { json, document }: CoverageOptions,
  print: Print,
): Promise<number> {
  const { pack } = await library.edition(id)
  const unlisted = document === undefined ? [] : await unlistedIn(pack, document)
  const coverage = coverageOf(pack, { unlisted, proved: new Set(provePack(pack).proved) })
  if (json) {
    print(JSON.stringify({ ...coverage, weak: coverage.weak.map(toJson) }))
    return 0
  }
  const all = provisionCoverage(pack)
  for (const chapter of pack.headings.filter((heading) => heading.under === undefined)) {
    const below = all.filter(({ provision }) => chapterOf(pack, provision) === chapter.ref)
    print(`${chapter.ref} ${chapter.title}：${below.filter(isCarried).length}／${below.length}`)
    for (const one of below) printProvision(one, print)
  }
  for (const { ref } of unlisted) print(`  ${marks.uncarried} ${ref}  パックにない条項です。`)
  print(
    `${marks.carried} 足りる  ${marks.stated} 示すだけで足りる  ${marks.weak} 弱い  ${marks.uncarried} なし`,
  )
  for (const [kind, { all: listed, carried, stated, weak, proved }] of Object.entries(
    coverage.byKind,
  ))
    print(
      `${kind}：${listed}条項、足りる ${carried}（うち示すだけ ${stated}）、弱い ${weak}、証明済み ${proved}`,
    )
  print(
    `${coverage.provisions}条項のうち${coverage.carried}条項を、足りる強さの仕組みが支えています（うち示すだけ ${coverage.stated.length}、証明済み ${coverage.carried - coverage.unproved.length}）。`,
  )
  print(`弱いもの ${coverage.weak.length}、支えのないもの ${coverage.uncarried.length}。`)
  return 0
}

function isCarried({ carriage }: ProvisionCoverage): boolean {
  return carriage === 'carried' || carriage === 'stated'
}

function printProvision(one: ProvisionCoverage, print: Print): void {
  const { provision, carriage, needs, has } = one
  print(`  ${marks[carriage]} ${provision.ref}  ${provision.gist}`)
  if (carriage === 'weak')
    print(`      要る強さ：${holdWords[needs].ja}、今：${holdWords[has].ja}。${sentence(one)}`)
}

/** The reason, with the part that it is about. */
function sentence({ why, part }: { readonly why: Reason; readonly part?: string }): string {
  return `${part === undefined ? '' : `号「${part}」：`}${reasons[why].ja}`
}

function toJson({ why, ...weak }: WeakProvision) {
  return { ...weak, why: sentence({ ...weak, why }), reason: why }
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
  const coverage = provisionCoverage(pack).find((one) => one.provision.ref === ref)
  const { carriage, needs, has, carriers = [] } = coverage ?? {}
  if (options.json) {
    print(
      JSON.stringify({
        provision,
        carriage,
        needs,
        has,
        carriers: carriers.map(({ carrier: { kind, path, title, parts, when }, hold, why }) => ({
          kind,
          path,
          title,
          ...(parts === undefined ? {} : { parts }),
          when: when?.source ?? null,
          strength: hold,
          why: reasons[why].ja,
        })),
      }),
    )
    return 0
  }
  print(`${provision.ref}（${provision.kind}、${provision.modality}）${provision.gist}`)
  for (const { carrier, hold, why } of carriers) {
    const { kind, title, path, when } = carrier
    print(
      `  ${mechanismTitles[kind]}  ${title}  [${path}]${when === undefined ? '' : `  ${when.source}`}`,
    )
    print(`    ${holdWords[hold].ja}：${reasons[why].ja}`)
  }
  if (carriers.length === 0) print('  まだどの仕組みにも支えられていません。')
  if (coverage !== undefined)
    print(
      `  要る強さ：${holdWords[coverage.needs].ja}、今：${holdWords[coverage.has].ja}${carriage === 'weak' ? `（${sentence(coverage)}）` : ''}`,
    )
  return 0
}
