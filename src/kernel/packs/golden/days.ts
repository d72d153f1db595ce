import type { PlaceView } from '../../organization/types.ts'
import { endOfDay } from '../../calendar/days.ts'
import { findingsOf } from '../../fields/check.ts'
import { isEmpty } from '../../fields/empty.ts'
import { isForEveryone, isRunning } from '../../handling/exceptions.ts'
import { deadlineOf } from '../../procedures/deadlines.ts'
import { hasEvidence } from '../../procedures/evidence.ts'
import type { CaseState } from '../../procedures/state.ts'
import { provisionStanding, seatsByRole, standingsOf, worst } from '../../status/index.ts'
import type {
  FindingFacts,
  MechanismStanding,
  ProcedureFacts,
  RegisterFacts,
  StatusRecords,
  StepFacts,
  StocktakeFacts,
} from '../../status/index.ts'
import { carriersOf } from '../carriers.ts'
import type { Carrier, MechanismKind } from '../carriers.ts'
import type { Round } from '../round.ts'
import { recurredOn } from './dayRounds.ts'
import type { RoundDay } from './dayRounds.ts'
import type { Register } from '../register.ts'
import { endedStates } from '../states.ts'
import type { Pack } from '../types.ts'
import { mismatch } from './outcome.ts'
import type { GoldenOutcome } from './outcome.ts'
import { playCase } from './play.ts'
import type { DaysCase, GoldenDay, GoldenEntry, GoldenWorld, PlayCase } from './types.ts'

/** What has been given and begun up to a day. */
interface Progress {
  readonly world: GoldenWorld
  readonly exceptions: DaysCase['exceptions']
  readonly stocktakes: GoldenDay['given']['stocktakes']
  readonly plays: readonly PlayCase[]
  /** The days so far, with what happened in rounds. */
  readonly days: readonly RoundDay[]
}

/** Folds the states of each day from what was given and played up to it, and compares them. */
export function runDays(pack: Pack, golden: DaysCase): GoldenOutcome {
  if (pack.world === undefined)
    return { faults: ['cases/organization.yaml がありません。'], rules: [], branches: [] }
  const faults: string[] = []
  let progress: Progress = {
    world: pack.world,
    exceptions: golden.exceptions,
    stocktakes: [],
    plays: [],
    days: [],
  }
  for (const day of golden.days) {
    progress = advance(pack, progress, day)
    const { world } = progress
    const cases = progress.plays.map((play) =>
      playCase({ ...pack, world }, { ...play, exceptions: progress.exceptions }),
    )
    faults.push(
      ...cases.flatMap(({ outcome }) => outcome.faults).map((fault) => `${day.on}：${fault}`),
    )
    const states = cases.flatMap(({ state }) => state ?? [])
    const asked = new Set(day.expect.map(({ what }) => what))
    const carriers = carriersOf(pack).filter(
      ({ path, carries }) => asked.has(path) || carries.some((ref) => asked.has(ref)),
    )
    const rounds = roundsRead(pack, carriers)
    const recurred = recurredOn(pack, progress.days, rounds)
    if (day === golden.days.at(-1)) faults.push(...recurred.faults)
    const records = {
      ...recordsOf(pack, progress, states, day.on, registersRead(pack, carriers)),
      ...recurred,
    }
    const mechanisms = standingsOf(pack, carriers, records)
    for (const { subject, what, state } of day.expect) {
      const ofSubject =
        subject === 'organization'
          ? mechanisms
          : [
              ...mechanisms.filter(({ carrier }) => !recurring.has(carrier.kind)),
              ...recurringOf(pack, carriers, records, progress.days, rounds, subject),
            ]
      const found = stateOf(pack, ofSubject, progress, day.on, subject, what)
      faults.push(
        ...(found === undefined
          ? [`${day.on}：「${what}」という条項も仕組みもありません。`]
          : mismatch(`${day.on}の「${subject}」の「${what}」`, state, found)),
      )
    }
  }
  return { faults, rules: [], branches: [] }
}

const recurring: ReadonlySet<MechanismKind> = new Set(['checklist', 'item', 'round', 'choice'])

