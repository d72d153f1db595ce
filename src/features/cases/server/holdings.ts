import type { Static } from 'typebox'
import { entriesHeldBy } from '#features/registers/server/public.ts'
import { seatsHeldBy, seatTitle } from '#kernel/organization/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { CaseState, HoldingReturn } from '#kernel/procedures/index.ts'
import type { FaultWords } from '#kernel/problems/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { ActOnCaseBody } from '../contract/acts.ts'

type HeldEntry = Awaited<ReturnType<typeof entriesHeldBy>>[number]
type ActInput = Static<typeof ActOnCaseBody>

/**
 * Result of checking the answers about everything that a person holds: `proof` where no entry is
 * left open, else `faults`.
 */
export interface HoldingsCheck {
  readonly proof?: readonly HoldingReturn[]
  readonly returned: readonly HeldEntry[]
  readonly faults: readonly FaultWords[]
}

/**
 * Compares the actor's answers with the entries that the registers assign to the person now. An
 * entry assigned since the form was shown counts as open, too.
 */
export async function checkHoldings(
  tx: Transaction,
  procedure: Procedure,
  state: CaseState,
  input: ActInput,
): Promise<HoldingsCheck> {
  const person = holderOf(procedure, state, input.fields)
  if (person === undefined) return { returned: [], faults: [] }
  const answersById = new Map((input.holdings ?? []).map((holding) => [holding.id, holding]))
  const answers = (await entriesHeldBy(tx, person)).map((entry) => ({
    held: entry,
    returned: answersById.get(entry.id)?.returned === true,
    why: answersById.get(entry.id)?.why?.trim() ?? '',
  }))
  const open = answers.filter((answer) => !answer.returned && answer.why === '')
  const faults = open.map(({ held: entry }) => ({
    at: `/holdings/${entry.id}`,
    detail: {
      ja: `${entry.registerTitle}の「${entry.number} ${entry.name}」を返したか、返せない理由を書いてください。`,
      en: `Say whether “${entry.number} ${entry.name}” of ${entry.registerTitle} was returned, or why it cannot be.`,
    },
  }))
  if (open.length > 0) return { returned: [], faults }
  const proof = answers.map(({ held: entry, returned, why }): HoldingReturn => ({
    register: entry.registerTitle,
    number: entry.number,
    name: entry.name,
    returned,
    ...(returned ? {} : { why }),
  }))
  return {
    proof,
    returned: answers.filter((answer) => answer.returned).map((answer) => answer.held),
    faults,
  }
}

/** The person whose holdings the present step asks about. */
function holderOf(
  procedure: Procedure,
  state: CaseState,
  fields: ActInput['fields'],
): string | undefined {
  const field = procedure.steps.get(state.step ?? '')?.holdings
  const person = field === undefined ? undefined : (fields?.[field] ?? state.fields[field])
  return typeof person === 'string' ? person : undefined
}

/**
 * What the page of the step shows: the entries that the person holds, the roles held today, and the
 * number of tasks that are the person's alone.
 */
export async function holdingsView(tx: Transaction, procedure: Procedure, state: CaseState) {
  const person = holderOf(procedure, state, undefined)
  if (person === undefined) return null
  const { view, pack } = tx.organization
  const tasks = await tx.db
    .selectFrom('tasks')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('organization_id', '=', tx.organization.id)
    .where('person_id', '=', person)
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    person,
    name: view.persons.get(person)?.name ?? person,
    lines: await entriesHeldBy(tx, person),
    roles: seatsHeldBy(view, pack.roles, person, tx.today).map((seat) =>
      seatTitle(view, pack.roles, seat),
    ),
    tasks: Number(tasks.count),
  }
}
