import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { sayTo } from '#platform/access/language.ts'
import { caseForm } from '#features/cases/server/public.ts'
import { mayAdminister } from '#features/organization/server/public.ts'
import { actorPerson, actorUnit } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { CasePath, FormPath, VersionPath } from '../contract.ts'
import type { FormsAnswer, LayoutVersion, LayoutView } from '../contract.ts'
import { demandKeeper } from './actions.ts'
import { unknownPlaces } from './check.ts'
import type { ExampleContext } from './example.ts'
import { fillingOf } from './filling.ts'
import { meaningOf, offersOf } from './offers.ts'
import { formOf, formTitle, layoutOfCase, layoutsOf, placesOf } from './store.ts'
import type { Form } from './store.ts'

/** Every form of the policy, and whether the organisation has its own layout for it. */
export const forms = defineQuery({
  name: 'layout.forms',
  input: Type.Object({}),
  authorise: () => undefined,
  async run(tx): Promise<FormsAnswer> {
    const byProcedure = new Map(
      (await layoutsOf(tx).where('l.ended_at', 'is', null).execute()).map((row) => [
        row.procedure,
        row,
      ]),
    )
    const all = [...tx.organization.pack.procedures.values()].map(({ id, title, form }) => {
      const layout = byProcedure.get(id)
      const outdated =
        layout !== undefined && unknownPlaces(placesOf(layout), formOf(tx, id).offers).length > 0
      return {
        procedure: id,
        title,
        form: form ?? null,
        layout:
          layout === undefined
            ? null
            : { version: layout.version, madeAt: layout.made_at.toISOString(), outdated },
      }
    })
    return { mayKeep: mayAdminister(tx), forms: all }
  },
})

/** The layout of a form: its placeholders, the version in use, earlier versions. */
export const layout = defineQuery({
  name: 'layout.show',
  input: FormPath,
  authorise: demandKeeper,
  async run(tx, { procedure: id }): Promise<LayoutView> {
    const form = formOf(tx, id)
    const rows = await layoutsOf(tx, id).execute()
    const all = rows.map((row): LayoutVersion => ({
      version: row.version,
      file: row.name,
      places: placesOf(row).length,
      madeBy: nameOf(tx, row.made_by),
      madeAt: row.made_at.toISOString(),
      endedBy: row.ended_at === null ? null : nameOf(tx, row.ended_by),
      endedAt: row.ended_at?.toISOString() ?? null,
      faults: unknownPlaces(placesOf(row), form.offers).map((fault) => sayTo(tx, fault)),
    }))
    return {
      procedure: id,
      title: form.procedure.title,
      form: form.procedure.form ?? null,
      offers: form.offers.map(({ name, also, kind, table }) => ({ name, also, kind, table })),
      current: all.find((version) => version.endedAt === null) ?? null,
      earlier: all.filter((version) => version.endedAt !== null),
    }
  },
})

const nameOf = (tx: Transaction, person: string | null): string =>
  person === null ? '' : (tx.organization.view.persons.get(person)?.name ?? person)

/** What a layout of a form is checked against and previewed with. */
export const formToLayOut = defineQuery({
  name: 'layout.form',
  input: FormPath,
  authorise: demandKeeper,
  run: async (tx, { procedure }) => exampleContext(tx, formOf(tx, procedure)),
})

/** A version of a layout with its file, and what it is previewed with. */
export const layoutVersion = defineQuery({
  name: 'layout.version',
  input: VersionPath,
  authorise: demandKeeper,
  async run(tx, { procedure, version }) {
    const row =
      (await layoutsOf(tx, procedure).execute()).find(
        (candidate) => String(candidate.version) === version,
      ) ?? refuse('not-found', { what: nouns.layout })
    const file = {
      sha256: row.sha256,
      size: Number(row.size),
      name: row.name,
      mediaType: row.media_type,
      scan: row.scan === 'clean' ? ('clean' as const) : ('not-scanned' as const),
    }
    return { file, places: placesOf(row), ...exampleContext(tx, formOf(tx, procedure)) }
  },
})

function exampleContext(tx: Transaction, form: Form): ExampleContext {
  const { pack, view, title } = tx.organization
  return {
    ...form,
    pack,
    today: tx.today,
    organization: title,
    person: view.persons.get(actorPerson(tx) ?? '')?.name ?? '',
    unit: view.units.get(actorUnit(tx) ?? '')?.title ?? '',
  }
}

/** The values for the organisation's own layout from a case, for whoever may read the case. */
export const caseLayout = defineQuery({
  name: 'layout.case',
  input: CasePath,
  authorise: (tx, { id }) => caseForm(tx, id),
  async run(tx, _input, form) {
    const offers = offersOf(form.procedure, form.pack)
    const title = formTitle(form.procedure)
    const row =
      (await layoutOfCase(tx, form.procedure.id, form.endedAt)) ??
      refuse('layout-none', { form: title })
    if (unknownPlaces(placesOf(row), offers).length > 0) refuse('layout-outdated', { form: title })
    return {
      number: form.number,
      file: { sha256: row.sha256, name: row.name },
      mean: meaningOf(offers),
      filling: fillingOf(form),
    }
  },
})
