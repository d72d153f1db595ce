import type { AssembledPack } from './assemble.ts'
import type { PlacedPackFault } from './faults.ts'
import { pathsOf, waysTo } from './library/take.ts'
import { fileKindOf, isFolder } from './schema/files.ts'
import type { FileKindName } from './schema/files.ts'
import { child, entriesOf, overlay, prune, textOf } from './tree.ts'
import type { Tree } from './tree.ts'

/** A pack from which something was removed, and the titles of what was removed. */
export interface LeftOut {
  readonly rest: AssembledPack
  readonly without: readonly string[]
}

/**
 * Removes a file that cannot be read, and what other packs lay under it: half of a mechanism would
 * be a different mechanism.
 */
export function withoutFile(pack: AssembledPack, file: string): LeftOut {
  const path = file.slice(file.indexOf('/') + 1)
  const kind = fileKindOf(path)
  if (kind === undefined || kind === 'elsewhere') return { rest: pack, without: [] }
  return withoutKind(pack, kind, path)
}

/** Removes the mechanism that contains a fault. */
export function leaveOut(pack: AssembledPack, fault: PlacedPackFault): LeftOut {
  const path = fault.file.slice(fault.file.indexOf('/') + 1)
  const kind = fileKindOf(path)
  const [part, id] = fault.keys.map(String)
  if (kind === undefined || kind === 'elsewhere') return { rest: pack, without: [] }
  if (kind === 'library') return withoutTaken(pack, fault.file, Number(part))
  if (kind === 'checklists') return withoutInChecklist(pack, path, fault.keys.map(String))
  if (kind === 'rounds' && id !== undefined) return withoutInRound(pack, fault.keys.map(String))
  if (kind === 'choices' && part !== undefined && id !== undefined) {
    const title = titleOf(child(pack.files.get(kind), part, id), id)
    return pruned(pack, kind, [part, id], `組織の選択「${title}」`)
  }
  const tree = isFolder(kind) ? undefined : pack.files.get(kind)
  if (tree === undefined || part === undefined) return withoutKind(pack, kind, path)
  if (kind === 'handling' && id !== undefined) return withoutHandling(pack, tree, part, id)
  if (kind === 'roles' && part === 'roles' && id !== undefined)
    return pruned(pack, kind, [part, id], `役割「${titleOf(child(tree, part, id), id)}」`)
  if (kind === 'roles' && part === 'apart' && id !== undefined) {
    const left = pruned(pack, kind, [part, id], '')
    return {
      rest: { ...left.rest, procedures: new Map() },
      without: ['すべての手続（同じ人が兼ねられない立場を読めないため）'],
    }
  }
  if (kind === 'classification' && ['axes', 'mixture', 'copy'].includes(part))
    return withoutKind(pack, kind, path)
  if (kind === 'posts' || kind === 'classification')
    return pruned(pack, kind, [part], `${kindTitles[kind]}の「${part}」`)
  if (kind === 'accounts')
    return pruned(pack, kind, fault.keys.map(String), `${kindTitles[kind]}の ${fault.path}`)
  return withoutKind(pack, kind, path)
}

const kindTitles: Readonly<Record<FileKindName, string>> = {
  pack: 'pack.yaml',
  provisions: '条項',
  posts: '職',
  roles: '役割',
  classification: '分類',
  handling: '取扱制限',
  registers: '台帳',
  procedures: '手続',
  checklists: '点検表',
  documents: '文書',
  rounds: '定期業務',
  courses: '研修のひな形',
  choices: '組織の選択',
  conditions: '名前を付けた条件',
  accounts: '利用者とパスワードの決まり',
  contacts: '緊急連絡網',
  grants: 'プログラムの権限',
  english: '英語の文字',
  organization: '事例の組織',
  cases: '事例',
  library: 'ライブラリから取り込むもの',
}

/** Removes what one line of a file under library/ takes. */
function withoutTaken(pack: AssembledPack, file: string, index: number): LeftOut {
  const taking = pack.takings.find(({ at }) => at.file.path === file && at.path[0] === index)
  const paths = taking === undefined ? [] : pathsOf(taking)
  return paths.reduce<LeftOut>(
    (left, path) => {
      const [, kind = '', ...keys] = (textOf(path) ?? '').split('/')
      const id = textOf(child(taking, 'as')) ?? keys.at(-1) ?? ''
      const { rest, without } = isFolder(kind)
        ? withoutKind(left.rest, kind, `${kind}/${id}.yaml`)
        : withoutPart(left.rest, [kind, ...keys.slice(0, -1), id])
      return { rest, without: [...left.without, ...without] }
    },
    { rest: pack, without: [] },
  )
}

/** Removes a part of a file: `rounds/servers`. */
function withoutPart(pack: AssembledPack, path: readonly string[]): LeftOut {
  const way = waysTo(path).find(
    ([file = '', ...keys]) => child(pack.files.get(file as FileKindName), ...keys) !== undefined,
  )
  const [kind = '', ...keys] = way ?? path
  return pruned(pack, kind as FileKindName, keys, `「${path.at(-1) ?? ''}」`)
}

