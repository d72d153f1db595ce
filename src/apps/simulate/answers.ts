import type { AskedItem } from '#kernel/packs/checklist.ts'
import { findAnswer } from '#kernel/packs/golden/roundAnswers.ts'
import type { Judge } from '#kernel/packs/golden/roundAnswers.ts'
import { written } from '#kernel/packs/golden/rounds.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { conditionsOn, judgeAnswer } from '#kernel/rounds/index.ts'
import type { RoundSubjectFacts } from '#kernel/rounds/index.ts'

export interface AnswerPair {
  readonly right: { readonly value: unknown } | undefined
  readonly wrong: { readonly value: unknown } | undefined
}

/**
 * A right and a wrong answer to an item about a subject: worked out from the item, else as a case of
 * the pack has it. What is refused is neither.
 */
export function answersTo(
  pack: Pack,
  round: string,
  asked: AskedItem,
  subject: RoundSubjectFacts,
  today: string,
): AnswerPair {
  const conditions = { ...conditionsOn(subject, pack.choices), today }
  const judge: Judge = (one, value) =>
    judgeAnswer(one, value, conditions, {
      now: `${today}T12:00:00+09:00`,
      ...(pack.classification === undefined ? {} : { classification: pack.classification }),
    })
  const accepted = (
    wanted: 'kept' | 'finding',
    answer: { readonly value: unknown } | undefined,
  ): AnswerPair['right'] => {
    if (answer === undefined) return undefined
    const { outcome, faults } = judge(asked, answer.value)
    return outcome === wanted && faults.length === 0 ? answer : undefined
  }
  const cases = pack.cases.flatMap((golden) =>
    golden.kind === 'round' && golden.round === round ? [golden] : [],
  )
  const inCases = (wanted: 'kept' | 'finding') => {
    for (const golden of cases) {
      const answer = accepted(
        wanted,
        written(wanted === 'kept' ? golden.values : golden.wrong, asked),
      )
      if (answer !== undefined) return answer
    }
    return undefined
  }
  return {
    right: accepted('kept', findAnswer(asked, 'right', judge, conditions)) ?? inCases('kept'),
    wrong: accepted('finding', findAnswer(asked, 'wrong', judge, conditions)) ?? inCases('finding'),
  }
}
