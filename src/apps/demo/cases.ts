import { actOnCase, beginCase, showCase } from '#features/cases/server/public.ts'
import type { SafeguardAnswers } from '#kernel/procedures/index.ts'
import type { Actor } from '#platform/gate/transaction.ts'
import type { Gate } from '#platform/gate/gate.ts'
import { runQuery, performAction } from '#platform/gate/perform.ts'
import type { Services } from '#platform/services.ts'
import type { DemoDays } from './days.ts'
import { resolveMoment, resolveValue } from './values.ts'
import type { DemoIds } from './values.ts'

/** A case of a fictional organisation, as in packs/<id>/demo/cases.yaml. */
export interface DemoCase {
  readonly procedure: string
  readonly by: string
  readonly about?: readonly string[]
  /** Working days from today and a time: `-2 09:10`. */
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

/** Plays the cases as their people acted, each act at its own time. */
export async function replayCases(
  services: Services,
  createGate: (environment: Services['environment']) => Gate,
  organizationId: string,
  cases: readonly DemoCase[],
  ids: DemoIds,
  days: DemoDays,
): Promise<void> {
  for (const demoCase of cases) {
    const gateAt = (moment: string): Gate =>
      createGate({
        ...services.environment,
        random: (bytes) => services.environment.random(bytes),
        now: () => new Date(resolveMoment(days, moment)),
      })
    const { procedures } = await services.gate.transact(
      organizationId,
      { kind: 'program', name: 'demo' },
      'read',
      async (tx) => tx.organization.pack,
    )
    const procedure = procedures.get(demoCase.procedure)
    const fieldDefinitions = procedure?.fields ?? []
    const values = (fields: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(
        Object.entries(fields).map(([id, value]) => [
          id,
          resolveValue(
            fieldDefinitions.find((field) => field.id === id),
            value,
            days,
            ids,
          ),
        ]),
      )
    const { id } = await performAction(
      gateAt(demoCase.at),
      organizationId,
      actorOf(demoCase.by, ids),
      beginCase,
      {
        procedure: demoCase.procedure,
        fields: values(demoCase.fields),
        send: true,
        about: (demoCase.about ?? []).map((entry) =>
          ids.of(procedure?.about?.register ?? '', entry),
        ),
      },
    )
    for (const act of demoCase.acts ?? []) {
      const view = await runQuery(gateAt(act.at), organizationId, actorOf(act.by, ids), showCase, {
        id,
      })
      const decision = view.abilities.decisions.find(
        (option) => act.choose === undefined || option.id === act.choose,
      )
      await performAction(gateAt(act.at), organizationId, actorOf(act.by, ids), actOnCase, {
        id,
        version: view.version,
        step: view.step?.id ?? '',
        fields: values(act.fill ?? {}),
        ...(act.safeguards ? { safeguards: act.safeguards } : {}),
        confirmed: (decision?.confirm ?? []).map((option) => option.id),
        ...(act.choose ? { decision: act.choose } : {}),
        ...(act.comment ? { comment: act.comment } : {}),
      })
    }
  }
}

function actorOf(person: string, ids: DemoIds): Actor {
  return {
    kind: 'person',
    personId: ids.of('person', person),
    accountId: ids.of('account', person),
    administrator: false,
  }
}
