import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import { Type } from 'typebox'
import type { Party } from '#kernel/organization/index.ts'
import type { Register } from '#kernel/packs/register.ts'
import { partiesOf } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { planErrands, runErrands } from '#features/tasks/server/public.ts'
import type { Errand } from '#features/tasks/server/public.ts'
import { placeOfLine, registerOf } from './authorise.ts'
import { disposalOf, endedStates } from '#kernel/packs/states.ts'

/** Lines looked at in one go; the keepers hear of the rest when these are gone. */
const most = 2000

/** What keepers have to do about lines whose retention has run out, as errands: one for each keeper and ledger. */
export async function planRunOut(handle: Handle, register: Register) {
  return planErrands(
    handle,
    `run-out/${register.id}`,
    errandsFor(handle, register, await runOutLines(handle, register)),
  )
}

/** Lines past their retention that are still there and for which the disposal has not begun. */
async function runOutLines(handle: Handle, register: Register) {
  const procedure = disposalOf(register)
  const ended = endedStates(handle.organization.pack, register)
  const begun = sql<SqlBool>`exists (select 1 from links l join cases c on c.organization_id = l.organization_id and c.id = l.from_id
    where l.organization_id = entries.organization_id and l.to_kind = 'entry' and l.to_id = entries.id and l.relation = 'about' and c.status = 'open' and c.procedure = ${procedure ?? ''})`
  let query = handle.db
    .selectFrom('entries')
    .select(['id', 'number', 'name', 'unit_id', 'fields'])
    .where('organization_id', '=', handle.organization.id)
    .where('register', '=', register.id)
    .where('keep_until', '<', handle.today)
  if (ended.length > 0) query = query.where('state', 'not in', ended)
  return query
    .where((eb) => eb.not(begun))
    .orderBy('keep_until')
    .orderBy('id')
    .limit(most)
    .execute()
}

type Line = Awaited<ReturnType<typeof runOutLines>>[number]

function errandsFor(handle: Handle, register: Register, lines: readonly Line[]): Errand[] {
  const groups = new Map<string, { party: Party; lines: Line[] }>()
  for (const line of lines) {
    for (const party of partiesOf(
      handle,
      register.keptBy,
      [placeOfLine(handle, register, line)],
      line.fields as Record<string, unknown>,
    )) {
      const key = JSON.stringify(party)
      const group = groups.get(key) ?? { party, lines: [] }
      groups.set(key, group)
      group.lines.push(line)
    }
  }
  return [...groups.values()].map((group) => ({
    party: group.party,
    ...whatToDo(register, group.lines),
  }))
}

function whatToDo(register: Register, lines: readonly Line[]): Omit<Errand, 'party'> {
  const procedure = disposalOf(register)
  const [only] = lines
  const single = only !== undefined && lines.length === 1
  const subject = single
    ? {
        ja: `${register.title} ${only.number}「${only.name}」`,
        en: `${register.title} ${only.number} “${only.name}”`,
      }
    : {
        ja: `${register.title} ${lines.length}件`,
        en: `${register.title} (${lines.length} entries)`,
      }
  const list = `/registers/${register.id}?f.keep=expired`
  if (procedure === undefined)
    return {
      title: { ja: '保存期間が切れました', en: 'The retention has run out' },
      subject,
      href: single ? `/registers/${register.id}/${only.id}` : list,
      verb: { ja: '確かめる', en: 'Look at it' },
    }
  return {
    title: {
      ja: '保存期間が切れました。廃棄の手続を始めてください',
      en: 'The retention has run out: begin the disposal',
    },
    subject,
    href: single ? `/apply/${procedure}?about=${only.id}` : list,
    verb: single
      ? { ja: '手続を始める', en: 'Begin the procedure' }
      : { ja: '見て始める', en: 'Look and begin' },
  }
}

/** Brings what keepers have to do about a ledger's lines past their retention up to date. */
export const tellRunOut = defineAction({
  name: 'register.run-out',
  title: {
    ja: '保存期間が切れた登録を台帳の管理者に知らせた',
    en: 'Told the keepers of entries past their retention',
  },
  input: Type.Object({ register: Type.String() }),
  authorise: (handle, input) => registerOf(handle, input.register),
  async run(handle, _input, register) {
    const plan = await planRunOut(handle, register)
    await runErrands(handle, plan)
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
