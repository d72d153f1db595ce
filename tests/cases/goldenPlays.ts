import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FieldValues } from '#kernel/fields/index.ts'
import type { PlayAct, PlayCase } from '#kernel/packs/golden/types.ts'
import { tasksOf } from '#features/cases/server/myTasks.ts'
import { showCase } from '#features/cases/server/public.ts'
import { stateOf } from '#features/cases/server/state.ts'
import type { CaseState, SafeguardAnswers } from '#kernel/procedures/index.ts'
import {
  clockOfAct,
  isOnwardAct,
  normalizeMoments,
  withoutTimes,
} from '#kernel/packs/golden/playTimes.ts'
import { changeEntries } from '#features/registers/server/public.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { movesFrom } from '#kernel/procedures/index.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { worldPassword } from '../support/world.ts'
import type { TestResponse, Client } from '../support/world.ts'
import { answerChecks } from './answerChecks.ts'
import { observedEffects } from './observedEffects.ts'
import { stageOf } from './stage.ts'
import type { Stage } from './stage.ts'
import { initialEntries } from './organizationRows.ts'
import { momentOf, toDatabaseValues } from './values.ts'
import { playsWithWaysOfTheirOwn } from './waysOfTheirOwn.ts'
import { caseVersion } from '../support/versions.ts'

interface View {
  readonly version: number
  readonly step: { readonly id: string } | null
  readonly checks: readonly { readonly occurrence: string | null }[]
  readonly door: { readonly known: readonly { readonly field: string }[] }
  readonly abilities: {
    readonly mayAct: boolean
    readonly question: string | null
    readonly fields: readonly { readonly id: string }[]
    readonly safeguards: readonly {
      readonly id: string
      readonly asks: readonly { readonly id: string }[]
    }[]
    readonly decisions: readonly {
      readonly id: string
      readonly confirm: readonly { readonly id: string }[]
    }[]
    readonly holdings?: { readonly lines: readonly { readonly id: string }[] } | null
  }
}
interface ActBody {
  readonly version: number
  readonly step: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly confirmed: readonly string[]
  readonly decision?: string
  readonly comment?: string
}
/** The body of a refusal. */
export interface Refusal {
  readonly code: string
  readonly detail: string
  readonly grounds?: readonly { readonly provision: string }[]
  readonly faults?: readonly { readonly at: string }[]
}

/** The golden plays of a pack through the API on a real database, with their effects. */
function describePlays(pack: Pack, open: () => Stage): void {
  const plays = playsWithWaysOfTheirOwn(pack)
  /** The decisions that were made, as `procedure/step/decision`, and the ends that were reached. */
  const [decisions, ends] = [new Set<string>(), new Set<string>()]

  describe(`every way that golden cases of ${pack.id} take runs on the platform as it does in the engine`, () => {
    test.each(plays.map((golden) => [`${golden.procedure}：${golden.name}`, golden] as const))(
      '%s',
      async (_name, golden) => {
        const outcome = await new GoldenPlay(open(), golden).run()
        for (const decision of outcome.decisions) decisions.add(decision)
        if (outcome.end !== undefined) ends.add(`${golden.procedure}/${outcome.end}`)
      },
    )

    test('every decision of every procedure was made, and every end reached', () => {
      const procedures = [...pack.procedures.values()]
      const expected = procedures.flatMap((procedure) =>
        [...procedure.steps.keys()].flatMap((step) =>
          movesFrom(procedure, step).flatMap(([move]) =>
            'decision' in move ? [`${procedure.id}/${step}/${move.decision}`] : [],
          ),
        ),
      )
      expect([...new Set(expected)].filter((decision) => !decisions.has(decision))).toEqual([])
      expect(
        procedures
          .flatMap((procedure) => [...procedure.ends.keys()].map((end) => `${procedure.id}/${end}`))
          .filter((end) => !ends.has(end)),
      ).toEqual([])
    })
  })
}

/**
 * Registers the tests of a whole file: sets up the stage of a pack, plays its golden cases, and
 * closes the stage.
 */
export function playPack(pack: Pack): () => Stage {
  let stage: Stage
  beforeAll(async () => {
    stage = await stageOf(pack.id)
  })
  afterAll(() => stage.close())
  describePlays(pack, () => stage)
  return () => stage
}

async function sendFile(client: Client, name: string): Promise<string> {
  return (
    await client.upload<{ id: string }>('/api/files', {
      name: `${name}.pdf`,
      type: 'application/pdf',
      content: '%PDF-1.7 写し',
    })
  ).body.id
}

/** One golden case on the stage. */
export class GoldenPlay {
  readonly #stage: Stage
  readonly #golden: PlayCase
  readonly #decisions: string[] = []
  #id = ''
  #clock: string

