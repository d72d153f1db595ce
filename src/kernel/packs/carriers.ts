import type { Field } from '../fields/types.ts'
import type { Expression } from './expression.ts'
import type { Procedure } from './procedure.ts'
import type { Pack, Provision } from './types.ts'
import type { Carrying, Mechanism } from './mechanism.ts'
import { provisionOfPart } from './parts.ts'

/** What kind of mechanism it is, as a person would say it. */
export const mechanismTitles = {
  role: '役割',
  power: '権限',
  task: '会議の審議',
  also: 'ほかの規程での役割',
  apart: '兼務の禁止',
  classification: '分類',
  axis: '分類の軸',
  level: '分類の段階',
  kind: '資産の種類',
  ground: '分類の根拠',
  mixture: '混ぜたものの分類',
  copy: '写しの分類',
  rule: '取扱制限',
  safeguard: '安全措置',
  register: '台帳',
  stocktake: '棚卸し',
  retention: '保存期間',
  warning: '期限の予告',
  count: '数の突き合わせ',
  reach: '届く範囲',
  diagram: '図',
  field: '項目',
  procedure: '手続',
  step: '手続の段階',
  confirmation: '確認事項',
  signing: '署名',
  checklist: '点検表',
  item: '点検の項目',
  round: '定期業務',
  choice: '組織の選択',
  document: '文書',
  section: '文書の節',
  accounts: '利用者の決まり',
  contacts: '緊急連絡網',
  grants: 'プログラムの権限',
} as const

export type MechanismKind = keyof typeof mechanismTitles

/** A mechanism of a pack and where it stands: `procedures/take-out/steps/approve`. */
export interface Carrier extends Carrying {
  readonly kind: MechanismKind
  readonly path: string
  readonly title: string
  readonly when?: Expression
  /** Runs only where this holds on the organization. */
  readonly applies?: Expression
}

const carriersCache = new WeakMap<Pack, readonly Carrier[]>()

/** Every mechanism of a pack that carries at least one provision. */
export function carriersOf(pack: Pack): readonly Carrier[] {
  const known = carriersCache.get(pack)
  if (known !== undefined) return known
  const carriers = [...mechanismsOf(pack)].filter((carrier) => carrier.carries.length > 0)
  carriersCache.set(pack, carriers)
  return carriers
}

function* mechanismsOf(pack: Pack): Generator<Carrier> {
  yield* rolesIn(pack)
  yield* classesIn(pack)
  yield* handlingIn(pack)
  yield* registersIn(pack)
  for (const procedure of pack.procedures.values()) yield* procedureIn(procedure)
  yield* recurringIn(pack)
  yield* documentsIn(pack)
  yield carrier('accounts', 'accounts', pack.accounts)
  yield carrier('grants', 'grants', pack.grants)
  if (pack.contacts !== undefined) yield carrier('contacts', 'contacts', pack.contacts)
}

function carrier(
  kind: MechanismKind,
  path: string,
  mechanism: Carrying & Pick<Mechanism, 'title' | 'applies'>,
  when?: Expression,
): Carrier {
  return {
    kind,
    path,
    title: mechanism.title === '' ? mechanismTitles[kind] : mechanism.title,
    carries: mechanism.carries,
    ...(mechanism.parts === undefined ? {} : { parts: mechanism.parts }),
    ...(when === undefined ? {} : { when }),
    ...(mechanism.applies === undefined ? {} : { applies: mechanism.applies }),
  }
}

function fieldsIn(path: string, fields: readonly Field[]): Carrier[] {
  return fields.flatMap((field) => [
    carrier('field', `${path}/${field.id}`, field),
    ...fieldsIn(`${path}/${field.id}/columns`, field.columns ?? []),
  ])
}

function* rolesIn(pack: Pack): Generator<Carrier> {
  for (const role of pack.roles.values()) {
    yield carrier('role', `roles/${role.id}`, role)
    for (const power of role.powers)
      yield carrier('power', `roles/${role.id}/powers/${power.id}`, {
        ...power,
        title: `${role.title}：${power.title}`,
      })
    for (const task of role.tasks)
      yield carrier('task', `roles/${role.id}/tasks/${task.id}`, {
        ...task,
        title: `${role.title}：${task.title}`,
      })
    for (const [index, name] of role.also.entries())
      yield carrier('also', `roles/${role.id}/also/${index + 1}`, {
        ...name,
        title: `${role.title}：${name.in}の${name.title}`,
      })
  }
  for (const apart of pack.separationOfDuties)
    yield carrier('apart', `roles/apart/${apart.id}`, apart)
}

