import { packLanguage } from '#kernel/packs/faults.ts'
import { checkFields } from '#kernel/fields/index.ts'
import type { Field, FieldValues } from '#kernel/fields/types.ts'
import type { GoldenEntry } from '#kernel/packs/golden/types.ts'
import type { Pack, Register } from '#kernel/packs/types.ts'
import { foundOrganization } from '#features/organization/server/public.ts'
import { hashPassword } from '#platform/auth/passwords.ts'
import { uuid7 } from '#platform/environment.ts'
import { bundledPacksFolder } from '#platform/packs/folder.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'
import { routes } from '../../src/apps/routes.ts'
import { writeOrganization } from '../cases/organizationRows.ts'
import { Ids, toDatabaseValues } from '../cases/values.ts'
import { makeWorld, openSession, worldPassword } from '../support/world.ts'
import type { Client, World } from '../support/world.ts'
import { createClient } from '../support/world/client.ts'

/**
 * An organisation on the day it is founded with a pack: units, posts and people of its golden
 * cases, and nothing else. What it needs, its people make through the API.
 */
export interface Founded {
  readonly world: World
  readonly organizationId: string
  readonly pack: Pack
  readonly ids: Ids
  readonly people: ReadonlyMap<string, Client>
  /** The entries of each register that has some by now. */
  readonly entries: Map<string, string[]>
  close(): Promise<void>
}

export async function found(packId: string): Promise<Founded> {
  const { hash, pack } = await bundledPacks.edition(packId)
  if (pack.world === undefined) throw new Error(`the pack ${packId} has no golden cases`)
  const { organization } = pack.world
  const world: World = await makeWorld({
    routes,
    empty: true,
    pack: packId,
    packsFolder: bundledPacksFolder,
  })
  const ids = new Ids(() => uuid7(world.services.environment))
  const { title, edition, inForce } = pack
  const password = await hashPassword(worldPassword, Buffer.alloc(16, 3), {
    memoryCost: 8,
    timeCost: 1,
    parallelism: 1,
  })
  const id = await foundOrganization(
    world.gate,
    {
      slug: 'founded',
      title: '新しい組織',
      demo: false,
      edition: {
        hash,
        pack: pack.id,
        title,
        edition,
        inForce,
        language: packLanguage,
        sources: {},
      },
    },
    (db, organization_id) =>
      writeOrganization(
        { db, organization_id, ids, now: world.clock.now() },
        organization,
        password,
      ),
  )
  const people = new Map<string, Client>()
  for (const person of organization.persons.keys())
    people.set(
      person,
      createClient(
        world.server,
        await openSession(world.services, id, ids.of(`account/${person}`)),
      ),
    )
  return {
    world,
    organizationId: id,
    pack,
    ids,
    people,
    entries: new Map(),
    close: () => world.close(),
  }
}

/**
 * Lets its people make what the organisation of the golden cases has, each as soon as somebody may:
 * roles need places, and entries need roles.
 */
export async function settle(founded: Founded): Promise<{
  readonly written: ReadonlyMap<string, Written>
  readonly appointed: ReadonlySet<number>
}> {
  const written = new Map<string, Written>()
  const appointed = new Set<number>()
  const { assignments } = founded.pack.world!.organization
  for (let more = true; more;) {
    const before = written.size + appointed.size
    for (const index of assignments.keys())
      if (!appointed.has(index) && (await appoint(founded, index))) appointed.add(index)
    for (const entry of wantedEntries(founded))
      if (written.get(entry.id)?.by === undefined) {
        const came = await write(founded, entry)
        if (came !== undefined) written.set(entry.id, came)
      }
    more = written.size + appointed.size > before
  }
  return { written, appointed }
}

