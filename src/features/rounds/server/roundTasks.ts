import { sql } from 'kysely'
import { endOfDay } from '#kernel/calendar/index.ts'
import type { AskedItem } from '#kernel/packs/checklist.ts'
import { packWords } from '#kernel/packs/english.ts'
import type { Words } from '#kernel/words/words.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { setAllAdHocTasks } from '#features/tasks/server/public.ts'
import type { AdHocTask } from '#features/tasks/server/public.ts'
import type { TurnRound } from './edition.ts'
import { leftToMachines } from './machines/left.ts'
import { mendersAt, partiesWithout, verifiersAt, waiversAt } from './parties.ts'
import { partyOfPlace } from './places.ts'
import { kindOf } from './subjects.ts'
import type { Subject } from './subjects.ts'

/** The purpose of the task of one party in a turn. */
const turnPurpose = (turn: string, place: string): string => `round/${turn}/${place}`
const waiverPurpose = (occurrence: string): string => `waiver/${occurrence}`
const findingPurpose = (finding: string): string => `finding/${finding}`

interface OpenWork {
  readonly place: string
  readonly count: number
  readonly due: Date
  readonly first: string
  readonly subject: string
}

/**
 * What waits in a turn, by who has it to do. From the party to each occurrence by its key, whatever
 * is known of the sizes of the tables: a turn has just been filled when it is asked most.
 */
async function openWork(
  tx: Transaction,
  turn: string,
  places: readonly string[],
): Promise<OpenWork[]> {
  const { rows } = await sql<OpenWork>`
    select p.place, count(*)::int as count, min(o.due_at) as due, (array_agg(o.id::text order by o.due_at, o.id))[1] as first,
      (array_agg(o.subject_title order by o.due_at, o.id))[1] as subject
    from occurrence_parties p cross join lateral (select * from occurrences o where o.organization_id = p.organization_id and o.id = p.occurrence_id offset 0) o
    where p.organization_id = ${tx.organization.id} and p.turn_id = ${turn} and p.place = any(${[...places]}::text[]) and p.part = 'does'
      and o.closed_at is null and (o.asked = 0 or o.answered < o.asked) and not ${leftToMachines(tx)}
    group by p.place`.execute(tx.db)
  return rows
}

/**
 * Brings the tasks of these parties in a turn up to date: one for each party, whatever number of
 * subjects it has to go through.
 */
export async function setTurnTasks(
  tx: Transaction,
  { round, day }: TurnRound,
  turn: { readonly id: string; readonly title: string },
  places: readonly string[],
): Promise<void> {
  const wanted = new Map<string, readonly AdHocTask[]>(
    places.map((place) => [turnPurpose(turn.id, place), []]),
  )
  const title = packWords(day.organization.pack, round.title)
  for (const { place, count, due, first, subject } of await openWork(tx, turn.id, places)) {
    const party = partyOfPlace(place)
    const { kind } = round.each
    const isOwn = typeof party === 'object' && 'person' in party && kindOf(round.each) === 'person'
    wanted.set(turnPurpose(turn.id, place), [
      {
        title,
        subject:
          count > 1
            ? { ja: `${turn.title}・${count}件`, en: `${turn.title}, ${count}` }
            : isOwn || kind === 'organization'
              ? turn.title
              : { ja: `${turn.title}・${subject}`, en: `${turn.title}, ${subject}` },
        href: count > 1 ? `/rounds/${round.id}` : `/checks/${first}`,
        verb: { ja: '行う', en: 'Do it' },
        party,
        due,
      },
    ])
  }
  await setAllAdHocTasks(tx, wanted)
}

/** What waits to be decided of an occurrence: items said not to apply, each with who said so. */
export interface WaitingWaivers {
  readonly occurrence: string
  readonly subject: Subject
  readonly said: readonly {
    readonly item: Pick<AskedItem, 'checklist'>
    readonly by: string | null
  }[]
}

/** The tasks of those who accept that items do not apply; never of who said so. */
export async function setWaiverTasks(
  tx: Transaction,
  turn: TurnRound,
  waiting: readonly WaitingWaivers[],
): Promise<void> {
  await setAllAdHocTasks(
    tx,
    new Map(
      waiting.map(({ occurrence, subject, said }): [string, readonly AdHocTask[]] => [
        waiverPurpose(occurrence),
        partiesWithout(
          tx,
          said.flatMap(({ item }) => waiversAt(turn, item, subject) ?? []),
          said.flatMap(({ by }) => by ?? []),
        ).map((party) => ({
          title: { ja: '対象外を認めるか決める', en: 'Decide what does not apply' },
          subject: {
            ja: `${turn.round.title}・${subject.title}`,
            en: `${turn.round.title}, ${subject.title}`,
          },
          href: `/checks/${occurrence}`,
          verb: { ja: '決める', en: 'Decide' },
          party,
        })),
      ]),
    ),
  )
}

/** A finding as its task tells it. */
export interface FindingToDo {
  readonly id: string
  readonly state: 'open' | 'mended' | 'closed'
  readonly dueOn: string
  readonly item: Pick<AskedItem, 'checklist'> & { readonly title: string }
  readonly subject: Subject
  readonly turn: TurnRound
  /** Who mended it, and therefore does not look whether it is mended. */
  readonly menders: readonly string[]
}

/** The tasks of those who mend findings, or look whether they are mended; none for those that are over. */
export async function setFindingTasks(
  tx: Transaction,
  findings: readonly FindingToDo[],
  over: readonly string[] = [],
): Promise<void> {
  await setAllAdHocTasks(
    tx,
    new Map<string, readonly AdHocTask[]>([
      ...over.map((id): [string, readonly AdHocTask[]] => [findingPurpose(id), []]),
      ...findings.map((finding): [string, readonly AdHocTask[]] => [
        findingPurpose(finding.id),
        finding.state === 'closed' ? [] : tasksOf(tx, finding),
      ]),
    ]),
  )
}

function tasksOf(tx: Transaction, finding: FindingToDo): readonly AdHocTask[] {
  const { id, state, dueOn, item, subject, turn, menders } = finding
  const about: Words = {
    ja: `${item.title}（${subject.title}）`,
    en: `${item.title} (${subject.title})`,
  }
  const href = `/findings/${id}`
  if (state === 'open')
    return mendersAt(turn, item, subject).map((party) => ({
      title: { ja: '指摘を直す', en: 'Mend the finding' },
      subject: about,
      href,
      verb: { ja: '直す', en: 'Mend it' },
      party,
      due: new Date(endOfDay(dueOn)),
    }))
  return partiesWithout(tx, verifiersAt(turn, item, subject) ?? [], menders).map((party) => ({
    title: { ja: '指摘が直ったか確かめる', en: 'Look whether the finding is mended' },
    subject: about,
    href,
    verb: { ja: '確かめる', en: 'Look at it' },
    party,
  }))
}
