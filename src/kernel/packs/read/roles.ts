import { parseCadence } from '../../calendar/recurrence.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, numberOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type {
  SeparationOfDuties,
  Deputy,
  HeldBy,
  OtherName,
  Pack,
  PostKey,
  Role,
} from '../types.ts'
import { placeKinds, scopeWords } from '../who.ts'
import type { ScopeKind } from '../who.ts'
import type { PackReader } from './packReader.ts'
import { readWho } from './who.ts'
import { readDaysSpan } from './spans.ts'
import { optional } from './optional.ts'

/** posts.yaml */
export function readPosts(tree: Tree | undefined): Map<string, PostKey> {
  return new Map(entriesOf(tree).map(([id, title]) => [id, { id, title: textOf(title) ?? '' }]))
}

/** The roles of roles.yaml */
export function readRoles(reader: PackReader, tree: Tree | undefined): Map<string, Role> {
  return new Map(
    entriesOf(child(tree, 'roles')).map(([id, role]) => [id, readRole(reader, id, role)]),
  )
}

function readRole(reader: PackReader, id: string, tree: Tree): Role {
  const scope = (textOf(child(tree, 'scope')) ?? 'organization') as ScopeKind
  const heldBy = itemsOf(child(tree, 'heldBy')).flatMap(
    (item) => readHeldBy(reader, item, scope) ?? [],
  )
  checkOwnDeputy(reader, id, tree)
  const deputies = itemsOf(child(tree, 'deputies'))
  const members = reader.references(child(tree, 'members'), 'unknown-role', reader.symbols.roles)
  if (heldBy.some((way) => way.kind === 'body') && members.length === 0)
    reader.faults.add('body-without-members', tree.at, { role: id }, { key: true })
  return {
    ...reader.mechanism(id, tree, '役割'),
    scope,
    heldBy,
    members,
    deputies: deputies.flatMap((item) => readDeputy(reader, item, scope) ?? []),
    powers: entriesOf(child(tree, 'powers')).map(([power, item]) =>
      reader.mechanism(power, item, '権限'),
    ),
    also: itemsOf(child(tree, 'also')).map((item): OtherName => ({
      title: reader.text(item, 'title'),
      in: reader.text(item, 'in'),
      ...reader.carrying(item),
    })),
    review: reader.flag(tree, 'review'),
    optional: reader.flag(tree, 'optional'),
    ...optional('awayLongerThan', readDaysSpan(reader, child(tree, 'awayLongerThan'))),
    ...optional('atMost', numberOf(child(tree, 'atMost'))),
    ...optional('at', readAt(reader, child(tree, 'at'), scope)),
    ...readBody(
      reader,
      tree,
      heldBy.some((way) => way.kind === 'body'),
    ),
    ...optional('short', textOf(child(tree, 'short'))),
    ...optional('appointedBy', readWho(reader, child(tree, 'appointedBy'), { kind: 'line' })),
  }
}

/** `post bureau-head`, or several: the units that have such a post. */
function readAt(
  reader: PackReader,
  tree: Tree | undefined,
  scope: ScopeKind,
): string[] | undefined {
  if (tree === undefined) return undefined
  if (scope !== 'unit')
    reader.faults.add('at-scope', tree.at, { scope: scopeWords[scope].ja }, { key: true })
  return itemsOf(tree).flatMap((item) => {
    const text = textOf(item)?.trim() ?? ''
    const post = /^post (\S+)$/.exec(text)?.[1]
    if (post !== undefined) return [readPost(reader, item, post)]
    reader.faults.add('bad-at', item.at, { text })
    return []
  })
}

/** How a body meets; other roles have none of it. */
function readBody(
  reader: PackReader,
  tree: Tree,
  isBody: boolean,
): Pick<Role, 'tasks' | 'chair' | 'secretary' | 'meets'> {
  for (const key of ['chair', 'secretary', 'meets', 'tasks']) {
    const value = child(tree, key)
    if (value !== undefined && !isBody)
      reader.faults.add('not-a-body', value.at, { key }, { key: true })
  }
  const roleIn = (key: string) =>
    reader.reference(child(tree, key), 'unknown-role', reader.symbols.roles)
  return {
    tasks: entriesOf(child(tree, 'tasks')).map(([task, item]) =>
      reader.mechanism(task, item, '審議すること'),
    ),
    ...optional('chair', roleIn('chair')),
    ...optional('secretary', roleIn('secretary')),
    ...optional('meets', parseCadence(textOf(child(tree, 'meets')))),
  }
}

function misplaced(text: string, scope: ScopeKind) {
  return { text, scope: scopeWords[scope].ja }
}

/** `post vice-mayor`, `head of unit`, `head of system unit`, … */
function readHeldBy(reader: PackReader, tree: Tree, scope: ScopeKind): HeldBy | undefined {
  const text = textOf(tree)?.trim()
  if (text === 'head of unit') {
    if (scope in scopeWords && scope !== 'unit')
      reader.faults.add('held-by-scope', tree.at, misplaced(text, scope), { since: 4 })
    return { kind: 'head-of-unit' }
  }
  const place = placeKinds.find((kind) => text === `head of ${kind} unit`)
  if (place !== undefined) {
    if (scope in scopeWords && place !== scope)
      reader.faults.add('held-by-scope', tree.at, misplaced(text ?? '', scope))
    return { kind: 'head-of-place-unit' }
  }
  if (text === 'appointment' || text === 'body') return { kind: text }
  const post = /^post (\S+)$/.exec(text ?? '')?.[1]
  if (post !== undefined) return { kind: 'post', post: readPost(reader, tree, post) }
  if (text !== undefined) reader.faults.add('bad-held-by', tree.at, { text })
  return undefined
}

