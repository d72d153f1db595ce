import pg from 'pg'
import type { GoldenEntry, PlayCase } from '#kernel/packs/golden/types.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { remindLateCases } from '#features/cases/server/public.ts'
import { found, settle, write } from '../registers/founded.ts'
import type { Founded } from '../registers/founded.ts'
import { actorOf, clearTables, tablesToClear } from './stage.ts'
import type { Stage } from './stage.ts'
import { momentOf } from './values.ts'

/**
 * An organisation that was founded with a pack and whose roles and entries its own people made.
 * Each play begins in it as it was then.
 */
export async function foundedStage(packId: string): Promise<Stage> {
  const founded = await found(packId)
  await settle(founded)
  const { world, pack, ids, organizationId, people } = founded
  const owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  const kept = await keepTables(owner)
  return {
    world,
    pack,
    organizationId,
    ids,
    as: (person) => people.get(person) ?? world.anyone(),
    enter: (work) =>
      world.gate.transact(organizationId, { kind: 'program', name: 'stage' }, 'write', work),
    readAs: (person, work) =>
      world.gate.transact(organizationId, actorOf(ids, person), 'read', work),
    set: async ({ clock }) => {
      world.clock.set(momentOf(clock))
      await owner.query(kept)
    },
    entry: async (entryOrId, register, person) => {
      const entry = typeof entryOrId === 'string' ? pack.world!.entries.get(entryOrId) : entryOrId
      if (entry === undefined) throw new Error(`no entry ${JSON.stringify(entryOrId)}`)
      const known = pack.world!.entries.get(entry.id)?.register
      if (known !== undefined && !namesPersons(pack, known)) return ids.of(entry.id)
      const unit = entry.unit ?? pack.world!.organization.persons.get(person)?.unit
      const placed = { ...entry, register: entry.register ?? register, ...(unit && { unit }) }
      return writtenBy(founded, placed, person)
    },
    remind: () =>
      remindLateCases({
        organizationId,
        services: world.services,
        signal: new AbortController().signal,
      }),
    close: async () => {
      await owner.end()
      await world.close()
    },
  }
}

/** Whether classed entries of the register, which are no places of roles, name their handlers. */
function namesPersons({ registers }: Pack, id: string): boolean {
  const register = registers.get(id)
  return (
    register?.scope === undefined &&
    register?.classField !== undefined &&
    register?.fields.some(({ type }) => type === 'persons') === true
  )
}

/** An entry that somebody of the organisation writes; what asks for persons names this one. */
async function writtenBy(founded: Founded, entry: GoldenEntry, person: string): Promise<string> {
  const persons = founded.pack.registers
    .get(entry.register ?? '')
    ?.fields.filter(({ type }) => type === 'persons')
    .map(({ id }) => [id, [person]])
  const before = new Map([...founded.entries].map(([register, ids]) => [register, [...ids]]))
  const came = await write(founded, {
    ...entry,
    fields: { ...Object.fromEntries(persons ?? []), ...entry.fields },
  })
  founded.entries.clear()
  for (const [register, ids] of before) founded.entries.set(register, ids)
  if (came?.by === undefined) throw new Error(`nobody writes ${JSON.stringify(entry)}`)
  return founded.ids.of(entry.id)
}

/** Copies what plays change, and answers the statements that bring it back. */
async function keepTables(owner: pg.Client): Promise<string> {
  const puts: string[] = []
  for (const table of tablesToClear) {
    const { rows } = await owner.query<{ column_name: string }>(
      `select column_name from information_schema.columns
       where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
      [table],
    )
    const columns = rows.map(({ column_name }) => `"${column_name}"`).join(', ')
    await owner.query(`create table kept_${table} as select ${columns} from ${table}`)
    puts.unshift(`insert into ${table} (${columns}) select ${columns} from kept_${table}`)
  }
  return [clearTables, ...puts].join(';')
}

/** For each procedure a golden play that begins and ends it, the good end first. */
export function playsToAnEnd(pack: Pack): ReadonlyMap<string, PlayCase> {
  const found = new Map<string, PlayCase>()
  const plays = pack.cases.filter(
    (golden): golden is PlayCase =>
      golden.kind === 'play' &&
      golden.expect.end !== undefined &&
      golden.expect.refused === undefined &&
      golden.absences.length === 0 &&
      golden.exceptions.length === 0 &&
      golden.acts.every(
        ({ refused, meanwhile }) => refused === undefined && meanwhile === undefined,
      ),
  )
  const tone = ({ procedure, expect }: PlayCase): string =>
    pack.procedures.get(procedure)?.ends.get(expect.end ?? '')?.tone ?? 'bad'
  for (const play of plays) {
    const before = found.get(play.procedure)
    if (before === undefined || (tone(before) !== 'good' && tone(play) === 'good'))
      found.set(play.procedure, play)
  }
  return found
}
