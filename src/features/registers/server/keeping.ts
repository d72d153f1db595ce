import { perform } from '#platform/gate/perform.ts'
import type { Tick } from '#platform/jobs/outbox.ts'
import { disposalOf } from '#kernel/packs/states.ts'
import { planRunOut, tellRunOut } from './runOut.ts'
import { dueAlarms, warnOf } from './warnings.ts'

const program = { kind: 'program', name: 'ledgers' } as const

/** What the ledgers do by themselves: retention that has run out becomes work of the keeper, days that are near are told. Safe to run at any time and twice. */
export const keepLedgers: Tick = async ({ organizationId, services }) => {
  const due = await services.gate.enter(organizationId, program, 'read', async (handle) => {
    const found: { register: string; runOut: boolean; alarms: boolean }[] = []
    for (const register of handle.organization.pack.registers.values()) {
      const keeps =
        register.retention !== undefined ||
        disposalOf(register) !== undefined ||
        register.fields.some((field) => field.type === 'retention')
      found.push({
        register: register.id,
        runOut: keeps && !(await planRunOut(handle, register)).isEmpty,
        alarms: (await dueAlarms(handle, register)).length > 0,
      })
    }
    return found
  })
  for (const { register, runOut, alarms } of due) {
    if (runOut) await perform(services.gate, organizationId, program, tellRunOut, { register })
    if (alarms) await perform(services.gate, organizationId, program, warnOf, { register })
  }
}
