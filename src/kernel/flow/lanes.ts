/** Ways that run along one line, past the steps from one to another. */
export interface Bus {
  readonly key: string
  readonly from: number
  readonly to: number
}

/** A lane for each bus: buses in one lane pass no step in common, and short ones are inside. */
export function assignLanes(buses: readonly Bus[]): {
  readonly lanes: ReadonlyMap<string, number>
  readonly count: number
} {
  const lanes = new Map<string, number>()
  const taken: Bus[][] = []
  const length = ({ from, to }: Bus): number => to - from
  for (const bus of buses.toSorted((a, b) => length(a) - length(b) || a.from - b.from)) {
    const free = taken.findIndex((others) =>
      others.every(({ from, to }) => to < bus.from || bus.to < from),
    )
    const lane = free === -1 ? taken.length : free
    ;(taken[lane] ??= []).push(bus)
    lanes.set(bus.key, lane)
  }
  return { lanes, count: taken.length }
}
