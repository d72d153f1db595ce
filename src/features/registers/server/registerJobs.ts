import { performAction } from '#platform/gate/perform.ts'
import type { RecurringJob } from '#platform/jobs/outbox.ts'
import { disposalOf } from '#kernel/packs/states.ts'
import { planRetentionTasks, updateRetentionTasks } from './retentionTasks.ts'
import { dueAlarms, sendWarnings } from './warnings.ts'

const program = { kind: 'program', name: 'ledgers' } as const

/**
 * The recurring work of registers: entries past their retention become tasks of the keeper, and
 * warnings of near days are sent. Safe to run at any time and repeatedly.
 */
export const runRegisterJobs: RecurringJob = async ({ organizationId, services }) => {
  const due = await services.gate.transact(organizationId, program, 'read', async (tx) => {
    const checks: { register: string; runOut: boolean; alarms: boolean }[] = []
    for (const register of tx.organization.pack.registers.values()) {
      const keeps =
        register.retention !== undefined ||
        disposalOf(register) !== undefined ||
        register.fields.some((field) => field.type === 'retention')
      checks.push({
        register: register.id,
        runOut: keeps && !(await planRetentionTasks(tx, register)).isEmpty,
        alarms: (await dueAlarms(tx, register)).length > 0,
      })
    }
    return checks
  })
  for (const { register, runOut, alarms } of due) {
    if (runOut)
      await performAction(services.gate, organizationId, program, updateRetentionTasks, {
        register,
      })
    if (alarms)
      await performAction(services.gate, organizationId, program, sendWarnings, { register })
  }
}