/** The rounds that the standings of some mechanisms are seen from. */
function roundsRead(pack: Pack, carriers: readonly Carrier[]): readonly Round[] {
  return carriers.some(({ kind }) => recurring.has(kind)) ? [...pack.rounds.values()] : []
}

/** How recurring work stands for one subject. */
function recurringOf(
  pack: Pack,
  carriers: readonly Carrier[],
  records: StatusRecords,
  days: readonly RoundDay[],
  rounds: readonly Round[],
  subject: string,
): MechanismStanding[] {
  return standingsOf(
    pack,
    carriers.filter(({ kind }) => recurring.has(kind)),
    { ...records, ...recurredOn(pack, days, rounds, subject) },
  ).map((mechanism) => ({
    ...mechanism,
    standings: mechanism.standings.map((standing) => ({ ...standing, subject })),
  }))
}

/** The organisation and its records after what a day gives. */
function advance(pack: Pack, progress: Progress, day: GoldenDay): Progress {
  const { on, given, play, acts, round } = day
  const { organization, entries } = progress.world
  const before = new Date(Date.parse(on) - 86_400_000).toISOString().slice(0, 10)
  const [begun, last] = [progress.plays.slice(0, -1), progress.plays.at(-1)]
  const dated = acts.map((each) => ({ ...each, at: each.at ?? `${on}T09:00` }))
  const world: GoldenWorld = {
    organization: {
      ...organization,
      persons: new Map(
        [...organization.persons].map(([id, person]) => [
          id,
          given.left.includes(id) ? { ...person, to: before } : person,
        ]),
      ),
      places: withPlaces(pack, organization.places, given.entries),
      assignments: [...organization.assignments, ...given.assignments],
      absences: [...organization.absences, ...given.absences],
    },
    entries: new Map([
      ...entries,
      ...given.entries.map((entry): [string, GoldenEntry] => [entry.id, entry]),
    ]),
  }
  return {
    world,
    days: [...progress.days, { on, world, act: round }],
    exceptions: [...progress.exceptions, ...given.exceptions],
    stocktakes: [...progress.stocktakes, ...given.stocktakes],
    plays: [
      ...begun,
      ...(last === undefined ? [] : [{ ...last, acts: [...last.acts, ...dated] }]),
      ...(play === undefined ? [] : [play]),
    ],
  }
}

/** Entries of registers whose entries are places are places, too. */
function withPlaces(
  pack: Pack,
  places: GoldenWorld['organization']['places'],
  entries: readonly GoldenEntry[],
): GoldenWorld['organization']['places'] {
  const fresh = entries.flatMap(({ id, register, unit, fields }): [string, PlaceView][] => {
    const scope = pack.registers.get(register ?? '')?.scope
    if (scope === undefined || places.has(id)) return []
    const title = typeof fields['name'] === 'string' ? fields['name'] : id
    return [[id, { id, scope, title, ...(unit === undefined ? {} : { unit }) }]]
  })
  return fresh.length === 0 ? places : new Map([...places, ...fresh])
}

/** The registers whose entries the standings of some mechanisms are seen from. */
function registersRead(pack: Pack, carriers: readonly Carrier[]): readonly Register[] {
  const all = [...pack.registers.values()]
  return carriers.some(({ path }) => path === 'classification')
    ? all
    : all.filter(({ id }) => carriers.some(({ path }) => `${path}/`.startsWith(`registers/${id}/`)))
}

function recordsOf(
  pack: Pack,
  { world, stocktakes }: Progress,
  cases: readonly CaseState[],
  today: string,
  registers: readonly Register[],
): StatusRecords {
  const now = `${today}T12:00:00+09:00`
  return {
    now,
    today,
    since: pack.inForce,
    seats: seatsByRole(world.organization, pack.roles, today),
    registers: registersOf(pack, registers, world),
    stocktakes: stocktakesOf(stocktakes, today),
    procedures: proceduresOf(pack, cases),
    meetings: new Map(),
    rounds: new Map(),
    items: new Map(),
  }
}

