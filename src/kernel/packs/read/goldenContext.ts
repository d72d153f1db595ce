import type { GoldenWorld } from '../golden/types.ts'
import type { Safeguard } from '../handling.ts'
import type { Procedure } from '../procedure.ts'
import type { Pack } from '../types.ts'

/** What golden cases may name. */
export interface GoldenContext {
  /** The pack without its cases. */
  readonly pack: Pack
  readonly world: GoldenWorld | undefined
  readonly persons: ReadonlySet<string>
  readonly units: ReadonlySet<string>
  readonly procedures: ReadonlyMap<string, Procedure>
  readonly safeguards: ReadonlyMap<string, Safeguard>
}
