import type { FaultCollector } from '../faults.ts'

/** What the short words of a procedure are said with. */
export interface Shortening {
  /** The title of a role, for the title of a step that it decides. */
  readonly roleTitle: (id: string) => string | undefined
  /** The checklists of the pack. */
  readonly checklists: ReadonlySet<string>
  /** The questions of an act. */
  readonly asksOf: (act: string) => readonly string[]
  /** The fields of a register. */
  readonly registerFields: (register: string) => readonly string[]
  readonly faults: FaultCollector
}