  constructor(stage: Stage, golden: PlayCase) {
    this.#stage = stage
    this.#golden = golden
    this.#clock = golden.clock
  }

  async run(): Promise<{ decisions: readonly string[]; end?: string }> {
    const [stage, golden] = [this.#stage, this.#golden]
    await stage.set(golden)
    const about = await Promise.all(
      golden.about.map((entry) =>
        stage.entry(entry, this.#procedure.about?.register ?? '', golden.by ?? ''),
      ),
    )
    const created = await stage.as(golden.by ?? '').post<Refusal & { id: string }>('/api/cases', {
      procedure: golden.procedure,
      about,
      fields: this.#initialFields(),
    })
    if (created.status !== 201) {
      // Whoever may not begin may not read what it would be about, either: there it is not to be found.
      const isHidden = created.body.code === 'not-found' && about.length > 0
      if (isHidden && golden.expect.refused === 'may-not-open') return { decisions: [] }
      expect({
        code: created.body.code,
        why: created.body.code === golden.expect.refused ? undefined : created.body,
        grounds: (created.body.grounds ?? []).length > 0,
      }).toEqual({ code: golden.expect.refused, why: undefined, grounds: true })
      return { decisions: [] }
    }
    this.#id = created.body.id
    for (const act of golden.acts) await this.#act(act)
    const state = await this.#state()
    if (golden.expect.end) expect(state.outcome).toBe(golden.expect.end)
    if (golden.expect.at) expect(state.step).toBe(golden.expect.at)
    await this.#checkActors(state)
    await this.#checkEffects(
      state,
      new Set([...about, ...initialEntries(stage.pack).map((entry) => stage.ids.of(entry.id))]),
    )
    if (golden.expect.reminded) await this.#checkReminders()
    return {
      decisions: this.#decisions,
      ...(state.status === 'ended' && state.outcome !== undefined && { end: state.outcome }),
    }
  }

  get #procedure() {
    return this.#stage.pack.procedures.get(this.#golden.procedure)!
  }

  /**
   * The fields at the beginning of the case: answers to the questions of the acts that lead here.
   */
  #initialFields(): Record<string, unknown> {
    const askedIds = new Set(
      (this.#procedure.asks ?? []).flatMap(
        (act) => this.#stage.pack.handling.acts.get(act)?.asks.map((field) => field.id) ?? [],
      ),
    )
    return Object.fromEntries(
      Object.entries(
        toDatabaseValues(this.#procedure.fields, this.#golden.fields, this.#stage.ids),
      ).filter(([field]) => askedIds.has(field)),
    )
  }