/**
 * `deputy head of unit`, `post general-affairs-head`, `security-officer of parent`, `chief-officer`
 */
function readDeputy(reader: PackReader, tree: Tree, holder: ScopeKind): Deputy | undefined {
  const text = textOf(tree)?.trim()
  if (text === undefined) return undefined
  if (holder === 'organization' && (text === 'deputy head of unit' || text.endsWith(' of parent')))
    reader.faults.add('held-by-scope', tree.at, misplaced(text, holder), { since: 4 })
  if (text === 'deputy head of unit') return { kind: 'deputy-head-of-unit' }
  const post = /^post (\S+)$/.exec(text)?.[1]
  if (post !== undefined) return { kind: 'post', post: readPost(reader, tree, post) }
  const [, role, of] = /^([a-z][a-z0-9-]*)(?: of (same|parent))?$/.exec(text) ?? []
  if (role === undefined) {
    reader.faults.add('bad-deputy', tree.at, { text })
    return undefined
  }
  const scope = reader.symbols.roles.get(role)
  if (scope === undefined) {
    reader.faults.add('unknown-role', tree.at, {
      name: role,
      near: suggest(role, reader.symbols.roles.keys()),
    })
    return undefined
  }
  if (scope === 'organization') return { kind: 'role', role, of: 'organization' }
  return { kind: 'role', role, of: of === 'parent' ? 'parent' : 'same' }
}

/**
 * Reports deputies who are nobody else than the holder: the role itself, the post that holds it, or
 * another role that this post alone holds, too. Two roles may stand in for each other where
 * different people hold them.
 */
function checkOwnDeputy(reader: PackReader, id: string, tree: Tree): void {
  const post = postHolding(tree)
  for (const item of itemsOf(child(tree, 'deputies'))) {
    const text = textOf(item)?.trim() ?? ''
    const name = text.replace(/ of same$/, '')
    const other = child(reader.symbols.roleTrees, name)
    const isSame =
      name === id ||
      (post !== undefined &&
        (text === post || (other !== undefined && postHolding(other) === post)))
    if (isSame) reader.faults.add('own-deputy', item.at, { role: id, text })
  }
}

/** `post vice-mayor` where that is the only way to hold a role of the organization. */
function postHolding(role: Tree): string | undefined {
  if (textOf(child(role, 'scope')) !== 'organization') return undefined
  const [way, ...others] = itemsOf(child(role, 'heldBy'))
  const text = textOf(way)?.trim()
  return others.length === 0 && text?.startsWith('post ') === true ? text : undefined
}

function readPost(reader: PackReader, tree: Tree, post: string): string {
  if (!reader.symbols.posts.has(post))
    reader.faults.add('unknown-post', tree.at, {
      name: post,
      near: suggest(post, reader.symbols.posts),
    })
  return post
}

const dutyNames: readonly string[] = ['applicant', 'approver', 'auditor', 'audited']

/** The pairs of parts that one person may not play in the same case (separation of duties). */
export function readSeparationOfDuties(
  reader: PackReader,
  tree: Tree | undefined,
): SeparationOfDuties[] {
  return entriesOf(child(tree, 'apart')).map(([id, ruleTree]): SeparationOfDuties => {
    const steps = [...reader.symbols.procedures].flatMap(([procedure, symbols]) =>
      symbols.steps.map((step) => `${procedure}.${step}`),
    )
    const names = itemsOf(child(ruleTree, 'not')).map((item) => {
      const name = textOf(item) ?? ''
      const validNames = [...dutyNames, ...reader.symbols.roles.keys(), ...steps]
      if (!validNames.includes(name))
        reader.faults.add('unknown-part', item.at, { name, near: suggest(name, validNames) })
      return name
    })
    const where = reader.text(ruleTree, 'in')
    checkRead(reader, id, ruleTree, names, where)
    return Object.assign(reader.mechanism(id, ruleTree, '兼ねられない立場'), {
      not: [names[0] ?? '', names[1] ?? ''] as const,
      in: where,
    })
  })
}

/** Reports parts that nobody is ever seen in where the rule is looked at. */
function checkRead(
  reader: PackReader,
  id: string,
  tree: Tree,
  names: readonly string[],
  where: string,
): void {
  const { roles } = reader.symbols
  const unread = names.filter((name) =>
    where === 'organization'
      ? dutyNames.includes(name) && !roles.has(name)
      : ['auditor', 'audited'].includes(name) && !roles.has(name),
  )
  const steps = where === 'organization' ? names.filter((name) => name.includes('.')) : []
  const idle = [...unread, ...steps]
  const isNowhere = where === 'audit' && !reader.symbols.procedures.has('audit')
  if (isNowhere || idle.length > 0)
    reader.faults.add('apart-unread', child(tree, 'in')?.at ?? tree.at, {
      name: id,
      where: isNowhere ? where : where === 'audit' ? 'case' : where,
      parts: idle.join('、'),
    })
}

/** How many days somebody is away before what waits for them may be handed over. */
const defaultAbsentDays = 14

/** `handOver: { absentDays: 14 }` */
export function readHandOver(tree: Tree | undefined): Pack['handOver'] {
  const days = child(tree, 'handOver', 'absentDays')
  const value = days?.kind === 'scalar' ? days.value : undefined
  return { absentDays: typeof value === 'number' ? value : defaultAbsentDays }
}
