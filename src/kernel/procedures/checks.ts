import type { Subject } from '../packs/checklist.ts'
import type { CheckedSubject, Decision, Procedure, Step } from '../packs/procedure.ts'
import { problem } from '../problems/index.ts'
import type { Problem } from '../problems/index.ts'
import { listed, quoted } from '../words/words.ts'
import type { Words } from '../words/words.ts'
import type { CheckFact, LookedAt } from './checkFact.ts'
import { stepGrounds } from './grounds.ts'
import type { CaseState } from './state.ts'

/**
 * What keeps a step from leading on: items that are not answered, a round that is not kept, and
 * where all must be right, what is not. Without facts nothing is known to have been looked at.
 */
export function checksProblem(
  procedure: Procedure,
  step: Step,
  decision: Pick<Decision, 'title'>,
  facts: readonly CheckFact[] | undefined,
): Problem | null {
  if (step.checks === undefined || step.checks.length === 0) return null
  const grounds = stepGrounds(procedure, step)
  const refused = (
    code: 'check-open' | 'check-wrong' | 'check-round-open',
    found: readonly { readonly fact: CheckFact; readonly item: LookedAt }[],
  ): Problem =>
    problem(
      code,
      {
        decision: decision.title,
        missing: listed(found.map(({ fact, item }) => said(fact, item))),
      },
      {
        grounds: [
          ...grounds,
          ...found.flatMap(({ item }) =>
            item.carries.map((provision) => ({ provision, rule: item.key })),
          ),
        ],
        faults: found.map(({ fact, item }) => ({
          at: `/checks/${item.key}`,
          detail: said(fact, item),
        })),
      },
    )
  if (facts === undefined)
    return problem(
      'check-open',
      { decision: decision.title, missing: quoted(step.title) },
      { grounds },
    )
  const all = (of: 'open' | 'wrong', kind: CheckFact['kind']) =>
    facts
      .filter((fact) => fact.kind === kind)
      .flatMap((fact) => fact[of].map((item) => ({ fact, item })))
  const open = all('open', 'answers')
  if (open.length > 0) return refused('check-open', open)
  const late = all('open', 'round')
  if (late.length > 0) return refused('check-round-open', late)
  const wrong = step.mustBeRight === true ? all('wrong', 'answers') : []
  return wrong.length > 0 ? refused('check-wrong', wrong) : null
}

function said({ subject }: CheckFact, { title }: LookedAt): Words {
  const item = quoted(title)
  return subject === '' ? item : { ja: `${item.ja}（${subject}）`, en: `${item.en} (${subject})` }
}

/** The ids of what a check is about in a case; '' is the organisation. */
export function subjectsChecked(
  kind: Subject['kind'],
  of: CheckedSubject | undefined,
  {
    applicant,
    applicantUnit,
    about,
    fields,
  }: Pick<CaseState, 'applicant' | 'applicantUnit' | 'about' | 'fields'>,
): readonly string[] {
  if (of !== undefined && of !== 'applicant')
    return [
      ...new Set(
        [fields[of.field] ?? []]
          .flat()
          .filter((id): id is string => typeof id === 'string' && id !== ''),
      ),
    ]
  switch (kind) {
    case 'organization':
      return ['']
    case 'unit':
      return [applicantUnit]
    case 'person':
      return [applicant]
    case 'line':
      return about.map(({ id }) => id)
  }
}
