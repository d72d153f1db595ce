import { dayOf, timeOf } from '../../calendar/days.ts'
import { fiscalYearOf } from '../../calendar/fiscal.ts'
import {
  checklistOf,
  closesByAnswers,
  closesByCase,
  closesByLine,
  closesByMeeting,
  closesByReading,
  conditionsOn,
  doersOf,
  dueOfMending,
  isBefore,
  itemsOfTurn,
  keyOfItem,
  lineOfCourse,
  mendingOf,
  partiesAt,
  remindedWhenLate,
  turnOfRound,
  waiverOf,
} from '../../rounds/index.ts'
import type { RoundSubjectFacts } from '../../rounds/index.ts'
import type { FieldValues } from '../../fields/types.ts'
import { stateOfRound } from '../../status/index.ts'
import type { RoundFacts } from '../../status/index.ts'
import type { AskedItem, Item } from '../checklist.ts'
import { sameProvision } from '../parts.ts'
import type { Round } from '../round.ts'
import type { Pack } from '../types.ts'
import type { RoundAct, RoundCase } from './forms.ts'
import { mismatch, played, setMismatch } from './outcome.ts'
import type { GoldenOutcome } from './outcome.ts'
import { findAnswer, isRight, isWrong, judgeIn } from './roundAnswers.ts'
import type { Judge } from './roundAnswers.ts'
import { itemsAhead, nextTurn, roundStage } from './roundStage.ts'
import type { RoundStage } from './roundStage.ts'
import { actingFor, doingIn } from './world.ts'

/** Asks what a round asks of a subject on a day, answers as the case says, and compares. */
export function runRound(pack: Pack, golden: RoundCase): GoldenOutcome {
  const stage = roundStage(pack, golden)
  if (stage === undefined) return played(['実施か cases/organization.yaml がありません。'])
  const { subject, due } = stage
  const { expect } = golden
  if (subject === undefined || due === undefined)
    return played(
      expect.asked === false
        ? []
        : [`「${golden.of}」は${stage.day}にこの実施の対象ではありません。`],
    )
  if (expect.asked === false)
    return played([`「${golden.of}」は${stage.day}に対象ではないはずが、求められました。`])
  return played(compare({ ...stage, subject, due }, golden))
}

type Stage = RoundStage & { readonly subject: RoundSubjectFacts; readonly due: string }

function compare(stage: Stage, golden: RoundCase): string[] {
  const { pack, round, subject, day, due } = stage
  const { expect } = golden
  const actors = doingIn(stage, round, subject)
  const by = golden.by ?? actors[0]
  const conditions = { ...conditionsOn(subject, pack.choices), today: day }
  const asked = itemsOfTurn(pack, round, subject, fiscalYearOf(day))
  const ids = asked.map(({ item }) => item.id)
  const told = golden.eachItem
    ? answerEach(stage, golden, conditions)
    : answerSome(asked, golden, judgeIn(stage, conditions))
  const turn = turnOfRound(round, day)
  const since = golden.occasion === undefined && turn !== null ? turn.from : day
  const closed = closes(stage, golden, told.complete, by, since)
  return [
    ...(golden.by === undefined || actors.includes(golden.by)
      ? []
      : [`「${golden.by}」は答える人ではありません（${actors.join('、') || 'だれもいません'}）。`]),
    ...setMismatch('受け持つ人', expect.actors, actors),
    ...mismatch('期限', expect.due, momentLike(expect.due, due)),
    ...mismatch('次の回', expect.next, turn === null ? undefined : nextTurn(round, turn.to)),
    ...mismatch('項目の数', show(expect.count), String(asked.length)),
    ...setMismatch('問う項目', expect.items, namedAs(asked, expect.items)),
    ...(expect.lacks ?? [])
      .filter((name) => asked.some((one) => isNamed(one, name)))
      .map((name) => `「${name}」は問わないはずが、問われました（${ids.join('、')}）。`),
    ...told.faults,
    ...setMismatch('指摘', expect.findings, namedAs(told.wrong, expect.findings)),
    ...mendMismatch(stage, golden, told.wrong, by),
    ...setMismatch('対象外を認める人', expect.waivedBy, waivers(stage, asked)),
    ...setMismatch('知らされる人', expect.reminded, reminded(stage, golden)),
    ...mismatch('終わるか', flag(expect.closed), flag(closed)),
    ...mismatch('状態', expect.state, stateOf(stage, golden, closed, actors)),
  ]
}

/** How the round stands for the subject alone, on the day `late` where that is given. */
function stateOf(
  { round, subject, due, day }: Stage,
  { expect, met, course, written: line, ended }: RoundCase,
  closed: boolean,
  actors: readonly string[],
): string | undefined {
  if (expect.state === undefined) return undefined
  const at = `${day}T12:00:00+09:00`
  const proved = met || course || line !== undefined || ended !== undefined
  const isManned = actors.length > 0 || round.by.some(({ kind }) => kind === 'machine')
  const facts: RoundFacts = {
    subjects: 1,
    never: closed ? 0 : 1,
    unmanned: isManned ? { count: 0, subjects: [] } : { count: 1, subjects: [subject.id] },
    open: closed ? [] : [{ subject: subject.id, due, count: 1 }],
    ...(closed ? { last: { at, proved } } : {}),
  }
  return stateOfRound(facts, `${expect.late ?? day}T12:00:00+09:00`)
}

