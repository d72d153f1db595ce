import { startOfDay } from '#kernel/calendar/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { provisionStanding } from '#kernel/status/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Words } from '#kernel/words/words.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { notify } from '#features/tasks/server/public.ts'
import { AskProvision } from '../contract.ts'
import type { Asked } from '../contract.ts'
import { exceptedNow } from './queries.ts'
import { viewOn } from './mapDay.ts'
import { standingsByProvision } from './states.ts'
import { wayOf } from './way.ts'

/**
 * Asks those who have the work behind a provision to do it: a notice to each of them, once a day.
 * Whoever may not see the work may not ask for it.
 */
export const askProvision = defineAction({
  name: 'policy.ask',
  title: { ja: '条項のことを頼んだ', en: 'Asked somebody to see to a provision' },
  input: AskProvision,
  async authorise(tx, { ref }) {
    const provision =
      tx.organization.pack.provisions.find((one) => one.ref === ref) ??
      refuse('not-found', { what: { ja: `条項 ${ref}`, en: `provision ${ref}` } })
    const mechanisms = (await standingsByProvision(await viewOn(tx), tx.today)).get(ref) ?? []
    const { state } = provisionStanding(mechanisms, exceptedNow(tx, ref))
    const way = await wayOf(tx, mechanisms, state)
    if (way === null || !way.view.mayAsk || way.view.href === null)
      return refuse('not-found', { what: nouns.recurringWork })
    return { provision, way, href: way.view.href }
  },
  async run(tx, { ref }, { provision, way, href }) {
    const message = messageOf(tx, ref, provision.gist)
    const told = await toldToday(tx, way.persons, href, message)
    const persons = way.persons.filter((person) => !told.has(person))
    const outgoing = await notify(tx, persons, message, href)
    const { view } = tx.organization
    const result: Asked = {
      who: persons.flatMap((person) => view.persons.get(person)?.name ?? []),
      again: persons.length === 0,
    }
    return {
      result,
      outgoing,
      event: { subject: { kind: 'provision', id: ref }, detail: { asked: persons, href } },
    }
  },
})

function messageOf(tx: Transaction, ref: string, gist: string): Words {
  const name = tx.organization.view.persons.get(actorPerson(tx) ?? '')?.name
  return {
    ja: `${name === undefined ? '' : `${name}さんから：`}条項${ref}「${gist}」のことをお願いします。`,
    en: `${name === undefined ? 'Please' : `${name} asks you to`} see to provision ${ref}: ${gist}`,
  }
}

/** Those who were told the same today. */
async function toldToday(
  tx: Transaction,
  persons: readonly string[],
  href: string,
  message: Words,
): Promise<ReadonlySet<string>> {
  if (persons.length === 0) return new Set()
  const rows = await tx.db
    .selectFrom('notices')
    .select('person_id')
    .where('organization_id', '=', tx.organization.id)
    .where('person_id', 'in', [...persons])
    .where('href', '=', href)
    .where('message', '=', message.ja)
    .where('at', '>=', new Date(startOfDay(tx.today)))
    .execute()
  return new Set(rows.map(({ person_id }) => person_id))
}
