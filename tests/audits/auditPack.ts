import { roundWorld } from '../rounds/roundPack.ts'
import type { RoundWorld } from '../rounds/roundPack.ts'
import type { AuditList } from '#features/audits/contract.ts'

const checklist = `checklist: audit
title: 監査の調べ
of: unit
mend: { by: security-officer of unit, within: 1 month, verify: chief-officer }
draw: [items of server, items of conduct, findings of audit, findings of server]
view: { type: choices(defined=決めてある、working=動いている、recorded=記録が残る), should: all, carries: 2-1(1) }
samples: [lines of servers, cases of take-out]
`
const round =
  '  audits: { title: 内部監査, each: unit, every: year, in: 10月, by: chief-officer, closedBy: answers to audit, independent: { of: unit, team: 2, unless: ciso }, carries: 2-1(1) }\n'

export const whole = ['defined', 'working', 'recorded']

/** The world of the rounds with an audit of every unit in October, which the 総務課長 has to do. */
export async function auditWorld(at = '2026-10-05 09:00') {
  const world = await roundWorld(at, {
    'checklists/audit.yaml': () => checklist,
    'rounds.yaml': (text) => text + round,
  })
  return {
    ...world,
    async auditOf(name: Parameters<RoundWorld['mine']>[0], subject: string): Promise<string> {
      const { rows } = await world.get<AuditList>(name, '/api/audits')
      return rows.find((row) => row.subject === subject)!.id
    },
    /** The occurrence of the audit of a unit, whoever may see it. */
    occurrenceOf: (unit: string): Promise<string> =>
      world.transact(async (tx) => {
        const { id } = await tx.db
          .selectFrom('occurrences')
          .select('id')
          .where('organization_id', '=', world.organizationId)
          .where('round', '=', 'audits')
          .where('subject_id', '=', unit)
          .executeTakeFirstOrThrow()
        return id
      }),
  }
}
export type AuditWorld = Awaited<ReturnType<typeof auditWorld>>