const show = (count: number | undefined): string | undefined =>
  count === undefined ? undefined : String(count)
const flag = (value: boolean | undefined): string | undefined =>
  value === undefined ? undefined : value ? 'yes' : 'no'

/** A moment written as an expectation writes it: a day, or with the time. */
function momentLike(expected: string | undefined, moment: string): string {
  return expected?.length === 10 ? dayOf(moment) : `${dayOf(moment)}T${timeOf(moment)}`
}

/** An item is named by its id, or by checklist and id where two have the same. */
export function isNamed(asked: AskedItem, name: string): boolean {
  return asked.item.id === name || keyOfItem(asked) === name
}

/** Items by the names that an expectation has for them, the others by their ids. */
function namedAs(items: readonly AskedItem[], names: readonly string[] = []): string[] {
  return items.map((asked) => names.find((name) => isNamed(asked, name)) ?? asked.item.id)
}

/** What was answered: the items found wrong, and whether nothing that was asked is left. */
interface Told {
  readonly faults: readonly string[]
  readonly wrong: readonly AskedItem[]
  readonly complete: boolean
}

/**
 * Answers each item wrong in turn. Every item is judged by itself, so an answer makes a finding of
 * no other item; with a right answer it is none.
 */
function answerEach(stage: Stage, golden: RoundCase, conditions: FieldValues): Told {
  const { pack, round, subject, day } = stage
  const judge = judgeIn(stage, conditions)
  const trials = trialsOf(golden, conditions)
  const wrong: AskedItem[] = []
  const faults: string[] = []
  for (const one of itemsAhead(pack, round, subject, day)) {
    const trial = trials.get(one.item) ?? tryItem(one, golden, judge, conditions)
    trials.set(one.item, trial)
    faults.push(...trial.faults)
    if (trial.found) wrong.push(one)
  }
  return { faults: [...faults, ...unshown(stage, golden, wrong)], wrong, complete: true }
}

/** What came of a right and of a wrong answer to an item. */
interface Trial {
  readonly faults: readonly string[]
  readonly found: boolean
}

/**
 * The trials of a case, kept while the conditions are the same: in a changed pack all items but one
 * are those of the real one.
 */
const trialsByCase = new WeakMap<RoundCase, Map<string, WeakMap<Item, Trial>>>()

function trialsOf(golden: RoundCase, conditions: FieldValues): WeakMap<Item, Trial> {
  const ofCase = trialsByCase.get(golden) ?? new Map<string, WeakMap<Item, Trial>>()
  trialsByCase.set(golden, ofCase)
  const key = JSON.stringify(conditions)
  const trials = ofCase.get(key) ?? new WeakMap<Item, Trial>()
  ofCase.set(key, trials)
  return trials
}

function tryItem(one: AskedItem, golden: RoundCase, judge: Judge, conditions: FieldValues): Trial {
  const name = `「${one.item.title}」（${one.item.id}）`
  const good = written(golden.values, one) ?? findAnswer(one, 'right', judge, conditions)
  if (good === undefined)
    return {
      found: false,
      faults: [`${name}の正しい答えが求められません。values に書いてください。`],
    }
  const bad = written(golden.wrong, one) ?? findAnswer(one, 'wrong', judge, conditions)
  if (bad === undefined)
    return {
      found: false,
      faults: [`${name}の正しくない答えが求められません。wrong に書いてください。`],
    }
  const found = isWrong(one.item, judge(one, bad.value))
  return {
    found,
    faults: [
      ...(isRight(judge(one, good.value))
        ? []
        : [`${name}に「${say(good.value)}」と答えると、指摘になるか断られます。`]),
      ...(found ? [] : [`${name}に「${say(bad.value)}」と答えても、指摘になりません。`]),
    ],
  }
}

/** What the case names and no wrong answer shows: an item that is not asked, a provision. */
function unshown({ pack, round }: Stage, golden: RoundCase, wrong: readonly AskedItem[]): string[] {
  const paths = new Set(wrong.map(({ path }) => path))
  const carried = [
    ...wrong.map(({ item }) => item),
    round,
    ...[pack.checklists.get(checklistOf(round) ?? '') ?? []].flat(),
  ].flatMap(({ carries, parts = [] }) => [...carries, ...parts])
  return [
    ...golden.items
      .filter((path) => !paths.has(path))
      .map((path) => `項目「${path}」が指摘になりませんでした。`),
    ...golden.proves
      .filter((ref) => !carried.some((other) => sameProvision(ref, other)))
      .map((ref) => `条項 ${ref} を支える項目が、指摘になりませんでした。`),
  ]
}