function* classesIn({ classification }: Pack): Generator<Carrier> {
  if (classification === undefined) return
  yield carrier('classification', 'classification', classification)
  for (const axis of classification.axes) {
    yield carrier('axis', `classification/axes/${axis.id}`, axis)
    for (const level of axis.levels)
      yield carrier('level', `classification/axes/${axis.id}/levels/${level.value}`, level)
  }
  for (const kind of classification.kinds)
    yield carrier('kind', `classification/kinds/${kind.id}`, kind)
  for (const ground of classification.grounds)
    yield carrier('ground', `classification/grounds/${ground.id}`, ground)
  yield carrier('mixture', 'classification/mixture', classification.mixture)
  yield carrier('copy', 'classification/copy', classification.copy)
}

function* handlingIn({ handling }: Pack): Generator<Carrier> {
  for (const rule of handling.rules)
    yield carrier('rule', `handling/rules/${rule.id}`, rule, rule.when)
  for (const safeguard of handling.safeguards.values()) {
    yield carrier('safeguard', `handling/safeguards/${safeguard.id}`, safeguard)
    yield* fieldsIn(`handling/safeguards/${safeguard.id}/asks`, safeguard.asks)
  }
  for (const act of handling.acts.values())
    yield* fieldsIn(`handling/acts/${act.id}/asks`, act.asks)
}

function* registersIn(pack: Pack): Generator<Carrier> {
  for (const register of pack.registers.values()) {
    const path = `registers/${register.id}`
    yield carrier('register', path, register)
    yield* fieldsIn(`${path}/fields`, register.fields)
    if (register.stocktake !== undefined)
      yield carrier('stocktake', `${path}/stocktake`, {
        ...register.stocktake,
        title: `${register.title}の棚卸し`,
      })
    if (register.retention !== undefined)
      yield carrier('retention', `${path}/retention`, {
        ...register.retention,
        title: `${register.title}の保存期間`,
      })
    for (const [index, warning] of register.warn.entries())
      yield carrier('warning', `${path}/warn/${index + 1}`, {
        ...warning,
        title: `${register.title}：${warning.message}`,
      })
    if (register.count !== undefined)
      yield carrier('count', `${path}/count`, {
        ...register.count,
        title: `${register.title}の数の突き合わせ`,
      })
    if (register.reach !== undefined)
      yield carrier('reach', `${path}/reach`, {
        ...register.reach,
        title: `${register.title}で届く人`,
      })
    if (register.diagram !== undefined)
      yield carrier('diagram', `${path}/diagram`, register.diagram)
  }
}

function* procedureIn(procedure: Procedure): Generator<Carrier> {
  const path = `procedures/${procedure.id}`
  yield carrier('procedure', path, procedure)
  yield* fieldsIn(`${path}/fields`, procedure.fields)
  for (const step of procedure.steps.values()) {
    yield carrier(
      'step',
      `${path}/steps/${step.id}`,
      { ...step, title: `${procedure.title}：${step.title}` },
      step.when,
    )
    for (const confirmation of step.confirm)
      yield carrier(
        'confirmation',
        `${path}/steps/${step.id}/confirm/${confirmation.id}`,
        confirmation,
      )
    if (step.sign !== undefined)
      yield carrier('signing', `${path}/steps/${step.id}/sign`, step.sign)
  }
}

function* recurringIn(pack: Pack): Generator<Carrier> {
  for (const checklist of pack.checklists.values()) {
    const path = `checklists/${checklist.id}`
    yield carrier('checklist', path, checklist)
    for (const item of checklist.items)
      yield carrier(
        'item',
        `${path}/items/${item.id}`,
        { ...item, title: `${checklist.title}：${item.title}` },
        item.when,
      )
    if (checklist.view !== undefined)
      yield carrier('item', `${path}/view`, {
        ...checklist.view,
        title: `${checklist.title}：取り込んだ項目の見方`,
      })
  }
  for (const round of pack.rounds.values())
    yield carrier('round', `rounds/${round.id}`, round, round.where)
  for (const choice of pack.choices.values())
    yield carrier('choice', `choices/${choice.id}`, choice)
}

function* documentsIn(pack: Pack): Generator<Carrier> {
  for (const document of pack.documents.values()) {
    const path = `documents/${document.id}`
    yield carrier('document', path, document)
    for (const section of document.sections)
      yield carrier(
        'section',
        `${path}/sections/${section.id}`,
        { ...section, title: `${document.title}：${section.title}` },
        section.when,
      )
  }
}

/** Whether a mechanism carries a part of a provision: the whole, or that part. */
export function carriesPart({ carries, parts = [] }: Carrying, ref: string, part: string): boolean {
  if (!carries.includes(ref)) return false
  const own = parts.filter((each) => provisionOfPart(each) === ref)
  return own.length === 0 || own.includes(part)
}

/** The mechanisms that carry a provision, or a part of it. */
export function carriersOfProvision(pack: Pack, provision: Provision): readonly Carrier[] {
  return carriersOf(pack).filter((carrier) => carrier.carries.includes(provision.ref))
}
