import type { Static } from 'typebox'
import { heldLines } from '#features/registers/server/public.ts'
import { rolesOf, seatTitle } from '#kernel/organization/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { CaseState, SettledLine } from '#kernel/procedures/index.ts'
import type { FaultWords } from '#kernel/problems/index.ts'
import type { Handle } from '#platform/gate/handle.ts'
import type { ActOnCaseBody } from '../contract.ts'

type Held = Awaited<ReturnType<typeof heldLines>>[number]
type Said = Static<typeof ActOnCaseBody>

/** What was said of everything that somebody holds: the proof where nothing is left open, else what is. */
export interface Settled {
  readonly proof?: readonly SettledLine[]
  readonly given: readonly Held[]
  readonly faults: readonly FaultWords[]
}

/** Puts what the actor ticked or explained beside what the ledgers say now; a line that came to hand meanwhile is open, too. */
export async function settle(
  handle: Handle,
  procedure: Procedure,
  state: CaseState,
  input: Said,
): Promise<Settled> {
  const person = holderOf(procedure, state, input.fields)
  if (person === undefined) return { given: [], faults: [] }
  const said = new Map((input.holdings ?? []).map((one) => [one.id, one]))
  const lines = (await heldLines(handle, person)).map((held) => ({
    held,
    returned: said.get(held.id)?.returned === true,
    why: said.get(held.id)?.why?.trim() ?? '',
  }))
  const open = lines.filter((line) => !line.returned && line.why === '')
  const faults = open.map(({ held }) => ({
    at: `/holdings/${held.id}`,
    detail: {
      ja: `${held.registerTitle}の「${held.number} ${held.name}」を返したか、返せない理由を書いてください。`,
      en: `Say whether “${held.number} ${held.name}” of ${held.registerTitle} was returned, or why it cannot be.`,
    },
  }))
  if (open.length > 0) return { given: [], faults }
  const proof = lines.map(({ held, returned, why }): SettledLine => ({
    register: held.registerTitle,
    number: held.number,
    name: held.name,
    returned,
    ...(returned ? {} : { why }),
  }))
  return { proof, given: lines.filter((line) => line.returned).map((line) => line.held), faults }
}

/** Whose things the present step asks about. */
function holderOf(
  procedure: Procedure,
  state: CaseState,
  fields: Said['fields'],
): string | undefined {
  const field = procedure.steps.get(state.step ?? '')?.holdings
  const person = field === undefined ? undefined : (fields?.[field] ?? state.fields[field])
  return typeof person === 'string' ? person : undefined
}

/** What the page of the step shows: the lines in the person's hands, the roles held today, and the tasks that are theirs alone. */
export async function holdingsShown(handle: Handle, procedure: Procedure, state: CaseState) {
  const person = holderOf(procedure, state, undefined)
  if (person === undefined) return null
  const { view, pack } = handle.organization
  const tasks = await handle.db
    .selectFrom('tasks')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('organization_id', '=', handle.organization.id)
    .where('person_id', '=', person)
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    person,
    name: view.persons.get(person)?.name ?? person,
    lines: await heldLines(handle, person),
    roles: rolesOf(view, pack.roles, person, handle.today).map((seat) =>
      seatTitle(view, pack.roles, seat),
    ),
    tasks: Number(tasks.count),
  }
}
