import { afterAll, describe, expect, test } from 'vitest'
import type { FindingView } from '#features/rounds/contract/findings.ts'
import type { OccurrenceView } from '#features/rounds/contract/occurrences.ts'
import type { Outline } from '#features/policy/contract.ts'
import { runRound } from '#features/rounds/server/public.ts'
import { addDays, dayOf } from '#kernel/calendar/index.ts'
import { carriersOf } from '#kernel/packs/carriers.ts'
import type { Carrier } from '#kernel/packs/carriers.ts'
import type { Round } from '#kernel/packs/round.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { itemsAsked, itemsOfTurn, turnOfRound } from '#kernel/rounds/index.ts'
import { chanceOf } from '../../src/apps/simulate/chance.ts'
import type { Town } from '../../src/apps/simulate/town.ts'
import { findingsIn, waitingIn } from '../../src/apps/simulate/waiting.ts'
import type { Waiting } from '../../src/apps/simulate/waiting.ts'
import { stageOf } from '../cases/stage.ts'
import type { Stage } from '../cases/stage.ts'

/**
 * Provisions that are carried by items alone, drawn by a seed (`SEKISHO_SEED=<number>` draws
 * others): each goes through its states by acts through the API, on a clock of the test.
 */
const seed = Number(process.env['SEKISHO_SEED'] ?? 20_261_130)
const drawn = 20
const packs = ['otari', 'nara', 'yonezawa', 'ipa-sme', 'hokkaido']
const first = '2026-04-01'
const second = '2027-04-01'

type States = ReadonlyMap<string, string>

/** When a round begins in two years, and what was seen of it in the first. */
interface Course {
  readonly begins: readonly [string, string]
  /** The items that it asks in both. */
  readonly paths: ReadonlySet<string>
  /** The states once everything in it was answered. */
  readonly kept: States
}

class Play {
  readonly #stage: Stage
  readonly #town: Town
  #newest = '00000000-0000-0000-0000-000000000000'

