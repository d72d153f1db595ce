import type { Handle } from '#platform/gate/handle.ts'
import { runErrands, setAllErrands } from '#features/tasks/server/public.ts'
import { planRunOut } from './runOut.ts'
import { disposalOf } from '#kernel/packs/states.ts'

/** By what the errand about a line that a stocktake did not find is found again. */
export const missingPurpose = (line: string): string => `missing/${line}`

/** A case about lines has begun: what asked for it need no longer be asked for. */
export async function begunAbout(
  handle: Handle,
  registerId: string,
  procedure: string,
  lines: readonly string[],
): Promise<void> {
  const register = handle.organization.pack.registers.get(registerId)
  if (register === undefined) return
  if (register.stocktake?.missing === procedure)
    await setAllErrands(handle, new Map(lines.map((line) => [missingPurpose(line), []])))
  if (disposalOf(register) === procedure)
    await runErrands(handle, await planRunOut(handle, register))
}
