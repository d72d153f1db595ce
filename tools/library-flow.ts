import type { Flow, FlowStep, FlowTarget, FlowWay } from '#kernel/flow/types.ts'
import { flowWords } from '#kernel/flow/words.ts'
import { titlesAt } from '#kernel/packs/compare/conditions.ts'
import { sayTerm } from '#kernel/packs/compare/terms.ts'
import { sayCondition } from '#kernel/packs/expressions/say.ts'
import { FaultCollector } from '#kernel/packs/faults.ts'
import { readHead } from '#kernel/packs/library/head.ts'
import type { LibraryHead } from '#kernel/packs/library/head.ts'
import { instantiate } from '#kernel/packs/library/instantiate.ts'
import { mapAt, scalarAt } from '#kernel/packs/short/build.ts'
import { expandProcedure } from '#kernel/packs/short/procedure.ts'
import { child, entriesOf, flagOf, itemsOf, textOf } from '#kernel/packs/tree.ts'
import type { MapTree, Tree } from '#kernel/packs/tree.ts'

const words = flowWords.ja

/** A mechanism of the library, and what its steps are said with. */
interface Saying {
  readonly head: LibraryHead
  /** As it is written in the library. */
  readonly written: Tree
  /** The pack of the library with the procedure written out in it. */
  readonly root: Tree
  readonly path: readonly string[]
  readonly procedure: Tree
}

/**
 * The steps of a procedure of the library as it is usually taken, with all its parts. Whoever is a
 * parameter is called by its title.
 */
export function flowOfMechanism(id: string, written: MapTree, library: MapTree): Flow {
  const head = readHead(written)
  const filled = instantiate(written, usualValues(head), written.at) ?? written
  const procedure = expandProcedure(filled, {
    faults: new FaultCollector(),
    roleTitle: (role) =>
      head.parameters.get(role)?.title ??
      textOf(child(library, 'roles', 'roles', role, 'short')) ??
      textOf(child(library, 'roles', 'roles', role, 'title')),
    checklists: new Set(entriesOf(child(library, 'checklists')).map(([list]) => list)),
    asksOf: () => [],
    registerFields: () => [],
  })
  const procedures = new Map(entriesOf(child(library, 'procedures'))).set(id, procedure)
  const root = {
    ...library,
    entries: new Map(library.entries).set('procedures', {
      ...mapAt(written.at, {}),
      entries: procedures,
    }),
  }
  const saying = { head, written, root, procedure, path: ['procedures', id] }
  return {
    steps: entriesOf(child(procedure, 'steps')).map(([step, tree]) => flowStep(step, tree, saying)),
  }
}

/** What stands for what nobody has given: a who for itself, of the others what is usual or a mark. */
function usualValues({ parameters, parts }: LibraryHead): ReadonlyMap<string, Tree> {
  const values = new Map<string, Tree>()
  for (const [name, { type, title, default: usual, at }] of parameters) {
    if (type === 'who' || type === 'approvers') values.set(name, scalarAt(at, name))
    else if (usual !== undefined) values.set(name, usual)
    else if (type === 'fields') values.set(name, mapAt(at, {}))
    else if (type === 'list') values.set(name, { kind: 'list', at, items: [] })
    else values.set(name, scalarAt(at, type === 'yes-no' ? true : `〈${title}〉`))
  }
  for (const [name, { at }] of parts) values.set(name, scalarAt(at, name))
  return values
}

function flowStep(id: string, step: Tree, saying: Saying): FlowStep {
  const path = [...saying.path, 'steps', id]
  const when = child(step, 'when')
  const cases = [
    ...(when === undefined ? [] : [words.only(sayWhen(when, path, saying))]),
    ...wanted(id, saying),
  ]
  const within = textOf(child(step, 'within'))
  return {
    id,
    title: withoutParameter(textOf(child(step, 'title')) ?? id, saying),
    who: sayWhos(step, path, saying),
    limit:
      within === undefined ? null : (sayTerm(saying.root, [...path, 'within'], within) ?? within),
    when: cases.length === 0 ? null : cases.join('。'),
    ways: waysOf(step, path, saying),
  }
}

