import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Apart, Deputy, HeldBy, OtherName, PostKey, Role } from '../types.ts'
import { placeKinds, scopeWords } from '../who.ts'
import type { ScopeKind } from '../who.ts'
import type { Reading } from './reading.ts'
import { readWho } from './who.ts'
import { optional } from './optional.ts'

/** posts.yaml */
export function readPosts(tree: Tree | undefined): Map<string, PostKey> {
  return new Map(entriesOf(tree).map(([id, title]) => [id, { id, title: textOf(title) ?? '' }]))
}

/** The roles of roles.yaml */
export function readRoles(reading: Reading, tree: Tree | undefined): Map<string, Role> {
  return new Map(
    entriesOf(child(tree, 'roles')).map(([id, role]) => [id, readRole(reading, id, role)]),
  )
}

function readRole(reading: Reading, id: string, tree: Tree): Role {
  const scope = (textOf(child(tree, 'scope')) ?? 'organization') as ScopeKind
  const heldBy = itemsOf(child(tree, 'heldBy')).flatMap(
    (item) => readHeldBy(reading, item, scope) ?? [],
  )
  const members = reading.references(child(tree, 'members'), 'unknown-role', reading.known.roles)
  if (heldBy.some((held) => held.kind === 'body') && members.length === 0)
    reading.faults.add('body-without-members', tree.at, { role: id }, { key: true })
  return {
    ...reading.mechanism(id, tree, '役割'),
    scope,
    heldBy,
    members,
    deputies: itemsOf(child(tree, 'deputies')).flatMap((item) => readDeputy(reading, item) ?? []),
    powers: entriesOf(child(tree, 'powers')).map(([power, each]) =>
      reading.mechanism(power, each, '権限'),
    ),
    also: itemsOf(child(tree, 'also')).map((each): OtherName => ({
      title: reading.text(each, 'title'),
      in: reading.text(each, 'in'),
      carries: reading.carries(each),
    })),
    review: reading.flag(tree, 'review'),
    optional: reading.flag(tree, 'optional'),
    ...optional('at', readAt(reading, child(tree, 'at'), scope)),
    ...readBody(
      reading,
      tree,
      heldBy.some((held) => held.kind === 'body'),
    ),
    ...optional('short', textOf(child(tree, 'short'))),
    ...optional('appointedBy', readWho(reading, child(tree, 'appointedBy'), { kind: 'line' })),
  }
}

/** `post bureau-head`, or several: the units that have such a post. */
function readAt(reading: Reading, tree: Tree | undefined, scope: ScopeKind): string[] | undefined {
  if (tree === undefined) return undefined
  if (scope !== 'unit')
    reading.faults.add('at-scope', tree.at, { scope: scopeWords[scope].ja }, { key: true })
  return itemsOf(tree).flatMap((item) => {
    const text = textOf(item)?.trim() ?? ''
    const post = /^post (\S+)$/.exec(text)?.[1]
    if (post !== undefined) return [readPost(reading, item, post)]
    reading.faults.add('bad-at', item.at, { text })
    return []
  })
}

/** How a body meets; other roles have none of it. */
function readBody(
  reading: Reading,
  tree: Tree,
  body: boolean,
): Pick<Role, 'tasks' | 'chair' | 'secretary' | 'meets'> {
  for (const key of ['chair', 'secretary', 'meets', 'tasks']) {
    const written = child(tree, key)
    if (written !== undefined && !body)
      reading.faults.add('not-a-body', written.at, { key }, { key: true })
  }
  const roleIn = (key: string) =>
    reading.reference(child(tree, key), 'unknown-role', reading.known.roles)
  return {
    tasks: entriesOf(child(tree, 'tasks')).map(([task, each]) =>
      reading.mechanism(task, each, '審議すること'),
    ),
    ...optional('chair', roleIn('chair')),
    ...optional('secretary', roleIn('secretary')),
    ...optional('meets', textOf(child(tree, 'meets')) as Role['meets']),
  }
}

/** `post vice-mayor`, `head of unit`, `head of system unit`, … */
function readHeldBy(reading: Reading, tree: Tree, scope: ScopeKind): HeldBy | undefined {
  const text = textOf(tree)?.trim()
  if (text === 'head of unit') return { kind: 'head-of-unit' }
  const place = placeKinds.find((kind) => text === `head of ${kind} unit`)
  if (place !== undefined) {
    if (place !== scope)
      reading.faults.add('held-by-scope', tree.at, {
        text: text ?? '',
        scope: scopeWords[scope].ja,
      })
    return { kind: 'head-of-place-unit' }
  }
  if (text === 'appointment' || text === 'body') return { kind: text }
  const post = /^post (\S+)$/.exec(text ?? '')?.[1]
  if (post !== undefined) return { kind: 'post', post: readPost(reading, tree, post) }
  if (text !== undefined) reading.faults.add('bad-held-by', tree.at, { text })
  return undefined
}

/** `deputy head of unit`, `post general-affairs-head`, `security-officer of parent`, `chief-officer` */
function readDeputy(reading: Reading, tree: Tree): Deputy | undefined {
  const text = textOf(tree)?.trim()
  if (text === undefined) return undefined
  if (text === 'deputy head of unit') return { kind: 'deputy-head-of-unit' }
  const post = /^post (\S+)$/.exec(text)?.[1]
  if (post !== undefined) return { kind: 'post', post: readPost(reading, tree, post) }
  const [, role, of] = /^([a-z][a-z0-9-]*)(?: of (same|parent))?$/.exec(text) ?? []
  if (role === undefined) {
    reading.faults.add('bad-deputy', tree.at, { text })
    return undefined
  }
  const scope = reading.known.roles.get(role)
  if (scope === undefined) {
    reading.faults.add('unknown-role', tree.at, {
      name: role,
      near: suggest(role, reading.known.roles.keys()),
    })
    return undefined
  }
  if (scope === 'organization') return { kind: 'role', role, of: 'organization' }
  return { kind: 'role', role, of: of === 'parent' ? 'parent' : 'same' }
}

function readPost(reading: Reading, tree: Tree, post: string): string {
  if (!reading.known.posts.has(post))
    reading.faults.add('unknown-post', tree.at, {
      name: post,
      near: suggest(post, reading.known.posts),
    })
  return post
}

const parts: readonly string[] = ['applicant', 'approver', 'auditor', 'audited']

/** The parts that one person may not play together. */
export function readApart(reading: Reading, tree: Tree | undefined): Apart[] {
  return entriesOf(child(tree, 'apart')).map(([id, each]): Apart => {
    const steps = [...reading.known.procedures].flatMap(([procedure, known]) =>
      known.steps.map((step) => `${procedure}.${step}`),
    )
    const names = itemsOf(child(each, 'not')).map((item) => {
      const name = textOf(item) ?? ''
      const known = [...parts, ...reading.known.roles.keys(), ...steps]
      if (!known.includes(name))
        reading.faults.add('unknown-part', item.at, { name, near: suggest(name, known) })
      return name
    })
    return Object.assign(reading.mechanism(id, each, '兼ねられない立場'), {
      not: [names[0] ?? '', names[1] ?? ''] as const,
      in: reading.text(each, 'in'),
    })
  })
}
