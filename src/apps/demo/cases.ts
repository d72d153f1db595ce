import { actOnCase, beginCase, showCase } from '#features/cases/server/public.ts'
import type { SafeguardAnswers } from '#kernel/procedures/index.ts'
import type { Actor } from '#platform/gate/handle.ts'
import type { Gate } from '#platform/gate/gate.ts'
import { dayInTokyo } from '#platform/gate/outside.ts'
import { ask, perform } from '#platform/gate/perform.ts'
import type { Services } from '#platform/services.ts'
import { momentOf, valueOf } from './values.ts'
import type { DemoIds } from './values.ts'

/** A case of a fictional organisation, as packs/<id>/demo/cases.yaml tells it. */
export interface DemoCase {
  readonly procedure: string
  readonly by: string
  readonly about?: readonly string[]
  /** Days from today and a time: `-2 09:10`. */
  readonly at: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly acts?: readonly {
    readonly by: string
    readonly at: string
    readonly choose?: string
    readonly fill?: Readonly<Record<string, unknown>>
    /** Answers about safeguards: by the id of the safeguard, then of the field. */
    readonly safeguards?: SafeguardAnswers
    readonly comment?: string
  }[]
}

/** Plays the cases as their people did, each act at its own moment. */
export async function playCases(
  services: Services,
  open: (outside: Services['outside']) => Gate,
  organizationId: string,
  cases: readonly DemoCase[],
  ids: DemoIds,
): Promise<void> {
  const today = dayInTokyo(services.outside.now())
  for (const one of cases) {
    const at = (moment: string): Gate =>
      open({
        ...services.outside,
        random: (bytes) => services.outside.random(bytes),
        now: () => new Date(momentOf(today, moment)),
      })
    const { procedures } = await services.gate.enter(
      organizationId,
      { kind: 'program', name: 'demo' },
      'read',
      async (handle) => handle.organization.pack,
    )
    const procedure = procedures.get(one.procedure)
    const known = procedure?.fields ?? []
    const values = (fields: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(
        Object.entries(fields).map(([id, value]) => [
          id,
          valueOf(
            known.find((field) => field.id === id),
            value,
            today,
            ids,
          ),
        ]),
      )
    const { id } = await perform(at(one.at), organizationId, actor(one.by, ids), beginCase, {
      procedure: one.procedure,
      fields: values(one.fields),
      send: true,
      about: (one.about ?? []).map((entry) => ids.of(procedure?.about?.register ?? '', entry)),
    })
    for (const act of one.acts ?? []) {
      const view = await ask(at(act.at), organizationId, actor(act.by, ids), showCase, { id })
      const decision = view.abilities.decisions.find(
        (each) => act.choose === undefined || each.id === act.choose,
      )
      await perform(at(act.at), organizationId, actor(act.by, ids), actOnCase, {
        id,
        step: view.step?.id ?? '',
        fields: values(act.fill ?? {}),
        ...(act.safeguards ? { safeguards: act.safeguards } : {}),
        confirmed: (decision?.confirm ?? []).map((each) => each.id),
        ...(act.choose ? { decision: act.choose } : {}),
        ...(act.comment ? { comment: act.comment } : {}),
      })
    }
  }
}

function actor(person: string, ids: DemoIds): Actor {
  return {
    kind: 'person',
    personId: ids.of('person', person),
    accountId: ids.of('account', person),
    administrator: false,
  }
}
