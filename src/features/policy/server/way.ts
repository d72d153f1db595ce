import { holdersOf, seatsHeldBy, staffOn } from '#kernel/organization/index.ts'
import type { MechanismStanding, ProvisionState } from '#kernel/status/index.ts'
import { anyone } from '#kernel/words/words.ts'
import { actorPerson, mayAdminister } from '#platform/access/party.ts'
import { sayTo } from '#platform/access/language.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { ProvisionDetail } from '../contract.ts'
import { linkOf } from './links.ts'
import { workBehind } from './ports.ts'
import type { WorkBehind } from './ports.ts'
import { everybodyRole, rolesAtWork, roundsOn } from './workRoles.ts'

/** States in which something is left to do. */
const open: ReadonlySet<ProvisionState> = new Set([
  'late',
  'finding',
  'not-set-up',
  'due',
  'set-up',
])

/** What would mend a provision, and to whom it belongs; null where nothing is to be done. */
export interface Way {
  readonly view: NonNullable<ProvisionDetail['way']>
  /** Whom the actor may ask. */
  readonly persons: readonly string[]
}

/**
 * The one thing that mends a provision: of what waits behind its worst mechanisms, what the actor may
 * do before what is due first, and otherwise the page where the mechanism is put right.
 */
export async function wayOf(
  tx: Transaction,
  mechanisms: readonly MechanismStanding[],
  state: ProvisionState,
): Promise<Way | null> {
  if (!open.has(state)) return null
  const worst = mechanisms.filter((mechanism) => mechanism.state === state)
  const work = await tx.call(workBehind, soughtBy(tx, worst, state))
  if (work !== null) return wayOfWork(work)
  const [first] = worst
  if (first === undefined) return null
  const { path, kind } = first.carrier
  const roles = rolesAtWork(tx.organization.pack, path)
  const isAppointment = state === 'not-set-up' && (kind === 'role' || kind === 'power')
  const mine = isAppointment ? mayAdminister(tx) : roles.some((role) => holdsRole(tx, role))
  return {
    persons: [],
    view: {
      does: isAppointment ? 'appoint' : state === 'not-set-up' ? 'set-up' : 'open',
      who: isAppointment ? [] : roles.map((role) => whoHolds(tx, role)),
      mine,
      href: linkOf(path),
      due: null,
      mayAsk: false,
    },
  }
}

function wayOfWork({ does, who, persons, mine, href, due }: WorkBehind): Way {
  return {
    persons,
    view: { does, who: [...who], mine, href, due, mayAsk: !mine && persons.length > 0 },
  }
}

/** The items that may have findings, and the rounds that may be open, behind mechanisms. */
function soughtBy(
  { organization: { pack } }: Transaction,
  mechanisms: readonly MechanismStanding[],
  state: ProvisionState,
) {
  const paths = mechanisms.map(({ carrier }) => carrier.path)
  const items = paths.filter((path) => path.startsWith('checklists/') && path.includes('/items/'))
  const rounds = paths.flatMap((path) => {
    const [folder, id = ''] = path.split('/')
    if (folder === 'rounds') return [id]
    if (folder === 'choices')
      return [...pack.rounds.values()].flatMap((round) =>
        round.choices.includes(id) ? round.id : [],
      )
    if (folder !== 'checklists') return []
    return roundsOn(pack, id, items.includes(path) ? path : undefined).map((round) => round.id)
  })
  return { items: state === 'finding' ? items : [], rounds: [...new Set(rounds)] }
}

function holdsRole(tx: Transaction, role: string): boolean {
  const { view, pack } = tx.organization
  const person = actorPerson(tx)
  if (person === undefined) return false
  return (
    role === everybodyRole ||
    seatsHeldBy(view, pack.roles, person, tx.today).some((seat) => seat.role === role)
  )
}

/** The role, with its holder where the organisation has one seat of it. */
function whoHolds(tx: Transaction, id: string): string {
  const { view, pack } = tx.organization
  const role = pack.roles.get(id)
  if (role === undefined) return sayTo(tx, anyone)
  if (role.scope !== 'organization') return role.title
  const seat = { role: id, scope: role.scope, id: '' }
  const names = holdersOf(staffOn(view, tx.today), pack.roles, seat).flatMap(
    ({ person }) => view.persons.get(person)?.name ?? [],
  )
  return names.length === 0 ? role.title : `${names.join('、')}（${role.title}）`
}