/** One story: some items answered, the others not. */
function answerSome(asked: readonly AskedItem[], golden: RoundCase, judge: Judge): Told {
  const wrong: AskedItem[] = []
  const refusals: string[] = []
  const faults: string[] = []
  const answered = new Set<AskedItem>()
  for (const [name, value] of Object.entries(golden.answers)) {
    const one = asked.find((each) => isNamed(each, name))
    if (one === undefined) {
      faults.push(`項目「${name}」は問われません。`)
      continue
    }
    const judged = judge(one, value)
    answered.add(one)
    refusals.push(...judged.faults.map(({ detail }) => `「${name}」：${detail.ja}`))
    if (judged.faults.length === 0 && judged.outcome === 'finding') wrong.push(one)
  }
  if (golden.refused && refusals.length === 0)
    faults.push('断られるはずの答えが、受け付けられました。')
  if (!golden.refused) faults.push(...refusals)
  return {
    faults,
    wrong,
    complete: !golden.refused && asked.length > 0 && answered.size === asked.length,
  }
}

/** What the case gives as an answer to an item. */
export function written(
  values: FieldValues,
  asked: AskedItem,
): { readonly value: unknown } | undefined {
  const name = [keyOfItem(asked), asked.item.id].find((each) => Object.hasOwn(values, each))
  return name === undefined ? undefined : { value: values[name] }
}

function say(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : (JSON.stringify(value) ?? '')
}

/** Who mends what was found, by when, and who looks. */
function mendMismatch(
  stage: Stage,
  { expect }: RoundCase,
  wrong: readonly AskedItem[],
  by: string | undefined,
): string[] {
  if (expect.mend === undefined && expect.mendBy === undefined && expect.verify === undefined)
    return []
  const { pack, round, subject, org, day } = stage
  const mendings = wrong.map((one) => mendingOf(pack.checklists, checklistOf(round) ?? '', one))
  const mend = mendings.flatMap((mending) =>
    mending.by === undefined
      ? [by ?? []].flat()
      : actingFor(stage, doersOf([mending.by], subject, org, pack.roles)),
  )
  const verify = mendings.flatMap((mending) =>
    mending.verify === undefined
      ? []
      : actingFor(stage, partiesAt(mending.verify, subject, org, pack.roles)),
  )
  const days = mendings.map(({ within }) => dueOfMending(within, `${day}T09:00:00+09:00`))
  return [
    ...setMismatch('直す人', expect.mend, mend),
    ...setMismatch('直ったか確かめる人', expect.verify, verify),
    ...setMismatch('直す期限', expect.mendBy === undefined ? undefined : [expect.mendBy], days),
  ]
}

/** Who may accept of some item that is asked that it does not apply. */
function waivers(stage: Stage, asked: readonly AskedItem[]): string[] {
  const { pack, round, subject, org } = stage
  const whos = asked.flatMap(
    (one) => waiverOf(pack.checklists, checklistOf(round) ?? '', one) ?? [],
  )
  return [
    ...new Set(whos.flatMap((who) => actingFor(stage, partiesAt(who, subject, org, pack.roles)))),
  ]
}

function reminded(stage: Stage, { expect: { late } }: RoundCase): string[] {
  if (late === undefined) return []
  const { pack, round, subject, due, org } = stage
  const parties = remindedWhenLate(round, subject, due, `${late}T12:00:00+09:00`, org, pack.roles)
  return actingFor({ ...stage, day: late }, parties)
}

/** The line of a course that the subject passed on a day. */
function courseLine(round: Round, subject: RoundSubjectFacts, day: string): RoundAct['written'] {
  if (round.course === undefined) return undefined
  const facts = { title: '研修', day, place: '会場', attendees: [subject.id], result: '合格' }
  return { register: round.course.register, fields: lineOfCourse(round.course, facts) }
}

/** Whether something of what happened closes an occurrence whose turn began on the day `since`. */
export function closes(
  { pack, round, subject }: Pick<Stage, 'pack' | 'round' | 'subject'>,
  golden: Pick<RoundAct, 'written' | 'ended' | 'met' | 'read' | 'course'>,
  answered: boolean,
  by: string | undefined,
  since: string,
): boolean {
  const { ended, met, read, course } = golden
  const line = course ? courseLine(round, subject, since) : golden.written
  const ends = round.closedBy.filter((closing) => closing.kind === 'ended')
  const bodies = round.closedBy.flatMap((closing) =>
    closing.kind === 'meeting' ? [closing.body] : [],
  )
  const { kind } = round.each
  const register = pack.registers.get(line?.register ?? '')
  const isTimely = line !== undefined && !(register && isBefore(register, line, since))
  return (
    (answered && closesByAnswers(round)) ||
    (read && closesByReading(round)) ||
    (met && bodies.some((body) => closesByMeeting(round, { id: '' }, { body, agenda: [''] }))) ||
    (isTimely && closesByLine(round, subject, line, pack.registers)) ||
    (ended !== undefined &&
      ends.some(({ procedure }) =>
        closesByCase(round, subject, {
          procedure: ended.procedure ?? procedure,
          end: ended.end,
          fields: ended.fields,
          applicant: subject.person ?? by ?? '',
          about: kind === 'line' ? [subject.id] : [],
          ...(kind === 'unit' ? { unit: subject.id } : {}),
        }),
      ))
  )
}
