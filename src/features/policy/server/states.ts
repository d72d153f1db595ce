import { carriersOf } from '#kernel/packs/carriers.ts'
import type { Carrier } from '#kernel/packs/carriers.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { standingsOf, withComingTurns } from '#kernel/status/index.ts'
import type { MechanismStanding } from '#kernel/status/index.ts'
import type { MapView } from './mapDay.ts'
import { readRecords } from './records.ts'

/** Cache of the carriers of a pack: an edition never changes. */
const carriersByPack = new WeakMap<Pack, readonly Carrier[]>()

function carriersIn(pack: Pack): readonly Carrier[] {
  let carriers = carriersByPack.get(pack)
  if (!carriers) carriersByPack.set(pack, (carriers = carriersOf(pack)))
  return carriers
}

/**
 * How the mechanisms of the edition of a day stand by the records of that day, by the provisions they
 * carry. `today` is the present day, from which what comes round is counted ahead.
 */
export async function standingsByProvision(
  { tx, day }: Pick<MapView, 'tx' | 'day'>,
  today: string,
): Promise<ReadonlyMap<string, readonly MechanismStanding[]>> {
  const { pack } = tx.organization
  const records = await readRecords(tx, day)
  const told = day.when === 'ahead' ? withComingTurns(pack, records, today) : records
  const byRef = new Map<string, MechanismStanding[]>()
  for (const mechanism of standingsOf(pack, carriersIn(pack), told)) {
    for (const ref of mechanism.carrier.carries) {
      const all = byRef.get(ref)
      if (all) all.push(mechanism)
      else byRef.set(ref, [mechanism])
    }
  }
  return byRef
}
