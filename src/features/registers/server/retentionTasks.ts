import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import { Type } from 'typebox'
import type { Register } from '#kernel/packs/register.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { planAdHocTasks, applyAdHocTaskPlan } from '#features/tasks/server/public.ts'
import type { AdHocTask } from '#features/tasks/server/public.ts'
import { registerOf } from './authorise.ts'
import { keeperTasks } from './keeperTasks.ts'
import { disposalOf, endedStates } from '#kernel/packs/states.ts'

/** Entries considered at once; keepers get tasks about the rest when these are done. */
const maxEntries = 2000

/** Plans the ad hoc tasks about entries past their retention: one for each keeper and register. */
export async function planRetentionTasks(tx: Transaction, register: Register) {
  return planAdHocTasks(
    tx,
    `run-out/${register.id}`,
    keeperTasks(tx, register, await expiredEntries(tx, register), (entries) =>
      taskTexts(register, entries),
    ),
  )
}

/** Entries past their retention that have not ended and have no disposal under way. */
async function expiredEntries(tx: Transaction, register: Register) {
  const procedure = disposalOf(register)
  const ended = endedStates(tx.organization.pack, register)
  const hasOpenDisposal = sql<SqlBool>`exists (select 1 from links l join cases c on c.organization_id = l.organization_id and c.id = l.from_id
    where l.organization_id = entries.organization_id and l.to_kind = 'entry' and l.to_id = entries.id and l.relation = 'about' and c.status = 'open' and c.procedure = ${procedure ?? ''})`
  let query = tx.db
    .selectFrom('entries')
    .select(['id', 'number', 'name', 'unit_id', 'fields'])
    .where('organization_id', '=', tx.organization.id)
    .where('register', '=', register.id)
    .where('keep_until', '<', tx.today)
  if (ended.length > 0) query = query.where('state', 'not in', ended)
  return query
    .where((eb) => eb.not(hasOpenDisposal))
    .orderBy('keep_until')
    .orderBy('id')
    .limit(maxEntries)
    .execute()
}

type ExpiredEntry = Awaited<ReturnType<typeof expiredEntries>>[number]

function taskTexts(
  register: Register,
  entries: readonly ExpiredEntry[],
): Omit<AdHocTask, 'party' | 'subject'> {
  const procedure = disposalOf(register)
  const [only] = entries
  const single = only !== undefined && entries.length === 1
  const list = `/registers/${register.id}?f.keep=expired`
  if (procedure === undefined)
    return {
      title: { ja: '保存期間が切れました', en: 'The retention has run out' },
      href: single ? `/registers/${register.id}/${only.id}` : list,
      verb: { ja: '確かめる', en: 'Look at it' },
    }
  return {
    title: {
      ja: '保存期間が切れました。廃棄の手続を始めてください',
      en: 'The retention has run out: begin the disposal',
    },
    href: single ? `/apply/${procedure}?about=${only.id}` : list,
    verb: single
      ? { ja: '手続を始める', en: 'Begin the procedure' }
      : { ja: '見て始める', en: 'Look and begin' },
  }
}

/** Updates the keepers' tasks about entries of a register past their retention. */
export const updateRetentionTasks = defineAction({
  name: 'register.run-out',
  title: {
    ja: '保存期間が切れた登録を台帳の管理者に知らせた',
    en: 'Told the keepers of entries past their retention',
  },
  input: Type.Object({ register: Type.String() }),
  authorise: (tx, input) => registerOf(tx, input.register),
  async run(tx, _input, register) {
    const plan = await planRetentionTasks(tx, register)
    await applyAdHocTaskPlan(tx, plan)
    return {
      result: null,
      event: {
        subject: { kind: 'register', id: register.id },
        detail: {
          told: plan.add.map((row) => row.href),
          changed: plan.change.map((row) => row.href),
          ended: plan.end.length,
        },
      },
    }
  },
})