/** 「許可する人の許可」 says the parameter twice: who acts stands below the title. */
function withoutParameter(title: string, { head }: Saying): string {
  const named = [...head.parameters.values()].find((each) => title.startsWith(`${each.title}の`))
  return named === undefined ? title : title.slice(named.title.length + 1)
}

/** What a step of the library hangs on: a provision that not every policy has, or a choice. */
function wanted(id: string, { head, written }: Saying): readonly string[] {
  const step = child(written, 'steps', id)
  const choice = textOf(child(step, 'if'))
  const parameter = head.parameters.get(choice?.replace(/^!/, '') ?? '')
  const parts = itemsOf(child(step, 'carries')).map((item) =>
    head.parts.get(textOf(item)?.replace(/^\$/, '') ?? ''),
  )
  return [
    ...(parameter === undefined
      ? []
      : [`「${parameter.title}」${choice?.startsWith('!') === true ? 'でない' : 'の'}規程だけ`]),
    ...parts.flatMap((part) =>
      part?.optional === true ? [`「${part.says}」を求める規程だけ`] : [],
    ),
  ]
}

function sayWhos(step: Tree, path: readonly string[], { head, root }: Saying): string {
  const titles = itemsOf(child(step, 'by')).flatMap((item) =>
    itemsOf(child(item, 'who') ?? item).map((who) => {
      const text = textOf(who) ?? ''
      return head.parameters.get(text)?.title ?? sayTerm(root, [...path, 'by'], text) ?? text
    }),
  )
  const distinct = [...new Set(titles)]
  return distinct.join(flagOf(child(step, 'all')) ? words.together : words.either)
}

function waysOf(step: Tree, path: readonly string[], saying: Saying): readonly FlowWay[] {
  const title = textOf(child(step, 'title')) ?? ''
  const onward = textOf(child(step, 'button')) ?? `${title}を済ませる`
  const decisions = entriesOf(child(step, 'may'))
  const ways =
    decisions.length === 0
      ? branchesOf(onward, child(step, 'then'), path, saying)
      : decisions.flatMap(([, decision]) =>
          branchesOf(textOf(child(decision, 'title')) ?? '', child(decision, 'then'), path, saying),
        )
  const skipTo = child(step, 'skipTo')
  if (skipTo === undefined) return ways
  const to = targetOf(skipTo, saying)
  return [...ways, { title: '', when: words.passedOver, starts: [], to }]
}

function branchesOf(
  title: string,
  then: Tree | undefined,
  path: readonly string[],
  saying: Saying,
): readonly FlowWay[] {
  const branches = itemsOf(then)
  return branches.map((branch) => {
    const when = child(branch, 'when')
    const starts = itemsOf(child(branch, 'do')).flatMap((effect) => {
      const started = textOf(child(effect, 'start'))
      return started === undefined
        ? []
        : [titleOf(child(saying.root, 'procedures', started)) ?? started]
    })
    return {
      title,
      when:
        when !== undefined
          ? words.where(sayWhen(when, path, saying))
          : branches.length > 1
            ? words.otherwise
            : null,
      starts,
      to: targetOf(child(branch, 'go') ?? branch, saying),
    }
  })
}

/** What a procedure is called where its title is not said otherwise. */
export function titleOf(procedure: Tree | undefined): string | undefined {
  const title = textOf(child(procedure, 'title'))
  const parameter = /^\$(\w+)$/.exec(title ?? '')?.[1]
  return procedure === undefined || parameter === undefined
    ? title
    : textOf(readHead(procedure).parameters.get(parameter)?.default)
}

function sayWhen(when: Tree, path: readonly string[], { root }: Saying): string {
  const text = textOf(when) ?? ''
  if (text.includes('〈')) return text
  return sayCondition(text, titlesAt(root, [...path, 'when'])) ?? words.condition
}

function targetOf(to: Tree, { procedure }: Saying): FlowTarget {
  const text = textOf(to)?.trim() ?? ''
  const id = /^end (\S+)$/.exec(text)?.[1]
  if (id === undefined) return { step: text }
  const end = child(procedure, 'ends', id)
  const tone = textOf(child(end, 'tone'))
  return {
    end: id,
    title: textOf(child(end, 'title')) ?? id,
    tone: tone === 'good' || tone === 'bad' ? tone : 'neutral',
  }
}
