import { seatsHeldBy } from '#kernel/organization/index.ts'
import { carriersOf } from '#kernel/packs/carriers.ts'
import type { RoundActor } from '#kernel/packs/checklist.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { Round } from '#kernel/packs/round.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { itemsAsked } from '#kernel/rounds/index.ts'
import type { Words } from '#kernel/words/words.ts'
import { sayTo } from '#platform/access/language.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { Outline } from '../contract.ts'

const everybody: Words = { ja: '職員みんな', en: 'Everybody' }

/** Stands in the place of a role for what everybody has to do. */
export const everybodyRole = 'anyone'

const byPack = new WeakMap<Pack, ReadonlyMap<string, readonly string[]>>()

/** The roles whose work each provision is, by the mechanisms that carry it. */
export function rolesByProvision(pack: Pack): ReadonlyMap<string, readonly string[]> {
  const known = byPack.get(pack)
  if (known !== undefined) return known
  const roles = new Map<string, Set<string>>()
  for (const { path, carries } of carriersOf(pack)) {
    const working = rolesAtWork(pack, path)
    for (const ref of carries) {
      const all = roles.get(ref) ?? new Set()
      roles.set(ref, all)
      for (const role of working) all.add(role)
    }
  }
  const found = new Map([...roles].map(([ref, all]) => [ref, [...all]] as const))
  byPack.set(pack, found)
  return found
}

/** The roles of an edition that have some provision for their work, those marked that the actor holds today. */
export function roleList(tx: Transaction, pack: Pack): Outline['roles'] {
  const { view } = tx.organization
  const person = actorPerson(tx)
  const held = new Set(
    person === undefined
      ? []
      : seatsHeldBy(view, pack.roles, person, tx.today).map(({ role }) => role),
  )
  const working = new Set([...rolesByProvision(pack).values()].flat())
  return [
    ...[...pack.roles.values()].flatMap(({ id, title }) =>
      working.has(id) ? [{ id, title, mine: held.has(id) }] : [],
    ),
    ...(working.has(everybodyRole)
      ? [{ id: everybodyRole, title: sayTo(tx, everybody), mine: true }]
      : []),
  ]
}

/** The roles whose work a mechanism is; empty where the program does it or nobody in particular. */
export function rolesAtWork(pack: Pack, path: string): readonly string[] {
  const [folder, id = '', part, name = ''] = path.split('/')
  switch (folder) {
    case 'roles':
      return pack.roles.has(id) ? [id] : []
    case 'registers': {
      const register = pack.registers.get(id)
      return register === undefined ? [] : rolesOf([register.keptBy, ...register.addedBy])
    }
    case 'procedures': {
      const procedure = pack.procedures.get(id)
      return procedure === undefined ? [] : rolesOf(actorsIn(procedure, part, name))
    }
    case 'checklists': {
      const at = part === 'items' ? path : undefined
      return rolesOf(
        roundsOn(pack, id, at).flatMap((round) => [...round.by, ...mendersOf(pack, id)]),
      )
    }
    case 'rounds':
      return rolesOf(pack.rounds.get(id)?.by ?? [])
    default:
      return []
  }
}

function actorsIn(
  { opens, steps }: Procedure,
  part: string | undefined,
  name: string,
): readonly RoundActor[] {
  if (part === 'steps') return steps.get(name)?.by ?? []
  const all = [...steps.values()]
  if (part === 'fields') return all.flatMap(({ by, fill }) => (fill.includes(name) ? by : []))
  return [...opens, ...all.flatMap(({ by }) => by)]
}

interface Asking {
  readonly items: ReadonlyMap<string, readonly Round[]>
  readonly checklists: ReadonlyMap<string, readonly Round[]>
}

const askingByPack = new WeakMap<Pack, Asking>()

/** The rounds that ask something of a checklist, or one item of it. */
export function roundsOn(pack: Pack, checklist: string, item?: string): readonly Round[] {
  const { items, checklists } = askingIn(pack)
  return (item === undefined ? checklists.get(checklist) : items.get(item)) ?? []
}

function askingIn(pack: Pack): Asking {
  const known = askingByPack.get(pack)
  if (known !== undefined) return known
  const items = new Map<string, Set<Round>>()
  const checklists = new Map<string, Set<Round>>()
  for (const round of pack.rounds.values())
    for (const closing of round.closedBy) {
      if (closing.kind !== 'answers' && closing.kind !== 'reading') continue
      for (const { path, checklist } of itemsAsked(pack.checklists, closing.checklist)) {
        items.set(path, (items.get(path) ?? new Set()).add(round))
        checklists.set(checklist, (checklists.get(checklist) ?? new Set()).add(round))
      }
    }
  const asking = { items: listedIn(items), checklists: listedIn(checklists) }
  askingByPack.set(pack, asking)
  return asking
}

function listedIn(rounds: ReadonlyMap<string, ReadonlySet<Round>>) {
  return new Map([...rounds].map(([key, all]) => [key, [...all]] as const))
}

function mendersOf(pack: Pack, checklist: string): readonly RoundActor[] {
  const by = pack.checklists.get(checklist)?.mend?.by
  return by === undefined ? [] : [by]
}

function rolesOf(actors: readonly RoundActor[]): readonly string[] {
  return [
    ...new Set(
      actors.flatMap((actor) => {
        if (actor.kind === 'role') return actor.role
        return actor.kind === 'machine' || actor.kind === 'person' ? [] : everybodyRole
      }),
    ),
  ]
}
