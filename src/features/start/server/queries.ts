import { Type } from 'typebox'
import { demandAdminister } from '#features/organization/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { startLines } from '../contract.ts'
import type { StartAnswer, StartLine, StartLineId } from '../contract.ts'
import {
  documentLines,
  formsLine,
  mailLine,
  peopleLine,
  peopleOf,
  policyLine,
  registersLine,
  rolesLine,
  secondLine,
} from './lines.ts'
import type { Computed } from './lines.ts'

export function demandStarter(tx: Transaction): void {
  demandAdminister(tx, { ja: 'はじめの設定', en: 'setting up' })
}

/** The start list, worked out from the records of this moment. */
export const start = defineQuery({
  name: 'start.list',
  input: Type.Object({ mail: Type.Boolean() }),
  authorise: demandStarter,
  async run(tx, input): Promise<StartAnswer> {
    const [policy, documents, second, registers, forms, mail, asides, address] = await Promise.all([
      policyLine(tx),
      documentLines(tx),
      secondLine(tx),
      registersLine(tx),
      formsLine(tx),
      mailLine(tx, input.mail),
      asidesOf(tx),
      ownAddress(tx),
    ])
    const computed: Readonly<Record<StartLineId, Computed>> = {
      policy,
      ...documents,
      people: peopleLine(tx),
      roles: rolesLine(tx),
      second,
      registers,
      forms,
      mail,
    }
    const lines = startLines.map((id): StartLine => {
      const aside = asides.get(id) ?? null
      const line = computed[id]
      return { id, ...line, aside, state: aside && line.state !== 'done' ? 'aside' : line.state }
    })
    return {
      lines,
      goesOn:
        !tx.organization.demo && lines.some(({ state }) => state !== 'done' && state !== 'aside'),
      people: peopleOf(tx),
      mail: { setUp: input.mail, address },
    }
  },
})

async function asidesOf(
  tx: Transaction,
): Promise<ReadonlyMap<string, NonNullable<StartLine['aside']>>> {
  const rows = await tx.db
    .selectFrom('start_asides')
    .select(['line', 'word', 'person_id', 'at'])
    .where('organization_id', '=', tx.organization.id)
    .execute()
  return new Map(
    rows.map((row) => [
      row.line,
      {
        word: row.word,
        by: tx.organization.view.persons.get(row.person_id)?.name ?? '',
        at: row.at.toISOString(),
      },
    ]),
  )
}

/** The mail address of the acting person. */
export async function ownAddress(tx: Transaction): Promise<string | null> {
  const person = actorPerson(tx)
  if (person === undefined) return null
  const row = await tx.db
    .selectFrom('persons')
    .select('email')
    .where('organization_id', '=', tx.organization.id)
    .where('id', '=', person)
    .executeTakeFirst()
  return row?.email ?? null
}
