import { changeAccountByCase } from '#features/accounts/server/public.ts'
import type { AccountChange } from '#features/accounts/server/public.ts'
import { appointByCase, dismissByCase } from '#features/organization/server/public.ts'
import {
  changeEntries,
  causeOf,
  caseReason,
  writeEntry,
} from '#features/registers/server/public.ts'
import type { CaseContext, EvaluatedEffect } from '#kernel/procedures/index.ts'
import type { OutboxMessage } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { openFollowUpCase } from './openCase.ts'
import { grantExceptions, revokeExceptions } from './exceptions/grant.ts'
import { changesClass } from './locks.ts'
import { reclassifyCases } from './reclassify.ts'
import { holdSeriesOf } from './series.ts'
import { linkFollowing } from './linkedCases.ts'
import type { StoredCase } from './store.ts'
import { notifyParties } from './notifyParties.ts'
import { packWords } from '#kernel/packs/english.ts'

/** Outcome of the effects of one act, for the response and the journal. */
export interface EffectsOutcome {
  readonly opened: readonly {
    readonly id: string
    readonly number: string
    readonly subject: string
  }[]
  readonly detail: readonly Readonly<Record<string, unknown>>[]
  readonly outgoing: readonly OutboxMessage[]
  /**
   * Appointments, exceptions or locations of roles changed: every context of the organisation is
   * loaded again.
   */
  readonly organizationChanged: boolean
}

type EffectOutcome = Partial<Pick<EffectsOutcome, 'opened' | 'outgoing'>> & {
  readonly detail: Readonly<Record<string, unknown>>
}

const organizationEffects: ReadonlySet<EvaluatedEffect['kind']> = new Set([
  'appoint',
  'dismiss',
  'except',
  'revoke',
])

/** Applies the effects of an act, in the transaction of the act. */
export async function applyEffects(
  tx: Transaction,
  source: StoredCase,
  effects: readonly EvaluatedEffect[],
  context: CaseContext,
): Promise<EffectsOutcome> {
  await holdSeriesOf(tx, effects)
  const outcomes: EffectOutcome[] = []
  for (const effect of effects) outcomes.push(await applyEffect(tx, source, effect, context))
  return {
    opened: outcomes.flatMap((outcome) => outcome.opened ?? []),
    detail: outcomes.map((outcome) => outcome.detail),
    outgoing: outcomes.flatMap((outcome) => outcome.outgoing ?? []),
    organizationChanged: effects.some(
      (effect) => organizationEffects.has(effect.kind) || touchesPlaces(tx, source, effect),
    ),
  }
}

/** Whether the effect writes entries that are locations of roles (systems, areas). */
function touchesPlaces(tx: Transaction, source: StoredCase, effect: EvaluatedEffect): boolean {
  const { pack, view } = tx.organization
  if (effect.kind === 'write') return pack.registers.get(effect.register)?.scope !== undefined
  const about = pack.procedures.get(source.state.procedure)?.about?.register
  return (
    effect.kind === 'change' &&
    (pack.registers.get(about ?? '')?.scope !== undefined ||
      effect.entries.some((id) => view.places.has(id)))
  )
}

async function applyEffect(
  tx: Transaction,
  source: StoredCase,
  effect: EvaluatedEffect,
  context: CaseContext,
): Promise<EffectOutcome> {
  const cause = causeOf(source)
  switch (effect.kind) {
    case 'start': {
      const { id, number, subject } = await openFollowUpCase(tx, effect)
      linkFollowing(tx, id, source.id)
      return {
        opened: [{ id, number, subject }],
        detail: { start: effect.procedure, case: number },
      }
    }
    case 'change': {
      const stateChange = effect.state === undefined ? {} : { state: effect.state }
      const numbers = await changeEntries(
        tx,
        effect.entries,
        { fields: effect.fields, ...stateChange },
        cause,
      )
      const cases = await reclassifyOthers(tx, source, effect)
      return {
        detail: {
          change: numbers,
          ...stateChange,
          fields: effect.fields,
          ...(cases.length > 0 ? { cases } : {}),
        },
      }
    }
    case 'write': {
      const written = await writeEntry(
        tx,
        effect.register,
        effect.fields,
        effect.unit,
        cause,
        effect.state,
      )
      return { detail: { write: effect.register, number: written.number } }
    }
    case 'tell': {
      const notified = await notifyParties(
        tx,
        effect.to,
        packWords(tx.organization.pack, effect.message),
        source.id,
        context,
      )
      return { detail: { tell: notified.persons }, outgoing: notified.outgoing }
    }
    case 'account': {
      const changed: AccountChange[] = []
      for (const person of effect.persons.toSorted())
        changed.push(await changeAccountByCase(tx, effect.action, person))
      return { detail: { account: effect.action, of: changed } }
    }
    case 'appoint':
      return {
        detail: {
          appoint: await appointByCase(tx, effect.seats, effect.persons, effect, cause.reason),
        },
      }
    case 'dismiss':
      return {
        detail: { dismiss: await dismissByCase(tx, effect.seats, effect.persons, effect.from) },
      }
    case 'except':
      return { detail: await grantExceptions(tx, source, effect) }
    case 'revoke':
      return { detail: await revokeExceptions(tx, source, effect.cases) }
  }
}

/**
 * Reclassifies the other open cases about the same entries, where the effect writes a class.
 * Returns the numbers of the cases that changed.
 */
async function reclassifyOthers(
  tx: Transaction,
  source: StoredCase,
  effect: Extract<EvaluatedEffect, { kind: 'change' }>,
): Promise<string[]> {
  if (!changesClass(tx, effect)) return []
  const numbers = await reclassifyCases(
    tx,
    new Map(effect.entries.map((line) => [line, `${caseReason(source.number)}変更です。`])),
    source.id,
  )
  return numbers.map(({ number }) => number)
}
