import { coverageOf, provisionCoverage } from '#kernel/packs/coverage.ts'
import type { HeldCarrier, ProvisionCoverage } from '#kernel/packs/coverage.ts'
import { provisionOfPart } from '#kernel/packs/parts.ts'
import { reasons } from '#kernel/packs/strength/reasons.ts'
import { holdWords } from '#kernel/packs/strength/scale.ts'
import type { Hold } from '#kernel/packs/strength/scale.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { composed } from '#kernel/words/words.ts'
import { sayTo } from '#platform/access/language.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { Outline, ProvisionDetail } from '../contract.ts'

interface PackCoverage {
  readonly byRef: ReadonlyMap<string, ProvisionCoverage>
  readonly counts: Omit<Outline['coverage'], 'unlisted'>
}

/** Cache of the coverage of a pack: an edition never changes. */
const coverageByPack = new WeakMap<Pack, PackCoverage>()

function coverageIn(pack: Pack): PackCoverage {
  const known = coverageByPack.get(pack)
  if (known !== undefined) return known
  const { provisions, carried, stated, weak, uncarried } = coverageOf(pack)
  const coverage: PackCoverage = {
    byRef: new Map(provisionCoverage(pack).map((one) => [one.provision.ref, one])),
    counts: {
      provisions,
      carried,
      stated: stated.length,
      weak: weak.length,
      uncarried: uncarried.length,
    },
  }
  coverageByPack.set(pack, coverage)
  return coverage
}

/** How strongly a provision of the pack in force is carried. */
export function carriageOf(pack: Pack, ref: string): ProvisionCoverage['carriage'] {
  return coverageIn(pack).byRef.get(ref)?.carriage ?? 'uncarried'
}

/** Whether a provision is carried as strongly as it needs. */
export function isCarried(carriage: ProvisionCoverage['carriage']): boolean {
  return carriage === 'carried' || carriage === 'stated'
}

/** The coverage of the pack, with the provisions of the imported document that it does not list. */
export function coverageCounts(pack: Pack, unlisted: number): Outline['coverage'] {
  const { counts } = coverageIn(pack)
  return {
    ...counts,
    provisions: counts.provisions + unlisted,
    uncarried: counts.uncarried + unlisted,
    unlisted,
  }
}

/** What a provision needs and has, and why it has no more. */
export function strengthView(
  tx: Transaction,
  ref: string,
): Pick<ProvisionDetail, 'carriage' | 'needs' | 'has' | 'weakness'> {
  const coverage = coverageIn(tx.organization.pack).byRef.get(ref)
  const { carriage = 'uncarried', needs = 'states', has = 'nothing', why, part } = coverage ?? {}
  const weakness =
    carriage !== 'weak' || why === undefined
      ? null
      : sayTo(
          tx,
          part === undefined
            ? reasons[why]
            : composed({
                ja: (say) => `号「${part}」：${say(reasons[why])}`,
                en: (say) => `Part ${part}: ${say(reasons[why])}`,
              }),
        )
  return { carriage, needs: titled(tx, needs), has: titled(tx, has), weakness }
}

/** How strongly a mechanism carries a provision, why, and which parts of it. */
export function gripView(
  tx: Transaction,
  ref: string,
  path: string,
): Pick<ProvisionDetail['carriers'][number], 'strength' | 'why' | 'parts'> {
  const held: HeldCarrier | undefined = coverageIn(tx.organization.pack)
    .byRef.get(ref)
    ?.carriers.find(({ carrier }) => carrier.path === path)
  return {
    strength: titled(tx, held?.hold ?? 'nothing'),
    why: sayTo(tx, reasons[held?.why ?? 'uncarried']),
    parts: (held?.carrier.parts ?? []).filter((part) => provisionOfPart(part) === ref),
  }
}

function titled(tx: Transaction, hold: Hold): ProvisionDetail['needs'] {
  return { id: hold, title: sayTo(tx, holdWords[hold]) }
}
