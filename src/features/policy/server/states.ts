import { carriersOf } from '#kernel/packs/carriers.ts'
import type { Carrier } from '#kernel/packs/carriers.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { standingsOf } from '#kernel/status/index.ts'
import type { MechanismStanding } from '#kernel/status/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { readRecords } from './records.ts'

/** Cache of the carriers of a pack: an edition never changes. */
const carriersByPack = new WeakMap<Pack, readonly Carrier[]>()

function carriersIn(pack: Pack): readonly Carrier[] {
  let carriers = carriersByPack.get(pack)
  if (!carriers) carriersByPack.set(pack, (carriers = carriersOf(pack)))
  return carriers
}

/** How the mechanisms of the pack in force stand by the records, by the provisions they carry. */
export async function standingsByProvision(
  tx: Transaction,
): Promise<ReadonlyMap<string, readonly MechanismStanding[]>> {
  const { pack } = tx.organization
  const byRef = new Map<string, MechanismStanding[]>()
  for (const mechanism of standingsOf(pack, carriersIn(pack), await readRecords(tx))) {
    for (const ref of mechanism.carrier.carries) {
      const all = byRef.get(ref)
      if (all) all.push(mechanism)
      else byRef.set(ref, [mechanism])
    }
  }
  return byRef
}