/** Whether somebody made the appointment of the golden cases that is at this index. */
async function appoint({ pack, ids, people }: Founded, index: number): Promise<boolean> {
  const assignment = pack.world!.organization.assignments[index]!
  const { role, scope, scopeId, person, post, from, to } = assignment
  const body = {
    role,
    scope,
    ...(scope === 'organization' ? {} : { scopeId: ids.of(scopeId) }),
    ...(person === undefined ? {} : { person: ids.of(person) }),
    ...(post === undefined ? {} : { post: ids.of(post) }),
    from,
    ...(to === undefined ? {} : { to }),
  }
  for (const client of people.values())
    if ((await client.post('/api/assignments', body)).status === 201) return true
  return false
}

/** Entries that the golden cases' organisation has, or one made up for a register without. */
export function wantedEntries({ pack }: Founded): readonly GoldenEntry[] {
  const { organization, entries } = pack.world!
  const places = [...organization.places.values()]
    .filter((place) => !entries.has(place.id))
    .flatMap(({ id, scope, unit, title }): GoldenEntry[] => {
      const register = [...pack.registers.values()].find((each) => each.scope === scope)
      return register === undefined
        ? []
        : [
            {
              id,
              register: register.id,
              fields: { [register.nameField]: title },
              ...(unit === undefined ? {} : { unit }),
            },
          ]
    })
  const own = [...places, ...entries.values()].filter(({ register }) => register !== undefined)
  const without = [...pack.registers.keys()].filter((id) =>
    own.every(({ register }) => register !== id),
  )
  return [...own, ...without.map((register) => ({ id: `first-${register}`, register, fields: {} }))]
}

/** What came of writing an entry: who could, and who was told that they may and could not. */
export interface Written {
  readonly by?: string
  /** Persons to whom adding was offered, and refused whatever they wrote. */
  readonly misled: readonly string[]
  /** Persons to whom it was not offered, and who could all the same. */
  readonly unoffered: readonly string[]
}

export async function write(founded: Founded, entry: GoldenEntry): Promise<Written | undefined> {
  const { pack, ids, people, entries } = founded
  const register = pack.registers.get(entry.register ?? '')!
  const body = await bodyOf(founded, register, entry)
  if (body === undefined) return undefined
  const [misled, unoffered]: [string[], string[]] = [[], []]
  for (const [person, client] of people) {
    const { body: seen } = await client.get<{
      readonly mayAdd: boolean
      readonly units: readonly { readonly id: string; readonly writable: boolean }[]
    }>(`/api/registers/${register.id}`)
    const unit = body.unit ?? seen.units.find(({ writable }) => writable)?.id
    const send = async (fields: FieldValues) =>
      client.post<{ readonly id: string; readonly detail: string }>(
        `/api/registers/${register.id}/entries`,
        { ...(unit === undefined ? {} : { unit }), fields: await withFiles(client, fields) },
      )
    let answer = await send(body.fields)
    if ([403, 404].includes(answer.status) && seen.mayAdd && entry.unit === undefined)
      for (const fields of elsewhere(founded, register, body.fields))
        if (answer.status !== 201) answer = await send(fields)
    if (answer.status === 201) {
      if (!seen.mayAdd) unoffered.push(person)
      ids.set(entry.id, answer.body.id)
      entries.set(register.id, [...(entries.get(register.id) ?? []), answer.body.id])
      return { by: person, misled, unoffered }
    }
    if (answer.status === 422)
      throw new Error(`${register.id}: ${JSON.stringify(answer.body)} ${JSON.stringify(body)}`)
    if (seen.mayAdd && entry.unit === undefined) misled.push(person)
  }
  return { misled, unoffered }
}

const upload = 'to be uploaded'

/** The values with a file of this person in each field of files. */
async function withFiles(client: Client, values: FieldValues): Promise<FieldValues> {
  const filled: Record<string, unknown> = { ...values }
  for (const [id, value] of Object.entries(values))
    if (Array.isArray(value) && value[0] === upload) {
      const { body } = await client.upload<{ readonly id: string }>('/api/files', {
        name: '写し.pdf',
        type: 'application/pdf',
        content: '%PDF-1.7 写し',
      })
      filled[id] = [body.id]
    }
  return filled
}

