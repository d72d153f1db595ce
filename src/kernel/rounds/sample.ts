import { lotOf } from './items.ts'

/**
 * A sample of records by the number of its draw: the same number takes the same ones out of the same
 * records, whatever order they come in, so that anybody can repeat it.
 */
export function drawSample(
  ids: readonly string[],
  size: number,
  number: number,
): readonly string[] {
  return ids
    .map((id) => ({ id, lot: mixed(lotOf(`${id} ${number}`)) }))
    .toSorted((one, other) => one.lot - other.lot || (one.id < other.id ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id)
}

/** The end of MurmurHash3: every bit decides, so that no record is taken more often than another. */
function mixed(hash: number): number {
  let bits = hash
  bits = Math.imul(bits ^ (bits >>> 16), 0x85_eb_ca_6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2_b2_ae_35)
  return (bits ^ (bits >>> 16)) >>> 0
}
