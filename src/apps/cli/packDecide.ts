import { evaluatePolicy } from '#kernel/handling/evaluatePolicy.ts'
import type { Verdict } from '#kernel/handling/types.ts'
import type { Field, FieldValues } from '#kernel/fields/types.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { PackLibrary } from '#platform/packs/library.ts'
import type { Print, DecideOptions } from './packOptions.ts'

/** Decides an act under a pack and prints the verdict. */
export async function decideCommand(
  library: PackLibrary,
  id: string,
  act: string,
  options: Omit<DecideOptions, 'packs'>,
  print: Print,
): Promise<number> {
  const { pack } = await library.edition(id)
  const questions = pack.handling.acts.get(act)?.asks ?? []
  const assets = [...pack.registers.values()].flatMap((register) => register.fields)
  const verdict = evaluatePolicy(pack, {
    act,
    class: Object.fromEntries(
      parsePairs(options.class).map(([axis, level]) => [axis, Number(level)]),
    ),
    fields: parseValues(options.field, questions),
    asset: parseValues(options.asset, assets),
  })
  if (options.json) print(JSON.stringify(verdict))
  else for (const line of verdictLines(pack, verdict)) print(line)
  return 0
}

function parsePairs(texts: readonly string[]): [string, string][] {
  return texts.map((text) => {
    const index = text.indexOf('=')
    return index < 1
      ? refuse('pair-needed', { text })
      : [text.slice(0, index), text.slice(index + 1)]
  })
}

/** Values in the types of their fields: numbers and yes/no are not texts. */
function parseValues(texts: readonly string[], fields: readonly Field[]): FieldValues {
  return Object.fromEntries(
    parsePairs(texts).map(([id, text]) => {
      const type = fields.find((field) => field.id === id)?.type
      if (type === 'number') return [id, Number(text)]
      if (type === 'yes-no') return [id, text === 'true' || text === 'はい']
      return [
        id,
        type === 'choices' || type === 'persons' || type === 'units' || type === 'lines'
          ? text.split(',')
          : text,
      ]
    }),
  )
}

const verdictTexts = { allow: 'してよい', permit: '許可が要る', forbid: 'できない' } as const

function* verdictLines(pack: Pack, verdict: Verdict): Generator<string> {
  const title = pack.handling.acts.get(verdict.act)?.title ?? verdict.act
  yield `${title}：${verdictTexts[verdict.verdict]}${verdict.rule === undefined ? '' : `（規則 ${verdict.rule}）`}`
  if (verdict.instead !== undefined) yield `  代わりに：${verdict.instead}`
  if (verdict.procedure !== undefined)
    yield `  手続：${pack.procedures.get(verdict.procedure)?.title ?? verdict.procedure}`
  for (const step of verdict.steps) {
    const roles = step.by.map((who) =>
      who.kind === 'role' ? (pack.roles.get(who.role)?.title ?? who.role) : '指定された人',
    )
    yield `  決める人：${roles.join(step.all ? 'と' : 'か')}（${step.title}）`
  }
  for (const safeguard of verdict.safeguards)
    yield `  安全措置：${safeguard.title}（${safeguard.because.join('、')}）`
  for (const ground of verdict.grounds) yield `  根拠：${ground.provision}（${ground.rule ?? ''}）`
  for (const trace of verdict.trace) {
    const matched = trace.matched ? '当てはまる' : '当てはまらない'
    const outcome = trace.overriddenBy === undefined ? matched : `${trace.overriddenBy} が優先する`
    yield `  調べた規則：${trace.rule}  ${outcome}${trace.when === undefined ? '' : `  ${trace.when}`}`
  }
}