  async #act(playAct: PlayAct): Promise<void> {
    const { step } = await this.#state()
    this.#clock =
      playAct.at ??
      clockOfAct(
        this.#procedure,
        step,
        playAct,
        normalizeMoments(this.#procedure, this.#golden.fields),
        this.#clock,
      )
    this.#stage.world.clock.set(momentOf(this.#clock))
    await this.#meanwhile(playAct)
    const client = this.#stage.as(playAct.by)
    const page = `/api/cases/${this.#id}`
    const pageAnswer = await client.get<View>(page)
    const seen = pageAnswer.status === 200 ? pageAnswer.body : undefined
    const isChecked = (seen?.checks ?? []).length > 0
    if (isChecked) await answerChecks(this.#stage.pack, client, seen!.checks, playAct)
    const view = isChecked ? (await client.get<View>(page)).body : seen
    const stepId = view?.step?.id ?? ''
    const decision = view?.abilities.decisions.find(
      (candidate) => playAct.choose === undefined || candidate.id === playAct.choose,
    )
    const body = {
      confirmed: playAct.confirm ? (decision?.confirm ?? []).map((candidate) => candidate.id) : [],
      ...(playAct.choose ? { decision: playAct.choose } : {}),
      ...(playAct.comment ? { comment: playAct.comment } : {}),
      ...(playAct.reply && view?.abilities.question ? { reply: 'お答えします' } : {}),
    }
    const answer = await this.#send(client, playAct, {
      version: view?.version ?? (await caseVersion({ transact: this.#stage.enter }, this.#id)),
      step: stepId,
      ...(await this.#fill(client, playAct, view)),
      ...body,
      ...(playAct.unproved ? {} : await this.#returnedHoldings(view)),
      ...(await this.#paper(client, playAct)),
    })
    if (playAct.refused === undefined)
      expect({
        ...playAct,
        status: answer.status,
        why: answer.status === 200 ? undefined : answer.body,
      }).toEqual({ ...playAct, status: 200, why: undefined })
    else if (answer.body.code !== 'not-found') {
      expect(answer.body.code).toBe(playAct.refused)
      expect(answer.body.grounds?.length).toBeGreaterThan(0)
    }
    if (answer.status === 200)
      this.#decisions.push(`${this.#golden.procedure}/${stepId}/${decision?.id ?? ''}`)
  }

  /** What other cases do to entries before an act. */
  async #meanwhile({ meanwhile = {} }: PlayAct): Promise<void> {
    for (const [id, state] of Object.entries(meanwhile))
      await this.#stage.enter((tx) =>
        changeEntries(
          tx,
          [this.#stage.ids.of(id)],
          { state, fields: {} },
          { reason: 'ほかの案件による' },
        ),
      )
  }

  async #fill(
    client: Client,
    playAct: PlayAct,
    view: View | undefined,
  ): Promise<{ readonly fields: FieldValues; readonly safeguards?: SafeguardAnswers }> {
    const asks = [...this.#stage.pack.handling.safeguards.values()].flatMap(
      (safeguard) => safeguard.asks,
    )
    const step = this.#procedure.steps.get(view?.step?.id ?? '')
    const known =
      step !== undefined && isOnwardAct(step, playAct)
        ? this.#golden.fields
        : withoutTimes(this.#procedure, this.#golden.fields)
    const values = toDatabaseValues(
      [...this.#procedure.fields, ...asks],
      { ...known, ...playAct.fill },
      this.#stage.ids,
    )
    const filled: Record<string, unknown> = {}
    const fromLines = new Set(view?.door.known.map(({ field }) => field))
    for (const { id } of view?.abilities.fields ?? []) {
      if (!Object.hasOwn(values, id) || fromLines.has(id)) continue
      const isFiles = this.#procedure.fields.some(
        (field) => field.id === id && field.type === 'files',
      )
      filled[id] = isFiles
        ? await Promise.all([values[id]].flat().map((name) => sendFile(client, String(name))))
        : values[id]
    }
    const openSafeguards = (view?.abilities.safeguards ?? []).filter(({ asks }) => asks.length > 0)
    const safeguards = Object.fromEntries(
      openSafeguards.map((safeguard) => [
        safeguard.id,
        Object.fromEntries(
          safeguard.asks
            .filter(({ id }) => Object.hasOwn(values, id))
            .map(({ id }) => [id, values[id]]),
        ),
      ]),
    )
    return { fields: filled, ...(openSafeguards.length > 0 && { safeguards }) }
  }

  /** The body of an act on paper, with its scan. */
  async #paper(client: Client, { paper }: PlayAct): Promise<{ paper?: object }> {
    if (paper === undefined) return {}
    const on = momentOf(this.#stage.world.clock.now().toISOString()).slice(0, 10)
    return {
      paper: {
        for: this.#stage.ids.of(paper),
        on,
        from: '本人',
        files: [await sendFile(client, '紙の写し')],
      },
    }
  }

  /** Says that everything that the step asks back was returned. */
  async #returnedHoldings(
    view: View | undefined,
  ): Promise<{ holdings?: { id: string; returned: true }[] }> {
    const entries = view?.abilities.holdings?.lines
    return entries ? { holdings: entries.map(({ id }) => ({ id, returned: true })) } : {}
  }

  /** Acts in the way that the step demands: in a meeting, with a signature, or directly. */
  async #send(client: Client, playAct: PlayAct, body: ActBody): Promise<TestResponse<Refusal>> {
    const step = this.#procedure.steps.get(body.step)
    const url = `/api/cases/${this.#id}`
    if (step?.meeting && !playAct.unproved)
      return (
        (await this.#meet(client, playAct.by, body)) ?? client.post<Refusal>(`${url}/acts`, body)
      )
    if (step?.sign === undefined || playAct.paper !== undefined || playAct.unproved)
      return client.post<Refusal>(`${url}/acts`, body)
    const text = await client.post<Refusal & { digest: string }>(`${url}/signing`, body)
    return text.status === 200
      ? client.post<Refusal>(`${url}/signatures`, {
          ...body,
          digest: text.body.digest,
          password: worldPassword,
        })
      : text
  }

  /**
   * A body decides in a meeting, called by the person who records it. Undefined if the person may
   * not call one.
   */
  async #meet(
    client: Client,
    by: string,
    { step, ...body }: ActBody,
  ): Promise<TestResponse<Refusal> | undefined> {
    const who = this.#procedure.steps.get(step)?.by[0]
    const meeting = await client.post<{ id: string }>(
      `/api/bodies/${who?.kind === 'role' ? who.role : ''}/meetings`,
      { beginsAt: this.#stage.world.clock.now().toISOString(), place: '会議室', topics: [] },
    )
    if (meeting.status !== 201) return undefined
    return client.post<Refusal>(
      `/api/meetings/${meeting.body.id}/record`,
      {
        attendees: [this.#stage.ids.of(by)],
        minutes: '審議した。',
        decisions: [{ case: this.#id, ...body }],
      },
      { ifMatch: 1 },
    )
  }

  #state(): Promise<CaseState> {
    return this.#stage.enter(async ({ db, organization }) =>
      stateOf(
        await db
          .selectFrom('cases')
          .select(['number', 'state'])
          .where('organization_id', '=', organization.id)
          .where('id', '=', this.#id)
          .executeTakeFirstOrThrow(),
      ),
    )
  }

  /**
   * Checks that the persons with the case among their tasks, those who may act on its page, and the
   * actors of the golden case are the same.
   */
  async #checkActors(state: CaseState): Promise<void> {
    const {
      expect: { actors, deputy },
    } = this.#golden
    const [stage, actingPersons] = [this.#stage, new Array<string>()]
    for (const person of state.status === 'ended'
      ? []
      : stage.pack.world!.organization.persons.keys()) {
      const { mayAct, isListed } = await this.#asSeenBy(person, state)
      if (isListed !== undefined) expect({ person, mayAct }).toEqual({ person, mayAct: isListed })
      if (mayAct) actingPersons.push(person)
    }
    if (actors) expect(actingPersons.toSorted()).toEqual(actors.toSorted())
    const deputies = state.history
      .filter(
        (event) => event.insteadOf !== undefined || event.as === 'deputy' || event.as === 'next',
      )
      .map((event) => stage.ids.nameOf(event.person))
    if (deputy) expect([...new Set(deputies)].toSorted()).toEqual(deputy.toSorted())
  }

  /**
   * Whether the page of the case lets a person act, and whether the list of tasks has it; a meeting
   * is in nobody's list. Both queries run in one transaction of that person: a request each for
   * everybody would cost more than all other requests of a play.
   */
  async #asSeenBy(
    person: string,
    { step }: CaseState,
  ): Promise<{ readonly mayAct: boolean; readonly isListed?: boolean }> {
    const [id, input] = [this.#stage.ids.of(person), { id: this.#id }]
    return this.#stage.readAs(person, async (tx) => {
      const stored = await Promise.resolve(showCase.authorise(tx, input)).catch(
        (error: unknown) => {
          if (error instanceof ProblemError && error.problem.code === 'not-found') return undefined
          throw error
        },
      )
      const view = stored && (await showCase.run(tx, input, stored))
      const mayAct = view?.abilities.mayAct ?? false
      if (this.#procedure.steps.get(step ?? '')?.meeting === true) return { mayAct }
      const { today, week, later } = await tasksOf(tx, id)
      const isListed = [...today, ...week, ...later].some(({ caseId }) => caseId === this.#id)
      return { mayAct, isListed }
    })
  }

  async #checkEffects(state: CaseState, initialEntryIds: ReadonlySet<string>): Promise<void> {
    const { effects } = this.#golden.expect
    if (effects === undefined) return
    const all = await observedEffects(this.#stage, this.#id, initialEntryIds)
    for (const effect of effects) {
      const isDone = all.includes(effect) || (await this.#isAppointed(effect))
      expect([effect, state.status, isDone]).toEqual([effect, state.status, true])
    }
    if (effects.length === 0) expect(all).toEqual([])
  }

  /** Whether a play before this one appointed the same persons: nobody is appointed twice. */
  async #isAppointed(effect: string): Promise<boolean> {
    if (!effect.startsWith('appoint ')) return false
    const rows = await this.#stage.enter(({ db, organization }) =>
      db
        .selectFrom('assignments')
        .select('id')
        .where('organization_id', '=', organization.id)
        .where('role', '=', effect.slice('appoint '.length))
        .execute(),
    )
    return rows.length > 0
  }

  async #checkReminders(): Promise<void> {
    const {
      expect: { on, reminded = [] },
    } = this.#golden
    const stage = this.#stage
    if (on) stage.world.clock.set(momentOf(`${on.slice(0, 10)} 12:00`))
    await stage.remind()
    await stage.remind()
    const rows = await stage.enter(({ db, organization }) =>
      db
        .selectFrom('reminders as r')
        .innerJoin('tasks as t', (join) =>
          join.onRef('t.organization_id', '=', 'r.organization_id').onRef('t.id', '=', 'r.task_id'),
        )
        .select('r.person_id')
        .where('r.organization_id', '=', organization.id)
        .where('t.case_id', '=', this.#id)
        .execute(),
    )
    expect(rows.map((row) => stage.ids.nameOf(row.person_id)).toSorted()).toEqual(
      [...reminded].toSorted(),
    )
  }
}