function withoutKind(pack: AssembledPack, kind: FileKindName, path: string): LeftOut {
  if (isFolder(kind)) {
    const id = /([^/]+)\.yaml$/.exec(path)?.[1] ?? path
    const kept = new Map(pack[kind])
    const title = titleOf(kept.get(id), id)
    kept.delete(id)
    return { rest: { ...pack, [kind]: kept }, without: [`${kindTitles[kind]}「${title}」`] }
  }
  const files = new Map(pack.files)
  files.delete(kind)
  const provisions =
    kind === 'provisions'
      ? pack.provisions.filter((tree) => !tree.at.file.path.endsWith(`/${path}`))
      : pack.provisions
  return { rest: { ...pack, files, provisions }, without: [kindTitles[kind]] }
}

/**
 * A checklist goes on asking what can be read: without an item, or without what another part says,
 * where nobody may do more for it.
 */
function withoutInChecklist(
  pack: AssembledPack,
  path: string,
  [part = '', id]: readonly string[],
): LeftOut {
  const name = /([^/]+)\.yaml$/.exec(path)?.[1] ?? path
  const tree = pack.checklists.get(name)
  const isItem = part === 'items' && id !== undefined
  const isPart = isItem || ['draw', 'samples', 'mend', 'waivedBy'].includes(part)
  const rest = isPart ? prune(tree, isItem ? [part, id] : [part]) : undefined
  if (rest === undefined) return withoutKind(pack, 'checklists', path)
  const what = isItem ? `項目「${titleOf(child(tree, part, id), id)}」` : `「${part}」`
  return {
    rest: { ...pack, checklists: new Map(pack.checklists).set(name, rest) },
    without: [`点検表「${titleOf(tree, name)}」の${what}`],
  }
}

/** What a round can do without: then it asks of all, everything, and reminds nobody besides. */
const sparedInRounds: ReadonlySet<string> = new Set(['where', 'portion', 'late', 'in', 'within'])

function withoutInRound(
  pack: AssembledPack,
  [part = '', id = '', key = '']: readonly string[],
): LeftOut {
  const title = `定期業務「${titleOf(child(pack.files.get('rounds'), part, id), id)}」`
  return sparedInRounds.has(key)
    ? pruned(pack, 'rounds', [part, id, key], `${title}の ${key}`)
    : pruned(pack, 'rounds', [part, id], title)
}

/**
 * An act with a rule that cannot be read is forbidden; with a question that cannot be read it is
 * removed.
 */
function withoutHandling(pack: AssembledPack, tree: Tree, part: string, id: string): LeftOut {
  const act = part === 'acts' ? id : textOf(child(tree, part, id, 'act'))
  const title = `行為「${titleOf(child(tree, 'acts', act ?? ''), act ?? id)}」`
  const rulesOf = entriesOf(child(tree, 'rules')).filter(
    ([rule, each]) => rule === id || textOf(child(each, 'act')) === act,
  )
  const without = (from: Tree, rules: readonly (readonly [string, Tree])[]): Tree =>
    rules.reduce((rest, [rule]) => prune(rest, ['rules', rule]) ?? rest, from)
  if (part === 'acts')
    return put(pack, without(prune(tree, ['acts', id]) ?? tree, rulesOf), [title])
  if (part === 'rules') return put(pack, forbidden(without(tree, rulesOf), act), [title])
  const safeguard = `安全措置「${titleOf(child(tree, part, id), id)}」`
  return put(pack, prune(tree, [part, id]) ?? tree, [safeguard])
}

/** The text for a person who asks about such an act. */
const unreadRule =
  '今の版では、この行為の決まりを読めません。管理者に、規程パックの新しい版を使い始めてもらってください。'

function forbidden(handling: Tree, act: string | undefined): Tree {
  const at = child(handling, 'acts', act ?? '')?.at
  if (act === undefined || at === undefined) return handling
  const map = (entries: Readonly<Record<string, Tree>>): Tree => ({
    kind: 'map',
    at,
    entries: new Map(Object.entries(entries)),
  })
  const text = (value: string): Tree => ({ kind: 'scalar', at, value })
  const otherwise = map({ verdict: text('forbid'), instead: text(unreadRule) })
  const bare = prune(handling, ['acts', act, 'otherwise']) ?? handling
  return overlay(bare, map({ acts: map({ [act]: map({ otherwise }) }) }))
}

function pruned(
  pack: AssembledPack,
  kind: FileKindName,
  keys: readonly string[],
  title: string,
): LeftOut {
  const tree = pack.files.get(kind)
  const rest = keys
    .map((_, index) => prune(tree, keys.slice(0, keys.length - index)))
    .find((each) => each !== undefined)
  if (rest === undefined) return withoutKind(pack, kind, '')
  return { rest: { ...pack, files: new Map(pack.files).set(kind, rest) }, without: [title] }
}

function put(pack: AssembledPack, handling: Tree, without: readonly string[]): LeftOut {
  return { rest: { ...pack, files: new Map(pack.files).set('handling', handling) }, without }
}

function titleOf(tree: Tree | undefined, otherwise: string): string {
  return textOf(child(tree, 'title')) ?? otherwise
}
