import type { CasesUnderEdition, ComingEdition } from '#features/policy/server/public.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { editionChange, leadOn } from '#kernel/procedures/index.ts'
import type { CaseState, OpenCase } from '#kernel/procedures/index.ts'
import { problemIn } from '#kernel/problems/index.ts'
import type { Words } from '#kernel/words/words.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { caseContext, procedureOf } from './context.ts'
import { lockedCases } from './locks.ts'
import { readableState } from './state.ts'
import { updateCase } from './store.ts'
import type { StoredCase } from './store.ts'
import { syncTasks } from './tasks.ts'

/** Most cases that a refusal names; the rest is counted. */
const namedCases = 20

/** Leads open cases on where the coming edition says so; tells what it lacks for the others. */
export async function followEdition(
  tx: Transaction,
  coming: ComingEdition,
): Promise<CasesUnderEdition> {
  const { pack } = tx.organization
  const foreseen = editionChange(pack, coming.pack, await affectedCases(tx, coming.pack))
  const lacks = foreseen.refused.map(({ open }) => lackOf(pack, open))
  if (lacks.length > 0 || coming.foresee) return { ledOn: [], lacks: shortened(lacks) }
  const cases = await lockedCases(
    tx,
    foreseen.ledOn.map(({ open }) => open.id),
  )
  const ledOn: { number: string; procedure: string; step: string }[] = []
  for (const stored of cases.filter(({ state }) => state.status === 'open')) {
    const open = openCase(stored, stored.state)
    const [to] = editionChange(pack, coming.pack, [open]).ledOn
    if (to === undefined) continue
    const led = await leadCaseOn(tx, stored, coming, to)
    if ('lack' in led) lacks.push(led.lack)
    else ledOn.push({ number: stored.number, procedure: to.procedure, step: led.step })
  }
  return { ledOn, lacks: shortened(lacks) }
}

interface NumberedCase extends OpenCase {
  readonly id: string
  readonly number: string
}

function openCase(
  { id, number }: { readonly id: string; readonly number: string },
  { procedure, step, waitingFor, about }: CaseState,
): NumberedCase {
  return {
    id,
    number,
    procedure,
    step: step ?? '',
    waitsFor: waitingFor.flatMap(({ party, decided }) =>
      !decided && party !== 'anyone' && 'seat' in party ? [party.seat.role] : [],
    ),
    about: about.length > 0,
  }
}

/**
 * The open cases that the edition does not simply let stay. First it is asked for each place at
 * which cases stand, and each role that they wait for; only the cases of places that change are
 * read.
 */
async function affectedCases(tx: Transaction, next: Pack): Promise<readonly NumberedCase[]> {
  const organization = tx.organization.id
  const { pack } = tx.organization
  const places = await tx.db
    .selectFrom('cases')
    .select(['procedure', 'step'])
    .distinct()
    .where('organization_id', '=', organization)
    .where('status', '=', 'open')
    .execute()
  const rolesGone = [...pack.roles.keys()].some((role) => !next.roles.has(role))
  const changed = places.filter(
    ({ procedure, step }) =>
      rolesGone ||
      editionChange(pack, next, [{ procedure, step: step ?? '', about: true }]).stays.length === 0,
  )
  if (changed.length === 0) return []
  const rows = await tx.db
    .selectFrom('cases')
    .select(['id', 'number', 'procedure', 'step', 'state'])
    .where('organization_id', '=', organization)
    .where('status', '=', 'open')
    .where('procedure', 'in', [...new Set(changed.map(({ procedure }) => procedure))])
    .orderBy('id')
    .execute()
  return rows.map((row) => {
    const state = readableState(row)
    const { id, number, procedure } = row
    return state ? openCase(row, state) : { id, number, procedure, step: row.step ?? '' }
  })
}

async function leadCaseOn(
  tx: Transaction,
  stored: StoredCase,
  { pack, hash }: ComingEdition,
  to: { readonly procedure: string; readonly step: string },
): Promise<{ readonly step: string } | { readonly lack: Words }> {
  const { state } = stored
  const under: Transaction = {
    ...tx,
    organization: { ...tx.organization, pack, editionHash: hash },
  }
  const heir = procedureOf(under, to.procedure)
  const old = tx.organization.pack.procedures.get(state.procedure) ?? heir
  const transition = leadOn(
    state,
    { procedure: old, context: await caseContext(tx, old, state.fields) },
    { procedure: heir, context: await caseContext(under, heir, state.fields) },
    { actor: actorPerson(tx) ?? state.applicant, step: to.step, edition: pack.edition },
  )
  if (!transition.ok)
    return {
      lack: refusedCase(
        stored.number,
        (language) => problemIn(transition.problem, language).detail,
      ),
    }
  const context = await caseContext(under, heir, transition.state.fields)
  const after = await updateCase(under, heir, stored, transition.state, context)
  await syncTasks(under, heir, after, context, true)
  return { step: after.state.step ?? '' }
}

const refusedCase = (number: string, why: (language: 'ja' | 'en') => string): Words => ({
  ja: `案件「${number}」の行き先（${why('ja')}）`,
  en: `a way on for case “${number}” (${why('en')})`,
})

/** 案件「持出R8-0012」の手続「情報資産の持ち出し」の段階「許可」: what the edition lacks for a case. */
function lackOf(pack: Pack, { number, procedure: id, step }: NumberedCase): Words {
  const procedure = pack.procedures.get(id)
  const title = procedure?.title ?? id
  const at = procedure?.steps.get(step)?.title ?? step
  return {
    ja: `案件「${number}」の手続「${title}」の段階「${at}」`,
    en: `the step “${at}” of the procedure “${title}” for case “${number}”`,
  }
}

function shortened(lacks: readonly Words[]): readonly Words[] {
  const rest = lacks.length - namedCases
  if (rest <= 0) return lacks
  return [
    ...lacks.slice(0, namedCases),
    { ja: `ほか${rest}件の案件の行き先`, en: `a way on for ${rest} more cases` },
  ]
}
