import { addDays, dayOf } from '#kernel/calendar/index.ts'
import type { Round } from '#kernel/packs/round.ts'
import { turnOfRound } from '#kernel/rounds/index.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { answerItems, confirmReading } from '#features/rounds/server/answer.ts'
import { runRound } from '#features/rounds/server/public.ts'
import { decideWaiver } from '#features/rounds/server/waivers.ts'
import { outline } from '#features/policy/server/queries.ts'
import { Agenda } from './agenda.ts'
import type { Chance } from './chance.ts'
import { doElsewhere } from './elsewhere.ts'
import { compare } from './expectation.ts'
import { answerFate, fateOf, workingDay } from './fates.ts'
import { closedElsewhere } from './closed.ts'
import { Findings } from './findings.ts'
import { Ledger } from './ledger.ts'
import { proofsOf } from './proofs.ts'
import { Story } from './story.ts'
import type { Vacancy } from './vacancy.ts'
import { act, look } from './town.ts'
import type { Town } from './town.ts'
import { waitingIn, waiverOf } from './waiting.ts'
import type { Waiting } from './waiting.ts'

/** What happens first on a day. */
const order = { jobs: 0, other: 1, elsewhere: 2, acts: 3, close: 9 } as const

export interface YearOptions {
  /** First and last day. */
  readonly from: string
  readonly to: string
  /** The day from which the jobs look at a round; the first by default. */
  readonly begins?: (round: Round) => string
  /** Rounds that nobody forgets and nobody is late in. */
  readonly inTime?: (round: Round) => boolean
  /** Compares the map with what was done at the end of each month. */
  readonly compares: boolean
  readonly progress?: (day: string) => void
}

/** Lets people live through some time: they do, forget and repair things, each day in its turn. */
export class Year {
  readonly story = new Story()
  readonly ledger = new Ledger()
  readonly #agenda = new Agenda()
  readonly #acts = new Map<string, Set<string>>()
  readonly #looks = new Map<string, Set<string>>()
  readonly #town: Town
  readonly #chance: Chance
  readonly #options: YearOptions
  readonly #findings: Findings
  readonly #proof: (person: string) => Promise<string>
  #newest = '00000000-0000-0000-0000-000000000000'

