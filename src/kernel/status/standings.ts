import { dayOf, endOfDay } from '../calendar/days.ts'
import { dueByCadence } from '../calendar/recurrence.ts'
import type { Carrier } from '../packs/carriers.ts'
import { holds } from '../packs/expression.ts'
import type { Register } from '../packs/register.ts'
import type { Pack } from '../packs/types.ts'
import type { Words } from '../words/words.ts'
import { choicesOf } from '../rounds/index.ts'
import type { SeatFacts, StatusRecords, StepFacts } from './records.ts'
import { recurringStandings } from './rounds.ts'
import * as says from './sentences.ts'
import { worst } from './states.ts'
import type { StandingState } from './states.ts'
import { stated, waitingStanding } from './standing.ts'
import type { Standing } from './standing.ts'

/** A mechanism with its standings; its state is the worst of them. */
export interface MechanismStanding {
  readonly carrier: Carrier
  readonly state: StandingState
  readonly standings: readonly Standing[]
}

/** How every mechanism that carries a provision stands by the records. */
export function standingsOf(
  pack: Pack,
  carriers: readonly Carrier[],
  records: StatusRecords,
): MechanismStanding[] {
  const conditions = applicability(pack, records)
  return carriers.map((carrier) => {
    const standings = holds(carrier.applies, conditions, true)
      ? standingsOfCarrier(pack, carrier, records)
      : [{ subject: '', state: 'not-applicable' as const }]
    return { carrier, standings, state: worst(standings.map(({ state }) => state)) }
  })
}

const applicability = ({ choices }: Pack, { organization = {}, today }: StatusRecords) => ({
  organization: { ...organization, ...choicesOf(choices) },
  today,
})

function standingsOfCarrier(pack: Pack, carrier: Carrier, records: StatusRecords): Standing[] {
  const [folder, id = '', ...below] = carrier.path.split('/')
  switch (folder) {
    case 'roles':
      return id === 'apart' ? [byTheProgram] : roleStandings(pack, id, carrier, records)
    case 'registers':
      return registerStandings(pack, pack.registers.get(id), carrier, below, records)
    case 'procedures':
      return procedureStandings(pack, id, carrier, below, records)
    case 'classification':
      return carrier.kind === 'classification' ? [classificationStanding(pack, records)] : [stated]
    case 'checklists':
    case 'rounds':
    case 'choices':
      return recurringStandings(pack, carrier, id, records)
    case 'accounts':
    case 'grants':
      return [byTheProgram]
    default:
      return [stated]
  }
}

/** The program itself holds everybody to it. */
const byTheProgram: Standing = { subject: '', state: 'proved', says: says.byTheProgram }

/** The seats of a role; a body's deliberations are seen from its meetings. */
function roleStandings(
  pack: Pack,
  id: string,
  { kind }: Carrier,
  records: StatusRecords,
): Standing[] {
  const seats = (records.seats.get(id) ?? []).filter(
    (seat) => !(seat.optional && seat.holders.length === 0),
  )
  if (seats.length === 0)
    return pack.roles.get(id)?.optional === true
      ? [{ subject: '', state: 'not-applicable', says: says.nobodyNeeded }]
      : [{ subject: '', state: 'not-set-up', says: says.noSeat }]
  const standings = seats.map(seatStanding)
  if (kind === 'role') return standings
  if (worst(standings.map(({ state }) => state)) !== 'proved') return standings
  if (kind !== 'task') return [{ ...stated, says: says.holders(seats) }]
  const met = records.meetings.get(id)
  return [
    met === undefined
      ? { subject: '', state: 'set-up', says: says.noMeeting }
      : { subject: '', state: 'proved', last: met.last },
  ]
}

function seatStanding(seat: SeatFacts): Standing {
  const { subject, holders, meanwhile } = seat
  if (holders.length === 0) return { subject, state: 'not-set-up', says: says.vacant(seat) }
  return meanwhile === null || meanwhile?.as === 'next'
    ? { subject, state: 'finding', says: says.away(seat) }
    : { subject, state: 'proved', says: says.holders([seat]) }
}

function registerStandings(
  pack: Pack,
  register: Register | undefined,
  { kind }: Carrier,
  below: readonly string[],
  records: StatusRecords,
): Standing[] {
  if (register === undefined) return [stated]
  const facts = records.registers.get(register.id)
  if (kind === 'stocktake') return stocktakeStandings(register, records)
  if (facts === undefined || facts.entries === 0)
    return [
      {
        subject: '',
        state: beginsByItself(pack, register) ? 'set-up' : 'not-set-up',
        says: says.entries(0),
      },
    ]
  const last = facts.last === undefined ? {} : { last: facts.last }
  const kept = {
    subject: '',
    state: 'declared' as const,
    says: says.entries(facts.entries),
    ...last,
  }
  if (kind === 'register') return [kept]
  if (kind === 'field' && facts.unknown === true)
    return [{ ...kept, state: 'not-known', says: says.fieldsNotKnown }]
  if (kind === 'field') {
    const field = below[1] ?? ''
    const finding = facts.findings.get(field)
    if (finding !== undefined) {
      const subjects = finding.subjects.length > 0 ? finding.subjects : ['']
      return subjects.map((subject) => ({
        subject,
        state: 'finding',
        says: says.findings(finding.count),
        ...last,
      }))
    }
    return [facts.filled.has(field) ? kept : { ...kept, state: 'set-up', says: says.neverFilled }]
  }
  // What else a register does, the program does by itself, on every entry.
  if (kind === 'retention' && facts.expired > 0)
    return [{ subject: '', state: 'due', says: says.expired(facts.expired), ...last }]
  return [{ ...byTheProgram, says: says.entries(facts.entries), ...last }]
}

