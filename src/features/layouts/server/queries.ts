import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { sayTo } from '#platform/access/language.ts'
import { caseForm } from '#features/cases/server/public.ts'
import { mayAdminister } from '#features/organization/server/public.ts'
import { actorPerson, actorUnit } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { CasePath, FormPath, VersionPath } from '../contract.ts'
import type { FormsAnswer, LayoutVersion, LayoutView } from '../contract.ts'
import { keeper } from './actions.ts'
import { unknownPlaces } from './check.ts'
import type { ExampleOf } from './example.ts'
import { fillingOf } from './filling.ts'
import { meaningOf } from './offers.ts'
import { formOf, formTitle, layoutInUse, layoutsOf } from './store.ts'
import type { Form } from './store.ts'

/** Every form of the policy, and whether the organisation has a layout of its own for it. */
export const forms = defineQuery({
  name: 'layout.forms',
  input: Type.Object({}),
  authorise: () => undefined,
  async run(handle): Promise<FormsAnswer> {
    const used = new Map(
      (await layoutsOf(handle).where('l.ended_at', 'is', null).execute()).map((row) => [
        row.procedure,
        row,
      ]),
    )
    const all = [...handle.organization.pack.procedures.values()].map(({ id, title, form }) => {
      const layout = used.get(id)
      const outdated =
        layout !== undefined && unknownPlaces(layout.places, formOf(handle, id).offers).length > 0
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
    return { mayKeep: mayAdminister(handle), forms: all }
  },
})

/** The layout of a form: what can be written in it, the one in use, those before. */
export const layout = defineQuery({
  name: 'layout.show',
  input: FormPath,
  authorise: keeper,
  async run(handle, { procedure: id }): Promise<LayoutView> {
    const form = formOf(handle, id)
    const rows = await layoutsOf(handle, id).execute()
    const all = rows.map((row): LayoutVersion => ({
      version: row.version,
      file: row.name,
      places: row.places.length,
      madeBy: nameOf(handle, row.made_by),
      madeAt: row.made_at.toISOString(),
      endedBy: row.ended_at === null ? null : nameOf(handle, row.ended_by),
      endedAt: row.ended_at?.toISOString() ?? null,
      faults: unknownPlaces(row.places, form.offers).map((fault) => sayTo(handle, fault)),
    }))
    return {
      procedure: id,
      title: form.procedure.title,
      form: form.procedure.form ?? null,
      offers: form.offers.map(({ name, also, kind, table }) => ({ name, also, kind, table })),
      current: all.find((one) => one.endedAt === null) ?? null,
      earlier: all.filter((one) => one.endedAt !== null),
    }
  },
})

const nameOf = (handle: Handle, person: string | null): string =>
  person === null ? '' : (handle.organization.view.persons.get(person)?.name ?? person)

/** What the layout of a form is checked against and tried with. */
export const formToLayOut = defineQuery({
  name: 'layout.form',
  input: FormPath,
  authorise: keeper,
  run: async (handle, { procedure }) => asked(handle, formOf(handle, procedure)),
})

/** A version of a layout with its file, and what it is tried with. */
export const layoutVersion = defineQuery({
  name: 'layout.version',
  input: VersionPath,
  authorise: keeper,
  async run(handle, { procedure, version }) {
    const row =
      (await layoutsOf(handle, procedure).execute()).find(
        (one) => String(one.version) === version,
      ) ?? refuse('not-found', { what: nouns.layout })
    const file = {
      sha256: row.sha256,
      size: Number(row.size),
      name: row.name,
      mediaType: row.media_type,
      scan: row.scan === 'clean' ? ('clean' as const) : ('not-scanned' as const),
    }
    return { file, places: [...row.places], ...asked(handle, formOf(handle, procedure)) }
  },
})

function asked(handle: Handle, form: Form): ExampleOf {
  const { pack, view, title } = handle.organization
  return {
    ...form,
    pack,
    today: handle.today,
    organization: title,
    person: view.persons.get(actorPerson(handle) ?? '')?.name ?? '',
    unit: view.units.get(actorUnit(handle) ?? '')?.title ?? '',
  }
}

/** What the organisation's own layout is filled with from a case, for whoever may read the case. */
export const caseLayout = defineQuery({
  name: 'layout.case',
  input: CasePath,
  authorise: (handle, { id }) => caseForm(handle, id),
  async run(handle, _input, form) {
    const { offers } = formOf(handle, form.procedure.id)
    const title = formTitle(form.procedure)
    const row =
      (await layoutInUse(handle, form.procedure.id)) ?? refuse('layout-none', { form: title })
    if (unknownPlaces(row.places, offers).length > 0) refuse('layout-outdated', { form: title })
    return {
      number: form.number,
      file: { sha256: row.sha256, name: row.name },
      mean: meaningOf(offers),
      filling: fillingOf(form, handle.organization.title),
    }
  },
})