  constructor(town: Town, chance: Chance, options: YearOptions) {
    this.#town = town
    this.#chance = chance
    this.#options = options
    this.#proof = proofsOf(town)
    this.#findings = new Findings(town, chance, this.ledger, this.story, (day, run) =>
      this.plan(day, run),
    )
  }

  /** Plans a role that is vacant for some time, and what the map has to say of it. */
  planVacancy(vacancy: Vacancy): void {
    const { title, from, to } = vacancy
    this.plan(addDays(from, -1), (day) =>
      this.#attempt(async () => {
        await vacancy.begin()
        this.story.tell(from, `${title}がいなくなった`)
        this.plan(from, async (at) => {
          this.story.wrong(at, await vacancy.look())
          this.lookAtAll(at)
        })
        this.plan(to, async (at) => {
          this.story.wrong(at, await vacancy.end())
          this.story.tell(at, `${title}が決まった`)
          this.lookAtAll(at)
        })
        this.story.month(day)
      }),
    )
  }

  /** Plans cases, each of which may be refused. */
  planCases(day: string, cases: readonly ((day: string) => Promise<void>)[]): void {
    for (const play of cases)
      this.plan(day, (at) =>
        this.#attempt(async () => {
          await play(at)
          this.story.month(at).cases += 1
          this.lookAtAll(at)
        }),
      )
  }

  /** Plans something for a day, in the hours of work. */
  plan(day: string, run: (day: string) => Promise<void>): void {
    this.#agenda.add(day, order.other, run)
  }

  /** Lets the jobs look at all rounds on a day. */
  lookAtAll(day: string): void {
    for (const round of this.#town.pack.rounds.keys()) this.#lookAt(day, round)
  }

  async live(): Promise<void> {
    const { from, to, compares, progress } = this.#options
    this.#planLooks()
    if (compares)
      for (let day = from; day <= to; day = addDays(day, 1))
        if (addDays(day, 1).slice(8) === '01' || day === to)
          this.#agenda.add(day, order.close, (at) => this.#endMonth(at))
    await this.#agenda.pass(to, (day) => {
      this.#town.clock.set(day, '09:00')
      progress?.(day)
    })
  }

  /** The jobs look at a round where a turn of it begins. */
  #planLooks(): void {
    const { from, to, begins } = this.#options
    for (const round of this.#town.pack.rounds.values()) {
      const begin = begins?.(round) ?? from
      this.#lookAt(begin, round.id)
      let period = turnOfRound(round, begin)?.period
      for (let day = begin; day <= to; day = addDays(day, 1)) {
        const now = turnOfRound(round, day)?.period
        if (now !== undefined && now !== period) this.#lookAt(day, round.id)
        period = now
      }
    }
  }

  #lookAt(day: string, round: string): void {
    const rounds = this.#looks.get(day)
    if (rounds !== undefined) rounds.add(round)
    else {
      this.#looks.set(day, new Set([round]))
      this.#agenda.add(day, order.jobs, (at) => this.#look(at))
    }
  }

  async #look(day: string): Promise<void> {
    const { services, organizationId, clock } = this.#town
    const rounds = this.#looks.get(day) ?? new Set()
    this.#looks.delete(day)
    for (const round of rounds) {
      clock.tick()
      await runRound(services.gate, organizationId, round)
    }
    await this.#discover(day)
    await this.#syncElsewhere(day)
  }

  /** What has been opened: when it will be done, if at all. */
  async #discover(day: string): Promise<void> {
    const found = await waitingIn(this.#town, { after: this.#newest })
    for (const work of found) {
      this.#newest = work.id
      const { id, round, subjectKey, openedAt, dueAt, items, doer } = work
      this.ledger.open({
        id,
        round: round.id,
        subject: subjectKey,
        openedAt,
        dueAt,
        items: new Set(items.map(({ asked }) => asked.path)),
        manned: doer !== undefined,
      })
      this.story.month(day).opened += 1
      const to = dayOf(dueAt)
      const { on } = fateOf(
        this.#chance,
        {
          round: round.id,
          subject: work.title,
          period: work.period.startsWith('edition/') ? 'edition' : work.period,
          from: day,
          to,
        },
        this.#options.inTime?.(round),
      )
      // The day after, whoever has not done it is reminded.
      if (to < this.#options.to) this.#lookAt(addDays(to, 1), round.id)
      if (on === null) continue
      this.#actOn(on < day ? day : on, id)
    }
  }

  #actOn(day: string, id: string): void {
    const ids = this.#acts.get(day)
    if (ids !== undefined) ids.add(id)
    else {
      this.#acts.set(day, new Set([id]))
      this.#agenda.add(day, order.acts, (at) => this.#act(at))
    }
  }

  async #act(day: string): Promise<void> {
    const ids = this.#acts.get(day) ?? new Set<string>()
    this.#acts.delete(day)
    const waiting = await waitingIn(this.#town, { ids: [...ids] })
    const elsewhere = Map.groupBy(
      waiting.filter(({ mode }) => mode === 'elsewhere'),
      ({ round }) => round,
    )
    for (const work of waiting)
      if (work.mode !== 'elsewhere') await this.#attempt(() => this.#answer(day, work))
    for (const of of elsewhere.values()) await this.#attempt(() => this.#elsewhere(day, of))
  }

  /** What the program refuses is part of the story, not the end of it. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      this.story.refuse(error.message)
    }
  }

  async #answer(day: string, work: Waiting): Promise<void> {
    const { id, doer, mode, dueAt } = work
    if (doer === undefined) return this.story.leaveOut('する人がいない')
    const done = this.ledger.occurrences.get(id)
    if (done === undefined) return
    if (mode === 'reading') {
      await act(this.#town, doer, confirmReading, { id })
      this.#close(day, id, dueAt, false)
      return
    }
    const given = await this.#answersTo(work, doer)
    if (given.length === 0) return
    await act(this.#town, doer, answerItems, { id, answers: given.map(({ answer }) => answer) })
    for (const { path, outcome, looked, proved } of given) {
      this.ledger.answer(done, path, outcome, { proved, looked })
      if (outcome === 'finding') this.story.month(day).found += 1
    }
    await this.#findings.plan(day, done.subject, given)
    const waived = given.filter(({ outcome }) => outcome === 'waiting')
    for (const { key, path } of waived) this.#planWaiver(day, work, doer, key, path)
    if (waived.length === 0 && given.length === work.items.length)
      this.#close(day, id, dueAt, false)
  }

  async #answersTo(work: Waiting, doer: string) {
    const given = []
    for (const { asked, key, looked, mayBeWaived, answers } of work.items) {
      const before = this.ledger.answers.get(asked.path)?.get(work.subjectKey)
      const { right, wrong } = answers()
      const about = [work.round.id, work.title, work.period, key] as const
      const drawn = answerFate(
        this.#chance,
        mayBeWaived && (before === undefined || before.finding === 'none'),
        ...about,
      )
      const isWaived = drawn === 'waived'
      const chosen = drawn === 'wrong' ? (wrong ?? right) : right
      if (chosen === undefined && !isWaived) {
        this.story.leaveOut(`「${asked.item.title}」の正しい答えが求められません`)
        continue
      }
      const outcome: 'waiting' | 'finding' | 'kept' = isWaived
        ? 'waiting'
        : chosen === wrong
          ? 'finding'
          : 'kept'
      const proved =
        asked.item.proof !== undefined && !isWaived && this.#chance.part('proof', ...about) < 0.6
      given.push({
        key,
        path: asked.path,
        looked,
        outcome,
        proved,
        answer: {
          item: key,
          ...(isWaived
            ? { notApplicable: true, comment: 'この対象にはないものです。' }
            : { value: chosen?.value }),
          ...(outcome === 'finding' ? { comment: 'まだできていませんでした。' } : {}),
          ...(proved ? { files: [await this.#proof(doer)] } : {}),
        },
      })
    }
    return given
  }

  #close(day: string, id: string, dueAt: string, proved: boolean): void {
    const done = this.ledger.occurrences.get(id)
    if (done === undefined || done.closed !== undefined) return
    const at = this.#town.services.environment.now().toISOString()
    this.ledger.close(done, at, proved)
    const month = this.story.month(day)
    month.done += 1
    if (at > dueAt) month.late += 1
  }

  /** Whoever may decide accepts that an item does not apply, or has it answered. */
  #planWaiver(day: string, work: Waiting, sayer: string, key: string, path: string): void {
    const about = [work.round.id, work.title, work.period, key] as const
    const on = workingDay(addDays(day, this.#chance.between(1, 10, 'waiver', ...about)))
    this.plan(on, (at) =>
      this.#attempt(async () => {
        // Answered anew meanwhile, there is nothing left to decide.
        if (this.ledger.answers.get(path)?.get(work.subjectKey)?.outcome !== 'waiting') return
        const person = await waiverOf(this.#town, work.id, key, sayer)
        const occurrence = this.ledger.occurrences.get(work.id)
        if (person === undefined || occurrence === undefined)
          return this.story.leaveOut('対象外かを決める人が、ほかにいない')
        const accept = this.#chance.part('accept', ...about) < 0.8
        await act(this.#town, person, decideWaiver, {
          id: work.id,
          item: key,
          accept,
          comment: accept ? '確かめました。' : '対象になります。答えてください。',
        })
        this.ledger.decide(occurrence, path, accept)
        if (accept) this.story.month(at).waived += 1
        else {
          this.story.month(at).refusedWaivers += 1
          this.plan(workingDay(addDays(at, 3)), (again) =>
            this.#attempt(() => this.#answerAgain(again, work.id, key)),
          )
        }
        this.#closeWhereDone(at, work)
      }),
    )
  }

  async #answerAgain(day: string, id: string, key: string): Promise<void> {
    const [work] = await waitingIn(this.#town, { ids: [id] })
    const item = work?.items.find((each) => each.key === key)
    const right = item?.answers().right
    const done = this.ledger.occurrences.get(id)
    if (work?.doer === undefined || !item || !right || !done) return
    await act(this.#town, work.doer, answerItems, { id, answers: [{ item: key, ...right }] })
    this.ledger.answer(done, item.asked.path, 'kept')
    this.#closeWhereDone(day, work)
  }

  #closeWhereDone(day: string, { id, dueAt, subjectKey }: Waiting): void {
    const occurrence = this.ledger.occurrences.get(id)
    if (occurrence === undefined) return
    const isDone = [...occurrence.items].every(
      (path) =>
        occurrence.answered.has(path) &&
        this.ledger.answers.get(path)?.get(subjectKey)?.outcome !== 'waiting',
    )
    if (isDone) this.#close(day, id, dueAt, false)
  }

  async #elsewhere(day: string, of: readonly Waiting[]): Promise<void> {
    const done = await doElsewhere(this.#town, of)
    if (typeof done === 'object') return this.story.leaveOut(done.why)
    if (done === 'line') this.story.month(day).lines += 1
    else this.story.month(day).meetings += 1
    // What was done may close other work, too: the jobs find it.
    for (const round of this.#town.pack.rounds.values())
      if (round.closedBy.some(({ kind }) => kind !== 'answers' && kind !== 'reading'))
        this.#lookAt(day, round.id)
  }

  /** What lines, cases and meetings closed, or what was no longer there, as the jobs have it. */
  async #syncElsewhere(day: string): Promise<void> {
    const open = [...this.ledger.occurrences.values()].filter(({ closed }) => closed === undefined)
    const closed = await closedElsewhere(
      this.#town,
      open.map(({ id }) => id),
    )
    for (const { id, gone, at } of closed) {
      const occurrence = this.ledger.occurrences.get(id)
      if (occurrence === undefined) continue
      if (gone) this.ledger.occurrences.delete(id)
      else {
        const month = this.story.month(day)
        month.done += 1
        if (at > occurrence.dueAt) month.late += 1
        this.ledger.close(occurrence, at, true)
      }
    }
  }

  async #endMonth(day: string): Promise<void> {
    const { clock, pack, administrator, services } = this.#town
    clock.set(day, '23:00')
    const unmanned = [...this.ledger.occurrences.values()].filter(
      ({ closed, manned }) => closed === undefined && !manned,
    )
    if (unmanned.length > 0)
      for (const { id, doer } of await waitingIn(this.#town, {
        ids: unmanned.map((each) => each.id),
      })) {
        const occurrence = this.ledger.occurrences.get(id)
        if (occurrence !== undefined) occurrence.manned = doer !== undefined
      }
    const map = await look(this.#town, administrator, outline, {})
    const month = this.story.month(day)
    month.states = map.counts
    month.comparison = compare(
      pack,
      this.ledger,
      services.environment.now().toISOString(),
      map.provisions,
    )
    this.story.wrong(day, month.comparison.mismatches)
  }
}
