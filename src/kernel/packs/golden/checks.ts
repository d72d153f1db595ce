import { dayOf } from '../../calendar/days.ts'
import { subjectsChecked } from '../../procedures/checks.ts'
import type { CheckFact, LookedAt } from '../../procedures/checkFact.ts'
import type { CaseContext, CaseState } from '../../procedures/state.ts'
import {
  conditionsOn,
  itemsAsked,
  itemsFor,
  keyOfItem,
  lineSubject,
  organizationSubject,
  personSubject,
  unitSubject,
} from '../../rounds/index.ts'
import type { RoundSubjectFacts } from '../../rounds/index.ts'
import type { AskedItem } from '../checklist.ts'
import type { Step } from '../procedure.ts'
import { initialState } from '../states.ts'
import type { Pack } from '../types.ts'
import { findAnswer, judgeIn } from './roundAnswers.ts'
import type { Judge } from './roundAnswers.ts'
import { isNamed, written } from './rounds.ts'
import type { PlayAct } from './types.ts'

/**
 * What a step looks at as an act of a golden case leaves it: answered as the act says, everything
 * else right, and rounds kept where it does not say otherwise.
 */
export function lookedAt(
  pack: Pack,
  step: Step,
  state: CaseState,
  playAct: PlayAct,
  context: CaseContext,
): { readonly facts: readonly CheckFact[]; readonly faults: readonly string[] } | undefined {
  if (step.checks === undefined) return undefined
  const day = dayOf(context.now)
  const asked: AskedItem[] = []
  const facts = step.checks.flatMap((check): CheckFact[] => {
    if (check.kind === 'round') {
      const round = pack.rounds.get(check.round)
      if (round === undefined) return []
      const kind = round.each.kind === 'holder' ? 'person' : round.each.kind
      const open =
        playAct.kept === false
          ? [{ key: round.id, title: round.title, carries: round.carries }]
          : []
      return subjectsChecked(kind, check.of, state).map((subject) => ({
        kind: 'round',
        subject,
        open,
        wrong: [],
      }))
    }
    const list = pack.checklists.get(check.checklist)
    if (list === undefined) return []
    return subjectsChecked(list.of.kind, check.of, state).flatMap((id): CheckFact[] => {
      const subject = subjectNamed(pack, list.of.kind, id, state, context, day)
      if (subject === undefined) return []
      const items = itemsFor(itemsAsked(pack.checklists, list.id), subject, pack.choices)
      asked.push(...items)
      const conditions = { ...conditionsOn(subject, pack.choices), today: day }
      const judge = judgeIn({ pack, org: context.org, day }, conditions)
      const said = items.map((item) => [item, stateOf(item, playAct, judge, conditions)] as const)
      const of = (wanted: string): LookedAt[] =>
        said.flatMap(([one, is]) => (is === wanted ? [lookedAtItem(one)] : []))
      return [{ kind: 'answers', subject: id, open: of('open'), wrong: of('wrong') }]
    })
  })
  const { answers } = playAct
  const unasked =
    typeof answers === 'object'
      ? Object.keys(answers).filter((name) => !asked.some((one) => isNamed(one, name)))
      : []
  return { facts, faults: unasked.map((name) => `項目「${name}」はここでは問われません。`) }
}

const lookedAtItem = (one: AskedItem): LookedAt => ({
  key: keyOfItem(one),
  title: one.item.title,
  carries: one.item.carries,
})

function stateOf(
  one: AskedItem,
  { answers = {} }: PlayAct,
  judge: Judge,
  conditions: Readonly<Record<string, unknown>>,
): 'open' | 'wrong' | 'right' {
  if (answers === 'none') return 'open'
  const given =
    answers === 'wrong' ? findAnswer(one, 'wrong', judge, conditions) : written(answers, one)
  if (given === undefined) return 'right'
  const judged = judge(one, given.value)
  // A value that `must` forbids is not taken: the item stays open.
  if (judged.faults.length > 0) return 'open'
  return judged.outcome === 'finding' ? 'wrong' : 'right'
}

function subjectNamed(
  pack: Pack,
  kind: 'organization' | 'unit' | 'person' | 'line',
  id: string,
  { about }: CaseState,
  { org, roles, entries }: CaseContext,
  day: string,
): RoundSubjectFacts | undefined {
  switch (kind) {
    case 'organization':
      return organizationSubject(pack.title)
    case 'unit':
      return unitSubject(org, id)
    case 'person':
      return personSubject(org, roles, id, day)
    case 'line': {
      const entry = about.find((each) => each.id === id)
      const known = pack.world?.entries.get(id)
      const register = pack.registers.get(known?.register ?? '')
      return lineSubject(pack.registers, {
        id,
        fields: entry?.fields ?? entries?.get(id)?.fields ?? {},
        class: entry?.class ?? known?.class,
        state: known?.state ?? (register === undefined ? '' : initialState(register)),
        ...(known?.register === undefined ? {} : { register: known.register }),
        ...(entry?.unit === undefined ? {} : { unit: entry.unit }),
      })
    }
  }
}
