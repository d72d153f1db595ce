import type { Effect, Procedure } from '#kernel/packs/procedure.ts'
import type { EvaluatedEffect } from '#kernel/procedures/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { holdSeries } from '#platform/numbers/next.ts'

/** Series of the case numbers of a procedure. */
export const seriesOf = (procedure: string): string => `procedures/${procedure}`

/**
 * Locks the series that effects take numbers from, where there is more than one effect. Together
 * they need one lock order; a single effect locks its series when it takes the number.
 */
export async function holdSeriesOf(
  tx: Transaction,
  effects: readonly EvaluatedEffect[],
): Promise<void> {
  if (effects.length > 1) await holdSeries(tx, seriesIn(effects))
}

/**
 * Locks the series of a case that begins and is sent at once, where its first step may take numbers
 * from further series.
 */
export async function holdSeriesOfBeginning(tx: Transaction, procedure: Procedure): Promise<void> {
  const series = seriesIn(effectsAt(procedure, procedure.start))
  if (series.length > 0) await holdSeries(tx, [seriesOf(procedure.id), ...series])
}

/** All effects that a decision at a step may have. */
export function effectsAt(procedure: Procedure, step: string): readonly Effect[] {
  return (procedure.steps.get(step)?.decisions ?? []).flatMap((decision) =>
    decision.branches.flatMap((branch) => branch.effects),
  )
}

/** Series that the effects take numbers from. */
export function seriesIn(effects: readonly (Effect | EvaluatedEffect)[]): string[] {
  return effects.flatMap((effect) => {
    if (effect.kind === 'start') return [seriesOf(effect.procedure)]
    return effect.kind === 'write' ? [`registers/${effect.register}`] : []
  })
}
