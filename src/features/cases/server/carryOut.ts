import { changeAccountFor } from '#features/accounts/server/public.ts'
import type { AccountChange } from '#features/accounts/server/public.ts'
import { appointFor, dismissFor } from '#features/organization/server/public.ts'
import { changeEntries, causeOf, reasonOf, writeEntry } from '#features/registers/server/public.ts'
import type { CaseContext, DueEffect } from '#kernel/procedures/index.ts'
import type { Outgoing } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { follow } from './opening.ts'
import { grantExceptions, revokeExceptions } from './exceptions/grant.ts'
import { changesClass } from './locks.ts'
import { reclassifyCases } from './reclassify.ts'
import { holdSeriesOf } from './series.ts'
import { linkFollowing } from './store.ts'
import type { StoredCase } from './store.ts'
import { tell } from './tell.ts'

/** What the effects of one act brought about, for the answer and the journal. */
export interface Carried {
  readonly opened: readonly {
    readonly id: string
    readonly number: string
    readonly subject: string
  }[]
  readonly detail: readonly Readonly<Record<string, unknown>>[]
  readonly outgoing: readonly Outgoing[]
  /** Appointments, exceptions or places of roles changed: everybody reads the organisation anew. */
  readonly organizationChanged: boolean
}

type Part = Partial<Pick<Carried, 'opened' | 'outgoing'>> & {
  readonly detail: Readonly<Record<string, unknown>>
}

const changing: ReadonlySet<DueEffect['kind']> = new Set(['appoint', 'dismiss', 'except', 'revoke'])

/** Carries out the effects of an act in its own transaction. */
export async function carryOut(
  handle: Handle,
  source: StoredCase,
  effects: readonly DueEffect[],
  context: CaseContext,
): Promise<Carried> {
  await holdSeriesOf(handle, effects)
  const parts: Part[] = []
  for (const effect of effects) parts.push(await carryOutOne(handle, source, effect, context))
  return {
    opened: parts.flatMap((part) => part.opened ?? []),
    detail: parts.map((part) => part.detail),
    outgoing: parts.flatMap((part) => part.outgoing ?? []),
    organizationChanged: effects.some(
      (effect) => changing.has(effect.kind) || touchesPlaces(handle, source, effect),
    ),
  }
}

/** Whether lines are written or changed that are places of roles: systems, areas … */
function touchesPlaces(handle: Handle, source: StoredCase, effect: DueEffect): boolean {
  const { pack, view } = handle.organization
  if (effect.kind === 'write') return pack.registers.get(effect.register)?.scope !== undefined
  const about = pack.procedures.get(source.state.procedure)?.about?.register
  return (
    effect.kind === 'change' &&
    (pack.registers.get(about ?? '')?.scope !== undefined ||
      effect.entries.some((id) => view.places.has(id)))
  )
}

async function carryOutOne(
  handle: Handle,
  source: StoredCase,
  effect: DueEffect,
  context: CaseContext,
): Promise<Part> {
  const cause = causeOf(source)
  switch (effect.kind) {
    case 'start': {
      const { id, number, subject } = await follow(handle, effect)
      linkFollowing(handle, id, source.id)
      return {
        opened: [{ id, number, subject }],
        detail: { start: effect.procedure, case: number },
      }
    }
    case 'change': {
      const stated = effect.state === undefined ? {} : { state: effect.state }
      const numbers = await changeEntries(
        handle,
        effect.entries,
        { fields: effect.fields, ...stated },
        cause,
      )
      const cases = await reclassifyOthers(handle, source, effect)
      return {
        detail: {
          change: numbers,
          ...stated,
          fields: effect.fields,
          ...(cases.length > 0 ? { cases } : {}),
        },
      }
    }
    case 'write': {
      const written = await writeEntry(
        handle,
        effect.register,
        effect.fields,
        effect.unit,
        cause,
        effect.state,
      )
      return { detail: { write: effect.register, number: written.number } }
    }
    case 'tell': {
      const told = await tell(handle, effect.to, effect.message, source.id, context)
      return { detail: { tell: told.persons }, outgoing: told.outgoing }
    }
    case 'account': {
      const changed: AccountChange[] = []
      for (const person of effect.persons.toSorted())
        changed.push(await changeAccountFor(handle, effect.action, person))
      return { detail: { account: effect.action, of: changed } }
    }
    case 'appoint':
      return {
        detail: {
          appoint: await appointFor(handle, effect.seats, effect.persons, effect, cause.reason),
        },
      }
    case 'dismiss':
      return {
        detail: { dismiss: await dismissFor(handle, effect.seats, effect.persons, effect.from) },
      }
    case 'except':
      return { detail: await grantExceptions(handle, source, effect) }
    case 'revoke':
      return { detail: await revokeExceptions(handle, source, effect.cases) }
  }
}

/** Where the effect writes a class, the other open cases about the same lines learn of it. */
async function reclassifyOthers(
  handle: Handle,
  source: StoredCase,
  effect: Extract<DueEffect, { kind: 'change' }>,
): Promise<string[]> {
  if (!changesClass(handle, effect)) return []
  const touched = await reclassifyCases(
    handle,
    new Map(effect.entries.map((line) => [line, `${reasonOf(source.number)}変更です。`])),
    source.id,
  )
  return touched.map(({ number }) => number)
}