  constructor(stage: Stage) {
    this.#stage = stage
    const { world, organizationId, pack } = stage
    this.#town = {
      organizationId,
      services: world.services,
      pack,
      administrator: '',
      clock: { set: () => undefined, tick: () => world.clock.advance({ seconds: 1 }) },
    }
  }

  /** Lets time pass until a time of a day; it never goes back. */
  until(day: string): void {
    const { clock } = this.#stage.world
    if (clock.now() < new Date(`${day}T09:00:00+09:00`)) clock.set(`${day} 09:00`)
    else clock.advance({ seconds: 1 })
  }

  async states(): Promise<States> {
    const [person] = this.#stage.pack.world!.organization.persons.keys()
    const { body } = await this.#stage.as(person!).get<Outline>('/api/policy')
    return new Map(body.provisions.map(({ ref, state }) => [ref, state]))
  }

  async open(round: Round): Promise<Waiting[]> {
    const { services, organizationId } = this.#town
    await runRound(services.gate, organizationId, round.id)
    const found = await waitingIn(this.#town, { after: this.#newest })
    this.#newest = found.at(-1)?.id ?? this.#newest
    return found
  }

  /** Answers items of an occurrence, as whoever has it to do. */
  async answer(
    work: Waiting,
    which: (path: string) => boolean,
    as: 'right' | 'wrong' = 'right',
  ): Promise<void> {
    const answers = work.items
      .filter(({ asked }) => which(asked.path))
      .map(({ key, answers: pair }) => ({ item: key, ...pair()[as] }))
    if (answers.length === 0) return
    this.#town.clock.tick()
    const doer = this.#stage.ids.nameOf(work.doer ?? '')
    const { status, body } = await this.#stage
      .as(doer)
      .post(`/api/occurrences/${work.id}/answers`, { answers })
    expect({ status, body }).toMatchObject({ status: 200 })
  }

  /** Mends the finding on an item, and looks at it where somebody has to. */
  async mend(work: Waiting, path: string): Promise<void> {
    const item = work.items.find(({ asked }) => asked.path === path)
    const { body: view } = await this.#stage
      .as(this.#stage.ids.nameOf(work.doer ?? ''))
      .get<OccurrenceView>(`/api/occurrences/${work.id}`)
    const { id } = view.findings.find((finding) => finding.item === item?.key)!
    const [open] = await findingsIn(this.#town, id)
    const mender = this.#stage.as(this.#stage.ids.nameOf(open?.mender ?? ''))
    this.#town.clock.tick()
    const mended = await mender.post<FindingView>(`/api/findings/${id}/mending`, {
      version: open?.version,
      comment: '直した',
      files: [],
    })
    expect(mended.status).toBe(200)
    if (mended.body.state === 'closed') return
    const [waiting] = await findingsIn(this.#town, id)
    this.#town.clock.tick()
    const looked = await this.#stage
      .as(this.#stage.ids.nameOf(waiting?.verifier ?? ''))
      .post<FindingView>(`/api/findings/${id}/verification`, {
        version: waiting?.version,
        mended: true,
      })
    expect(looked.body).toMatchObject({ state: 'closed' })
  }
}

/** The first day of the first turn that begins on a day or later. */
function beginOf(round: Round, from: string): string {
  for (let day = from; ; day = addDays(day, 1)) {
    const turn = turnOfRound(round, day)
    if (turn !== null && turn.from === day) return day
  }
}

/** Whether everything that it asks can be done by somebody, right and wrong. */
const isComplete = ({ doer, items }: Waiting): boolean =>
  doer !== undefined &&
  items.every(({ answers, looked }) => {
    const { right, wrong } = answers()
    return right !== undefined && wrong !== undefined && looked !== undefined
  })

interface Candidate {
  readonly ref: string
  /** The place of the one item that carries it, and the one round that wants an answer to it. */
  readonly path: string
  readonly round: Round
}

/**
 * Provisions that nothing carries but an item to which one recurring round wants an answer; one for
 * each item.
 */
function candidatesOf(pack: Pack): Candidate[] {
  const asking = new Map<string, Round[]>()
  for (const round of pack.rounds.values())
    for (const closing of round.closedBy)
      if (closing.kind === 'answers')
        for (const { path } of itemsAsked(pack.checklists, closing.checklist))
          asking.set(path, [...(asking.get(path) ?? []), round])
  const byRef = new Map<string, Carrier[]>()
  for (const carrier of carriersOf(pack))
    for (const ref of carrier.carries) byRef.set(ref, [...(byRef.get(ref) ?? []), carrier])
  const taken = new Set<string>()
  return pack.provisions.flatMap(({ ref }): Candidate[] => {
    const [carrier, ...others] = byRef.get(ref) ?? []
    const [round, ...more] = asking.get(carrier?.path ?? '') ?? []
    if (!carrier || !round?.every || others.length + more.length > 0) return []
    if (taken.has(carrier.path)) return []
    taken.add(carrier.path)
    return [{ ref, path: carrier.path, round }]
  })
}

/** Every round has its turn, and all that it asks is answered as it should be. */
async function firstYear(
  stage: Stage,
  play: Play,
  rounds: ReadonlySet<Round>,
): Promise<ReadonlyMap<Round, Course>> {
  const begins = [...rounds]
    .map((round) => ({ round, begins: [beginOf(round, first), beginOf(round, second)] as const }))
    .toSorted((one, other) => (one.begins[0] < other.begins[0] ? -1 : 1))
  const courses = new Map<Round, Course>()
  for (const { round, begins: days } of begins) {
    play.until(days[0])
    const works = await play.open(round)
    if (works.length === 0 || !works.every(isComplete)) continue
    for (const work of works) await play.answer(work, () => true)
    const again = new Set(
      works.flatMap(({ subject }) =>
        itemsOfTurn(stage.pack, round, subject, 2027).map(({ path }) => path),
      ),
    )
    const paths = works.flatMap(({ items }) => items.map(({ asked }) => asked.path))
    courses.set(round, {
      begins: days,
      kept: await play.states(),
      paths: new Set(paths.filter((path) => again.has(path))),
    })
  }
  return courses
}

/** What was due before a day, and the rest. */
const partedBy = (works: readonly Waiting[], day: string): readonly Waiting[][] => [
  works.filter(({ dueAt }) => dayOf(dueAt) < day),
  works.filter(({ dueAt }) => dayOf(dueAt) >= day),
]

describe.each(packs)('%s', (pack) => {
  let stage: Stage
  afterAll(() => stage?.close())

  test(`${drawn} provisions drawn by ${seed} go where acts take them, and not where others go`, async () => {
    stage = await stageOf(pack)
    const play = new Play(stage)
    const chance = chanceOf(seed)
    const candidates = candidatesOf(stage.pack)
      .toSorted((one, other) => chance.part(pack, one.ref) - chance.part(pack, other.ref))
      // Some are asked of nobody here, or not every year.
      .slice(0, 2 * drawn)
    const states = async (of: readonly Candidate[]) => {
      const all = await play.states()
      return of.map(({ ref }) => [ref, all.get(ref)])
    }
    const all = (of: readonly Candidate[], state: unknown) => of.map(({ ref }) => [ref, state])

    play.until(first)
    const empty = await play.states()
    await stage.set({ absences: [], clock: `${first} 09:30` })
    const setUp = await play.states()
    const courses = await firstYear(stage, play, new Set(candidates.map(({ round }) => round)))
    const chosen = candidates
      .filter(({ path, round }) => courses.get(round)?.paths.has(path))
      .slice(0, drawn)
    expect(chosen).toHaveLength(drawn)
    const isEmptied = ({ round: { each } }: Candidate) =>
      each.kind === 'line' || each.kind === 'holder'
    expect(chosen.map(({ ref }) => [ref, empty.get(ref)])).toEqual(
      chosen.map((each) => [each.ref, isEmptied(each) ? 'not-set-up' : 'set-up']),
    )
    expect(chosen.map(({ ref }) => [ref, setUp.get(ref)])).toEqual(all(chosen, 'set-up'))
    expect(chosen.map(({ ref, round }) => [ref, courses.get(round)?.kept.get(ref)])).toEqual(
      all(chosen, 'declared'),
    )

    const turns: { readonly own: Candidate[]; readonly works: Waiting[]; readonly over: string }[] =
      []
    for (const [round, { begins }] of [...courses].toSorted(([, one], [, other]) =>
      one.begins[1] < other.begins[1] ? -1 : 1,
    )) {
      const own = chosen.filter((each) => each.round === round)
      if (own.length === 0) continue
      play.until(begins[1])
      // What fell due meanwhile is late until it is done.
      const [missed = [], works = []] = partedBy(await play.open(round), begins[1])
      for (const work of missed) await play.answer(work, () => true)
      // Of a portion, some are asked of people who were not asked before.
      const next = round.portion ? /^(?:declared|due|set-up)$/ : /^(?:declared|due)$/
      expect(await states(own)).toEqual(all(own, expect.stringMatching(next)))
      turns.push({ own, works, over: addDays(dayOf(works[0]!.dueAt), 1) })
    }
    for (const { own, works, over } of turns.toSorted((one, other) =>
      one.over < other.over ? -1 : 1,
    )) {
      play.until(over)
      const paths = new Set(own.map(({ path }) => path))
      for (const work of works) await play.answer(work, (path) => !paths.has(path))
      expect(await states(own)).toEqual(all(own, 'late'))
      const mended: unknown[] = []
      for (const [index, one] of own.entries()) {
        const is = (path: string): boolean => path === one.path
        const [work, ...others] = works.filter(({ items }) =>
          items.some(({ asked }) => is(asked.path)),
        )
        for (const other of others) await play.answer(other, is)
        await play.answer(work!, is, 'wrong')
        expect(await states(own)).toEqual([
          ...mended,
          [one.ref, 'finding'],
          ...all(own.slice(index + 1), 'late'),
        ])
        await play.mend(work!, one.path)
        const looked = work!.items.find(({ asked }) => is(asked.path))?.looked === true
        mended.push([one.ref, looked && others.length === 0 ? 'proved' : 'declared'])
      }
      expect(await states(own)).toEqual(mended)
    }
  })
})
