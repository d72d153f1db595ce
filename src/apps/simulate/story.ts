import type { ProvisionState } from '#kernel/status/index.ts'
import type { Comparison, Mismatch } from './expectation.ts'

/** What happened in a month. */
export interface Month {
  readonly month: string
  opened: number
  done: number
  late: number
  found: number
  mended: number
  returned: number
  waived: number
  refusedWaivers: number
  lines: number
  meetings: number
  cases: number
  /** How the map stood at its end, and how that compares with what was done. */
  states?: Readonly<Partial<Record<ProvisionState, number>>>
  comparison?: Comparison
}

/** An event that is told by name. */
export interface Told {
  readonly day: string
  readonly text: string
}

/** The story of a year as it happens. */
export class Story {
  readonly months = new Map<string, Month>()
  readonly told: Told[] = []
  /** Where the map did not say on a day what was done. */
  readonly mismatches: (Mismatch & { readonly day: string })[] = []
  /** Acts that the program refused, by its sentence. */
  readonly refused = new Map<string, number>()
  /** What the simulator did not try, by why. */
  readonly leftOut = new Map<string, number>()

  month(day: string): Month {
    const month = day.slice(0, 7)
    const known = this.months.get(month) ?? {
      month,
      opened: 0,
      done: 0,
      late: 0,
      found: 0,
      mended: 0,
      returned: 0,
      waived: 0,
      refusedWaivers: 0,
      lines: 0,
      meetings: 0,
      cases: 0,
    }
    this.months.set(month, known)
    return known
  }

  tell(day: string, text: string): void {
    this.told.push({ day, text })
  }

  wrong(day: string, mismatches: readonly Mismatch[]): void {
    this.mismatches.push(...mismatches.map((mismatch) => ({ day, ...mismatch })))
  }

  refuse(why: string): void {
    this.refused.set(why, (this.refused.get(why) ?? 0) + 1)
  }

  leaveOut(why: string): void {
    this.leftOut.set(why, (this.leftOut.get(why) ?? 0) + 1)
  }
}