/** The same entry for each other line that one of its fields may point to. */
function elsewhere(
  { entries }: Founded,
  register: Register,
  values: FieldValues,
): readonly FieldValues[] {
  return register.fields
    .filter(({ id, type }) => type === 'line' && values[id] !== undefined)
    .flatMap(({ id, register: of }) =>
      (entries.get(of ?? '') ?? []).map((entry) => ({ ...values, [id]: entry })),
    )
}

async function bodyOf(founded: Founded, register: Register, entry: GoldenEntry) {
  const { pack, ids } = founded
  const golden = pack.cases.find(
    (each) =>
      each.kind === 'entry' && each.register === register.id && each.expect.refused === undefined,
  )
  const { class: classValue = golden?.kind === 'entry' ? golden.class : undefined } = entry
  const given = {
    ...entry.fields,
    ...(register.classField !== undefined && classValue
      ? { [register.classField]: classValue }
      : {}),
  }
  const known = toDatabaseValues(register.fields, given, ids)
  if (register.classField !== undefined && classValue) known[register.classField] = classValue
  const fields = completed(founded, register.fields, known)
  return fields && { fields, ...(entry.unit === undefined ? {} : { unit: ids.of(entry.unit) }) }
}

/** The values with all that is required; undefined while what they point to is not there yet. */
function completed(
  founded: Founded,
  fields: readonly Field[],
  given: FieldValues,
): FieldValues | undefined {
  const values: Record<string, unknown> = { ...given }
  for (let pass = 0; pass < 10; pass += 1) {
    const { faults } = checkFields(fields, values, {
      ...(founded.pack.classification ? { classification: founded.pack.classification } : {}),
      conditions: { today: '2026-11-02', class: values['class'] },
      now: '2026-11-02T09:00:00+09:00',
    })
    if (faults.length === 0) return values
    for (const { at } of faults) {
      const field = fields.find(({ id }) => id === at.split('/')[1])
      const value = field && valueFor(founded, field, pass)
      if (field === undefined || value === undefined) return undefined
      values[field.id] = value
    }
  }
  throw new Error(`no values for ${fields.map(({ id }) => id).join(' ')}`)
}

function valueFor(founded: Founded, field: Field, pass: number): unknown {
  const { pack, ids, entries } = founded
  const { organization } = pack.world!
  const least = Math.max(field.min ?? 1, 1)
  const persons = [...organization.persons.keys()].slice(0, least).map((id) => ids.of(id))
  const units = [...organization.units.keys()].slice(-least).map((id) => ids.of(id))
  const options = (field.options ?? []).map(({ id }) => id)
  const entry = entries.get(field.register ?? '')?.at(-1)
  switch (field.type) {
    case 'text':
    case 'long-text':
      return '試し'.padEnd(field.min ?? 0, '字')
    case 'kana':
      return 'ためし'
    case 'phone':
      return '0261-00-0000'
    case 'email':
      return 'tameshi@example.jp'
    case 'number':
      return field.min ?? 1
    case 'date':
      return ['2026-11-02', '2026-11-03', '2026-10-30'][pass % 3]
    case 'date-time':
      return ['2026-11-02T08:00:00+09:00', '2026-11-03T09:00:00+09:00'][pass % 2]
    case 'yes-no':
      return pass % 2 === 0
    case 'choice':
      return options[pass % options.length]
    case 'choices':
      return options.slice(0, least)
    case 'class':
      return Object.fromEntries(
        (pack.classification?.axes ?? []).map(({ id, levels }) => [id, levels[0]?.value]),
      )
    case 'person':
      return persons[0]
    case 'persons':
      return persons
    case 'unit':
      return units[0]
    case 'units':
      return units
    case 'line':
      return entry
    case 'lines':
      return entry && [entry]
    case 'retention':
      return { years: 5 }
    case 'provisions':
      return [...pack.provisions.keys()].slice(0, least)
    case 'rows':
      return Array.from({ length: least }, () => completed(founded, field.columns ?? [], {}))
    case 'files':
      return [upload]
  }
}