/** A register that a procedure writes has nothing to be begun by hand. */
function beginsByItself(pack: Pack, register: Register): boolean {
  return [...pack.procedures.values()].some((procedure) =>
    [...procedure.steps.values()].some((step) =>
      step.decisions.some((decision) =>
        decision.branches.some((branch) =>
          branch.effects.some(
            (effect) => effect.kind === 'write' && effect.register === register.id,
          ),
        ),
      ),
    ),
  )
}

/**
 * A stocktake is due by its cadence after the last one, or after the day from which the policy has
 * been in force; one that is under way, by its own date.
 */
function stocktakeStandings(register: Register, records: StatusRecords): Standing[] {
  const { stocktake } = register
  const facts = records.stocktakes.get(register.id)
  const count = says.stocktakes(facts?.held ?? 0)
  if ((records.registers.get(register.id)?.entries ?? 0) === 0 && facts === undefined)
    return [{ subject: '', state: 'not-set-up', says: says.entries(0) }]
  const last = facts?.last === undefined ? {} : { last: facts.last }
  if (facts !== undefined && facts.open.length > 0)
    return facts.open.map((open) => ({
      ...waitingStanding(open, records, 'set-up'),
      says: count,
      ...last,
    }))
  if (stocktake === undefined) return [stated]
  const day = dueByCadence(
    stocktake.every,
    stocktake.month,
    facts?.last === undefined ? undefined : dayOf(facts.last),
    records.since,
  )
  return [
    {
      ...waitingStanding(
        { subject: '', due: endOfDay(day) },
        records,
        facts?.last === undefined ? 'set-up' : 'declared',
      ),
      says: count,
      ...last,
    },
  ]
}

function procedureStandings(
  pack: Pack,
  id: string,
  carrier: Carrier,
  below: readonly string[],
  records: StatusRecords,
): Standing[] {
  const procedure = pack.procedures.get(id)
  const facts = records.procedures.get(id)
  if (procedure === undefined) return [stated]
  const stepIds = [...procedure.steps.keys()]
  const count = says.cases(facts?.begun ?? 0)
  const keptBy = (step: string): Standing =>
    keptStanding(facts?.steps.get(step), procedure.steps.get(step)?.decides === true, count)
  const begun: Standing =
    facts === undefined || facts.begun === 0
      ? { subject: '', state: 'set-up', says: count }
      : {
          subject: '',
          state: 'declared',
          says: count,
          ...(facts.last === undefined ? {} : { last: facts.last }),
        }
  if (carrier.kind === 'procedure')
    return [stepIds.map(keptBy).find(({ state }) => state === 'proved') ?? begun]
  const [part, name = ''] = below
  if (part === 'fields') {
    const filling = stepIds.filter((step) => procedure.steps.get(step)?.fill.includes(name))
    const filled = filling.map(keptBy).filter(({ state }) => state !== 'set-up')
    if (filling.length === 0) return [begun]
    return [
      filled.find(({ state }) => state === 'proved') ??
        filled[0] ?? { subject: '', state: 'set-up', says: count },
    ]
  }
  const kept = keptBy(name)
  if (carrier.kind !== 'step') return [kept]
  const open = facts?.steps.get(name)?.open ?? []
  return [
    kept,
    ...open.map((waiting) => ({ ...waitingStanding(waiting, records, kept.state), says: count })),
  ]
}

/** Kept by what was done last: proved where another person decided it, or where it left evidence. */
function keptStanding(facts: StepFacts | undefined, decides: boolean, count: Words): Standing {
  const last = facts?.last
  if (last === undefined) return { subject: '', state: 'set-up', says: count }
  return {
    subject: '',
    state: last.evidence || (decides && last.byAnother) ? 'proved' : 'declared',
    last: last.at,
    says: count,
  }
}

function classificationStanding(pack: Pack, records: StatusRecords): Standing {
  const classified = [...pack.registers.values()].filter(
    (register) => register.classField !== undefined,
  )
  const entries = classified.reduce(
    (sum, register) => sum + (records.registers.get(register.id)?.entries ?? 0),
    0,
  )
  if (classified.length === 0) return stated
  return { subject: '', state: entries === 0 ? 'set-up' : 'declared', says: says.entries(entries) }
}
