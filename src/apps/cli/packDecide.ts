import { decide } from '#kernel/decide/decide.ts'
import type { Verdict } from '#kernel/decide/types.ts'
import type { Field, FieldValues } from '#kernel/fields/types.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { PackLibrary } from '#platform/packs/library.ts'
import type { Print, DecideOptions } from './packOptions.ts'

/** Answers "may I?" from the command line. */
export async function decideCommand(
  library: PackLibrary,
  id: string,
  act: string,
  options: Omit<DecideOptions, 'packs'>,
  print: Print,
): Promise<number> {
  const { pack } = await library.edition(id)
  const asked = pack.handling.acts.get(act)?.asks ?? []
  const assets = [...pack.registers.values()].flatMap((register) => register.fields)
  const verdict = decide(pack, {
    act,
    class: Object.fromEntries(pairs(options.class).map(([axis, level]) => [axis, Number(level)])),
    fields: values(options.field, asked),
    asset: values(options.asset, assets),
  })
  if (options.json) print(JSON.stringify(verdict))
  else for (const line of sentences(pack, verdict)) print(line)
  return 0
}

function pairs(texts: readonly string[]): [string, string][] {
  return texts.map((text) => {
    const at = text.indexOf('=')
    return at < 1 ? refuse('pair-needed', { text }) : [text.slice(0, at), text.slice(at + 1)]
  })
}

/** Answers as their fields keep them: numbers and yes/no are no text. */
function values(texts: readonly string[], fields: readonly Field[]): FieldValues {
  return Object.fromEntries(
    pairs(texts).map(([id, text]) => {
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

const answers = { allow: 'してよい', permit: '許可が要る', forbid: 'できない' } as const

function* sentences(pack: Pack, verdict: Verdict): Generator<string> {
  const title = pack.handling.acts.get(verdict.act)?.title ?? verdict.act
  yield `${title}：${answers[verdict.verdict]}${verdict.rule === undefined ? '' : `（規則 ${verdict.rule}）`}`
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
    const fate = trace.overriddenBy === undefined ? matched : `${trace.overriddenBy} が優先する`
    yield `  調べた規則：${trace.rule}  ${fate}${trace.when === undefined ? '' : `  ${trace.when}`}`
  }
}
