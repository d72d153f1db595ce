import { classLabel, highest } from '#kernel/classes/index.ts'
import { decideAll } from '#kernel/decide/decide.ts'
import type { Asker } from '#kernel/decide/types.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import { placesIn, rolesOf } from '#kernel/organization/index.ts'
import type { AboutEntry } from '#kernel/procedures/index.ts'
import { aboutEntries } from '#features/registers/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { Ask } from '../contract.ts'
import type { Verdict } from '../contract.ts'
import { approvalsOf } from './approvals.ts'
import { registerOfAct } from './acts.ts'

/** The verdict on an act by the person who asks, before anything is begun. */
export const askBefore = defineQuery({
  name: 'handling.ask',
  input: Ask,
  authorise: () => undefined,
  run: async (handle, input): Promise<Verdict> => {
    const { pack } = handle.organization
    const register = registerOfAct(pack, input.act)
    const about =
      register && input.about?.length ? await aboutEntries(handle, register, input.about) : []
    const found = decideAll(
      pack,
      {
        ...question(handle, input.act, input.fields ?? {}),
        ...(input.class ? { class: input.class } : {}),
      },
      about.map(entryAsked),
    )
    const procedure = pack.procedures.get(found.procedure ?? '')
    const assetClass =
      about.length > 0 ? highest(about.map((entry) => entry.class)) : (input.class ?? null)
    const gists = new Map(pack.provisions.map((provision) => [provision.ref, provision.gist]))
    return {
      act: found.act,
      verdict: found.verdict,
      rule: found.rule ?? null,
      ruleTitle: pack.handling.rules.find((rule) => rule.id === found.rule)?.title ?? null,
      procedure: procedure
        ? { id: procedure.id, title: procedure.title, form: procedure.form ?? null }
        : null,
      class: assetClass,
      classLabel:
        assetClass && pack.classification ? classLabel(assetClass, pack.classification) : '',
      safeguards: found.safeguards.map(({ id, title, because }) => ({
        id,
        title,
        because: [...because],
      })),
      approvals: approvalsOf(handle, found.steps, about, input.fields ?? {}),
      instead: found.instead ?? null,
      excepted: found.excepted.map(({ rule, title, provisions, by, until }) => ({
        rule,
        title,
        provisions: [...provisions],
        numbers: by.map((one) => one.number),
        until,
      })),
      grounds: found.grounds.map((ground) => ({
        provision: ground.provision,
        rule: ground.rule ?? null,
        gist: gists.get(ground.provision) ?? '',
      })),
      edition: pack.edition,
      trace: found.trace.map(({ rule, title, matched, counts }) => ({
        rule,
        title,
        matched,
        counts,
      })),
    }
  },
})

/** A question as the kernel takes it, asked by the actor today. */
export function question(handle: Handle, act: string, fields: FieldValues) {
  return {
    act,
    fields,
    today: handle.today,
    applicant: asker(handle),
    exceptions: handle.organization.exceptions,
  }
}

export function entryAsked(entry: AboutEntry) {
  return {
    id: entry.id,
    places: placesIn(entry),
    fields: { ...entry.fields, unit: entry.unit ?? '' },
    ...(entry.class ? { class: entry.class } : {}),
  }
}

function asker(handle: Handle): Asker {
  const { view, pack } = handle.organization
  const id = actorPerson(handle) ?? ''
  const person = view.persons.get(id)
  return {
    id,
    unit: person?.unit ?? '',
    employment: person?.employment ?? '',
    roles: person
      ? rolesOf(view, pack.roles, person.id, handle.today).map((seat) => seat.role)
      : [],
  }
}
