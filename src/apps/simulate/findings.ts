import { addDays } from '#kernel/calendar/index.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { mendFinding, verifyFinding } from '#features/rounds/server/mend.ts'
import type { Chance } from './chance.ts'
import { workingDay } from './fates.ts'
import type { Ledger } from './ledger.ts'
import type { Story } from './story.ts'
import { act } from './town.ts'
import type { Town } from './town.ts'
import { findingsIn } from './waiting.ts'
import type { Finding } from './waiting.ts'

/** Of a hundred findings, so many are not mended in the time of the simulation. */
const leftShare = 0.15
/** Of a hundred that are mended, so many are sent back once. */
const returnedShare = 0.15

/** What becomes of findings: they are mended, looked at, sent back, or left. */
export class Findings {
  readonly #town: Town
  readonly #chance: Chance
  readonly #ledger: Ledger
  readonly #story: Story
  readonly #later: (day: string, run: (day: string) => Promise<void>) => void
  readonly #planned = new Set<string>()
  readonly #returned = new Set<string>()

  constructor(
    town: Town,
    chance: Chance,
    ledger: Ledger,
    story: Story,
    later: (day: string, run: (day: string) => Promise<void>) => void,
  ) {
    this.#town = town
    this.#chance = chance
    this.#ledger = ledger
    this.#story = story
    this.#later = later
  }

  /** Plans the mending of what was found with some answers about a subject. */
  async plan(
    day: string,
    subject: string,
    given: readonly { readonly path: string; readonly outcome: string }[],
  ): Promise<void> {
    const wrong = new Set(
      given.flatMap(({ path, outcome }) => (outcome === 'finding' ? [path] : [])),
    )
    if (wrong.size === 0) return
    for (const finding of await findingsIn(this.#town)) {
      const { id, path, subjectKey, what } = finding
      if (!wrong.has(path) || subjectKey !== subject || this.#planned.has(id)) continue
      this.#planned.add(id)
      if (this.#chance.part('mend', what) < leftShare) {
        this.#story.tell(day, `指摘：${what}（この年のうちには直らなかった）`)
        continue
      }
      const on = workingDay(addDays(day, this.#chance.between(3, 40, 'mend-day', what)))
      this.#later(on, (at) => this.#mend(at, id))
    }
  }

  async #mend(day: string, id: string): Promise<void> {
    const finding = await this.#finding(id)
    if (finding === undefined || finding.state === 'closed') return
    if (finding.state === 'open') {
      const { mender, version, path, subjectKey, verifier } = finding
      if (mender === undefined) return this.#story.leaveOut('指摘を直す人がいない')
      const isDone = await this.#attempt(() =>
        act(this.#town, mender, mendFinding, {
          id,
          version,
          comment: '決まりのとおりに直し、動くことを確かめました。',
          files: [],
        }),
      )
      if (!isDone) return
      this.#ledger.finding(path, subjectKey, verifier === null ? 'closed' : 'mended', false)
      if (verifier === null) {
        this.#story.month(day).mended += 1
        return
      }
    }
    const on = workingDay(addDays(day, this.#chance.between(2, 14, 'verify', finding.what)))
    this.#later(on, (at) => this.#verify(at, id))
  }

  async #verify(day: string, id: string): Promise<void> {
    const finding = await this.#finding(id)
    if (finding === undefined || finding.state !== 'mended') return
    const { verifier, version, path, subjectKey, what } = finding
    if (typeof verifier !== 'string')
      return this.#story.leaveOut('直ったかを確かめる人が、ほかにいない')
    const isReturned = !this.#returned.has(id) && this.#chance.part('return', what) < returnedShare
    const isDone = await this.#attempt(() =>
      act(this.#town, verifier, verifyFinding, {
        id,
        version,
        mended: !isReturned,
        comment: isReturned ? 'まだ直っていないところがあります。' : '直っていることを見ました。',
      }),
    )
    if (!isDone) return
    this.#ledger.finding(path, subjectKey, isReturned ? 'open' : 'closed', !isReturned)
    if (isReturned) {
      this.#returned.add(id)
      this.#story.month(day).returned += 1
      this.#later(workingDay(addDays(day, 7)), (at) => this.#mend(at, id))
    } else this.#story.month(day).mended += 1
  }

  async #finding(id: string): Promise<Finding | undefined> {
    return (await findingsIn(this.#town, id))[0]
  }

  async #attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      this.#story.refuse(error.message)
      return false
    }
  }
}
