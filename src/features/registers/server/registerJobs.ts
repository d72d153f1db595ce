import { performAction } from '#platform/gate/perform.ts'
import type { RecurringJob } from '#platform/jobs/outbox.ts'
import { disposalOf } from '#kernel/packs/states.ts'
import { planFindings, updateFindings } from './findings.ts'
import { planRetentionTasks, updateRetentionTasks } from './retentionTasks.ts'
import { dueAlarms, sendWarnings } from './warnings.ts'

const program = { kind: 'program', name: 'ledgers' } as const

/**
 * The recurring work of registers: findings and entries past their retention become tasks of the
 * keeper, and warnings of near days are sent. Safe to run at any time and repeatedly.
 */
export const runRegisterJobs: RecurringJob = async ({ organizationId, services }) => {
  const due = await services.gate.transact(organizationId, program, 'read', async (tx) => {
    const checks: { register: string; runOut: boolean; alarms: boolean; findings: boolean }[] = []
    for (const register of tx.organization.pack.registers.values()) {
      const keeps =
        register.retention !== undefined ||
        disposalOf(register) !== undefined ||
        register.fields.some((field) => field.type === 'retention')
      checks.push({
        register: register.id,
        runOut: keeps && !(await planRetentionTasks(tx, register)).isEmpty,
        alarms: (await dueAlarms(tx, register)).length > 0,
        findings: !(await planFindings(tx, register)).isEmpty,
      })
    }
    return checks
  })
  for (const { register, runOut, alarms, findings } of due) {
    if (findings)
      await performAction(services.gate, organizationId, program, updateFindings, { register })
    if (runOut)
      await performAction(services.gate, organizationId, program, updateRetentionTasks, {
        register,
      })
    if (alarms)
      await performAction(services.gate, organizationId, program, sendWarnings, { register })
  }
}