function registersOf(
  pack: Pack,
  registers: readonly Register[],
  { entries }: GoldenWorld,
): Map<string, RegisterFacts> {
  return new Map(
    registers.flatMap((register): [string, RegisterFacts][] => {
      const ended = endedStates(pack, register)
      const lines = [...entries.values()].filter((entry) => entry.register === register.id)
      if (lines.length === 0) return []
      const findings = new Map<string, FindingFacts>()
      for (const { id, fields, class: levels } of lines) {
        if (ended.includes(String(fields['state'] ?? ''))) continue
        for (const field of findingsOf(register.fields, fields, {
          conditions: { class: levels },
        })) {
          const known = findings.get(field)?.subjects ?? []
          findings.set(field, { count: known.length + 1, subjects: [...known, id] })
        }
      }
      const filled = register.fields
        .filter((field) => lines.some((line) => !isEmpty(line.fields[field.id])))
        .map((field) => field.id)
      return [
        [register.id, { entries: lines.length, filled: new Set(filled), findings, expired: 0 }],
      ]
    }),
  )
}

/** What is given of a part later replaces what was given of it before. */
function stocktakesOf(
  stocktakes: GoldenDay['given']['stocktakes'],
  today: string,
): Map<string, StocktakeFacts> {
  const parts = new Map(
    stocktakes.map((part) => [`${part.register} ${part.due} ${part.unit ?? ''}`, part]),
  )
  return new Map(
    [...Map.groupBy(parts.values(), ({ register }) => register)].map(([register, all]) => {
      const isOpen = ({ closed }: (typeof all)[number]) => closed === undefined || closed > today
      const rounds = Map.groupBy(all, ({ due }) => due)
      const last = [...rounds.values()]
        .filter((round) => !round.some(isOpen))
        .flatMap((round) => round.flatMap(({ closed }) => closed ?? []))
        .toSorted()
        .at(-1)
      return [
        register,
        {
          held: rounds.size,
          ...(last === undefined ? {} : { last: `${last}T12:00:00+09:00` }),
          open: all
            .filter(isOpen)
            .map(({ unit, due }) => ({ subject: unit ?? '', due: endOfDay(due) })),
        },
      ]
    }),
  )
}

function proceduresOf(pack: Pack, cases: readonly CaseState[]): Map<string, ProcedureFacts> {
  return new Map(
    [...Map.groupBy(cases, (state) => state.procedure)].map(([id, states]) => {
      const procedure = pack.procedures.get(id)
      const steps = new Map<string, StepFacts>()
      const events = states
        .flatMap((state) => state.history)
        .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
      for (const event of events)
        if (event.kind === 'decided' && event.step !== undefined && procedure !== undefined)
          steps.set(event.step, {
            last: {
              at: event.at,
              byAnother: event.as !== 'applicant',
              evidence: hasEvidence(procedure, event),
            },
            open: [],
          })
      for (const state of states) {
        const step = procedure?.steps.get(state.step ?? '')
        if (state.status !== 'open' || step === undefined) continue
        const due = deadlineOf(step, state)?.due
        const known = steps.get(step.id)
        steps.set(step.id, {
          ...known,
          open: [...(known?.open ?? []), { subject: '', ...(due == null ? {} : { due }) }],
        })
      }
      return [id, { begun: states.length, last: events[0]?.at ?? '', steps }]
    }),
  )
}

/** The state of a provision or mechanism, for one subject or for the organisation as a whole. */
function stateOf(
  pack: Pack,
  mechanisms: readonly MechanismStanding[],
  { exceptions }: Progress,
  today: string,
  subject: string,
  what: string,
): string | undefined {
  const about = mechanisms.flatMap((mechanism): MechanismStanding[] => {
    if (subject === 'organization') return [mechanism]
    const standings = mechanism.standings.filter((standing) => standing.subject === subject)
    return standings.length === 0
      ? []
      : [{ ...mechanism, standings, state: worst(standings.map(({ state }) => state)) }]
  })
  const mechanism = about.find(({ carrier }) => carrier.path === what)
  if (mechanism !== undefined) return mechanism.state
  if (!pack.provisions.some(({ ref }) => ref === what)) return undefined
  const running = exceptions.filter(
    (exception) => exception.provisions.includes(what) && isRunning(exception, today),
  )
  return provisionStanding(
    about.filter(({ carrier }) => carrier.carries.includes(what)),
    running.length === 0 ? 'nobody' : running.some(isForEveryone) ? 'everyone' : 'some',
  ).state
}
