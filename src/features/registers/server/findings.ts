import { sql } from 'kysely'
import { Type } from 'typebox'
import { findingsOf } from '#kernel/fields/index.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { Register } from '#kernel/packs/register.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { endedStates } from '#kernel/packs/states.ts'
import { defineAction } from '#platform/gate/action.ts'
import { stateColumns } from '#platform/db/rowStates.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { applyAdHocTaskPlan, planAdHocTasks } from '#features/tasks/server/public.ts'
import type { AdHocTask } from '#features/tasks/server/public.ts'
import { registerOf } from './authorise.ts'
import { keeperTasks } from './keeperTasks.ts'
import { judgementOf, rulesOf } from './prepare.ts'

/** Entries considered at once; the rest follows when these are done. */
const maxEntries = 2000

/** What a register's findings ask for now: entries to be judged anew, and tasks of its keepers. */
export async function planFindings(tx: Transaction, register: Register) {
  const stale = await staleEntries(tx, register)
  const plan = await planAdHocTasks(
    tx,
    `findings/${register.id}`,
    keeperTasks(tx, register, await entriesWithFindings(tx, register), (entries) =>
      textsOf(register, entries),
    ),
  )
  return { stale, plan, isEmpty: stale.length === 0 && plan.isEmpty }
}

/**
 * Registers in which no entry was found that other rules had judged. While an edition is in force
 * everything is judged as it is written, so that one look is enough.
 */
const settled = new WeakMap<Pack, Set<string>>()

/** Entries last judged by other rules than those in force. */
async function staleEntries(tx: Transaction, register: Register) {
  const { id, pack } = tx.organization
  const known = settled.get(pack) ?? new Set()
  settled.set(pack, known)
  const key = `${id}/${register.id}`
  if (known.has(key)) return []
  const stale = await tx.db
    .selectFrom('entries')
    .select(['id', 'fields'])
    .where('organization_id', '=', tx.organization.id)
    .where('register', '=', register.id)
    .where('judged_by', '<>', rulesOf(register))
    .orderBy('id')
    .limit(maxEntries)
    .execute()
  if (stale.length === 0) known.add(key)
  return stale
}

async function entriesWithFindings(tx: Transaction, register: Register) {
  const ended = endedStates(tx.organization.pack, register)
  const query = tx.db
    .selectFrom('entries')
    .select(['id', 'number', 'name', 'unit_id', 'fields', 'findings'])
    .where('organization_id', '=', tx.organization.id)
    .where('register', '=', register.id)
    .where('findings', '<>', sql<string[]>`'{}'`)
    .orderBy('id')
    .limit(maxEntries)
  return (ended.length > 0 ? query.where('state', 'not in', ended) : query).execute()
}

type Finding = Awaited<ReturnType<typeof entriesWithFindings>>[number]

function textsOf(
  register: Register,
  entries: readonly Finding[],
): Omit<AdHocTask, 'party' | 'subject'> {
  const [only] = entries
  const titles = register.fields
    .filter((field) => entries.some((entry) => entry.findings.includes(field.id)))
    .map((field) => field.title)
  const single = only !== undefined && entries.length === 1
  return {
    title: {
      ja: `規程の求めるとおりでない項目を直してください（${titles.join('、')}）`,
      en: `Put right what is not as the policy asks (${titles.join(', ')})`,
    },
    href: single
      ? `/registers/${register.id}/${only.id}`
      : `/registers/${register.id}?f.findings=open`,
    verb: { ja: '見て直す', en: 'Look and put right' },
  }
}

/** Judges entries by the rules in force, and keeps the keepers' tasks about findings up to date. */
export const updateFindings = defineAction({
  name: 'register.findings',
  title: {
    ja: '台帳の指摘を管理者に知らせた',
    en: 'Told the keepers of the findings in a register',
  },
  input: Type.Object({ register: Type.String() }),
  authorise: (tx, input) => registerOf(tx, input.register),
  async run(tx, _input, register) {
    const { stale } = await planFindings(tx, register)
    await judge(tx, register, stale)
    const { plan } = await planFindings(tx, register)
    await applyAdHocTaskPlan(tx, plan)
    return {
      result: null,
      event: {
        subject: { kind: 'register', id: register.id },
        detail: {
          judged: stale.length,
          told: plan.add.map((row) => row.href),
          changed: plan.change.map((row) => row.href),
          ended: plan.end.length,
        },
      },
    }
  },
})

async function judge(
  tx: Transaction,
  register: Register,
  entries: readonly { readonly id: string; readonly fields: FieldValues }[],
): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map(({ id, fields }) => ({
    id,
    findings: findingsOf(register.fields, fields, judgementOf(tx, register, fields)),
  }))
  await sql`
    update entries e set findings = r.findings, judged_by = ${rulesOf(register)}
    from (select g.id, g.findings from json_to_recordset(${JSON.stringify(rows)}) as g(id uuid, findings text[]) order by g.id) r
    where e.organization_id = ${tx.organization.id} and e.id = r.id
    returning ${sql.raw(stateColumns('entries', 'e'))}`.execute(tx.db)
}
