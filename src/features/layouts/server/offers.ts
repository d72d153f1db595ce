import type { Field } from '#kernel/fields/types.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { normalisePlaceName } from '#platform/documents/layout/index.ts'
import type { ResolvePlace, PlaceMeaning } from '#platform/documents/layout/index.ts'
import type { Offer } from '../contract.ts'

/** A placeholder of a form's layout, and its meaning. */
export interface OfferWithMeaning extends Offer {
  readonly meaning: PlaceMeaning
}

/** The words of a seal box: the whole seal, only the name, only the day. */
const sealWords = { 決裁: 'whole', 決裁者: 'name', 決裁日: 'date' } as const

/**
 * All placeholders of the layout of a procedure's form. Where two things have the same name, the
 * first one keeps it.
 */
export function offersOf(procedure: Procedure, pack: Pack): OfferWithMeaning[] {
  const takenNames = new Set<string>()
  const offerFor = (
    candidates: readonly string[],
    rest: Omit<OfferWithMeaning, 'name' | 'also'>,
  ): OfferWithMeaning[] => {
    const [name, ...also] = [...new Set(candidates)].filter(
      (label) => label !== '' && !takenNames.has(normalisePlaceName(label)),
    )
    if (name === undefined) return []
    for (const label of [name, ...also]) takenNames.add(normalisePlaceName(label))
    return [{ name, also, ...rest }]
  }
  const value = (key: string): PlaceMeaning => ({ kind: 'value', key })
  const all = [
    ...caseNames(procedure).flatMap(([key, ...names]) =>
      offerFor(names, { kind: 'case', table: null, meaning: value(key) }),
    ),
    ...procedure.fields.flatMap((field) =>
      offerFor([...soleTitle(field, procedure.fields), field.id], {
        kind: 'field',
        table: null,
        meaning: value(`field/${field.id}`),
      }),
    ),
    ...procedure.fields.flatMap((field) =>
      (field.columns ?? []).flatMap((column) =>
        offerFor(
          [
            ...soleTitle(
              column,
              procedure.fields.flatMap((other) => [other, ...(other.columns ?? [])]),
            ),
            `${field.title}.${column.title}`,
            `${field.id}.${column.id}`,
          ],
          {
            kind: 'column',
            table: field.title,
            meaning: { kind: 'column', table: field.id, column: column.id },
          },
        ),
      ),
    ),
    ...safeguardAnswers(procedure, pack).flatMap(([key, name]) =>
      offerFor([name, key], { kind: 'field', table: null, meaning: value(`field/${key}`) }),
    ),
    ...sealBoxes(procedure, pack).flatMap(({ key, names }) =>
      Object.entries(sealWords).flatMap(([word, part]) =>
        offerFor(
          names.map((name) => `${word}:${name}`),
          {
            kind: part === 'whole' ? 'seal' : 'seal-part',
            table: null,
            meaning: value(`${key}/${part}`),
          },
        ),
      ),
    ),
    ...records(procedure).flatMap(([key, ...names]) =>
      offerFor(names, { kind: 'record', table: null, meaning: value(key) }),
    ),
  ]
  return all
}

/**
 * The placeholders of what was confirmed, of lateness and of the end. They come last, so that a
 * field with such a name keeps it.
 */
function records(procedure: Procedure): readonly (readonly [key: string, ...names: string[]])[] {
  const steps = [...procedure.steps.values()]
  const confirming = steps.filter((step) => step.confirm.length > 0 || step.safeguards === true)
  const limited = steps.filter((step) => step.within !== undefined)
  return [
    ['end', '手続の結果', '終わり', 'end'],
    ['ended', '手続の終わった日', '終わった日', 'ended'],
    ...(confirming.length === 0 ? [] : [['confirmed', '確かめたこと', 'confirmed'] as const]),
    ...confirming.map(
      ({ id, title }) =>
        [`step/${id}/confirmed`, `確かめたこと:${title}`, `確かめたこと:${id}`] as const,
    ),
    ...confirming.flatMap((step) =>
      step.confirm.map(
        ({ id, title }) =>
          [
            `step/${step.id}/confirm/${id}`,
            `確認:${title}`,
            `確認:${step.title}.${title}`,
            `確認:${step.id}.${id}`,
          ] as const,
      ),
    ),
    ...(limited.length === 0 ? [] : [['late', '遅れ', 'late'] as const]),
    ...limited.map(({ id, title }) => [`step/${id}/late`, `遅れ:${title}`, `遅れ:${id}`] as const),
  ]
}

/** The placeholders of every form. */
function caseNames(procedure: Procedure): readonly (readonly [key: string, ...names: string[]])[] {
  return [
    ['applicant', '申請者', '氏名'],
    ['unit', '所属'],
    ['number', '番号'],
    ['subject', '件名'],
    ['date', '日付', '申請日'],
    ['organization', '組織'],
    ['title', '手続'],
    ...(procedure.form === undefined ? [] : [['form', '様式'] as const]),
    ...(procedure.about === undefined ? [] : [['about', '対象', procedure.about.title] as const]),
    ['safeguards', '守り方'],
    ['history', '経過'],
  ]
}

/** The title of a field, where no other has the same. */
const soleTitle = (field: Field, fields: readonly Field[]): string[] =>
  fields.filter((other) => normalisePlaceName(other.title) === normalisePlaceName(field.title))
    .length === 1
    ? [field.title]
    : []

/** The placeholder of an answer to a safeguard. */
export function answerKey(safeguard: string, field: string): string {
  return `${safeguard}.${field}`
}

/** Answers to the questions of safeguards, by their names on the paper of a case. */
function safeguardAnswers(
  procedure: Procedure,
  pack: Pack,
): (readonly [key: string, name: string])[] {
  if (![...procedure.steps.values()].some((step) => step.safeguards)) return []
  return [...pack.handling.safeguards.values()].flatMap((safeguard) =>
    safeguard.asks.map(
      (field) =>
        [answerKey(safeguard.id, field.id), `${field.title}（${safeguard.title}）`] as const,
    ),
  )
}

/** Seal boxes by the deciding role, and by the step. */
function sealBoxes(procedure: Procedure, pack: Pack): { key: string; names: string[] }[] {
  const deciding = [...procedure.steps.values()].filter((step) => step.decides)
  const roles = new Set(
    deciding.flatMap((step) => step.by.flatMap((who) => (who.kind === 'role' ? [who.role] : []))),
  )
  return [
    ...[...roles].map((id) => ({
      key: `role/${id}`,
      names: [pack.roles.get(id)?.title ?? id, pack.roles.get(id)?.short ?? '', id],
    })),
    ...deciding.map((step) => ({ key: `step/${step.id}`, names: [step.title, step.id] })),
  ]
}

/** The meaning of a placeholder. */
export function meaningOf(offers: readonly OfferWithMeaning[]): ResolvePlace {
  const meanings = new Map(
    offers.flatMap((offer) =>
      [offer.name, ...offer.also].map((name) => [normalisePlaceName(name), offer.meaning]),
    ),
  )
  return (place) => meanings.get(normalisePlaceName(place))
}

/** The most similar placeholder; undefined where none is similar. */
export function nearest(offers: readonly OfferWithMeaning[], text: string): string | undefined {
  const scored = offers.flatMap((offer) =>
    [offer.name, ...offer.also].map((name) => ({
      name: offer.name,
      score: likeness(normalisePlaceName(name), normalisePlaceName(text)),
    })),
  )
  const best = scored.toSorted((a, b) => b.score - a.score)[0]
  return best !== undefined && best.score >= 0.4 ? best.name : undefined
}

/** The similarity of two names, 0 to 1: by their common characters and character pairs. */
function likeness(a: string, b: string): number {
  const pieces = (text: string): string[] => [
    ...text,
    ...[...text].flatMap((piece, i, all) => (i === 0 ? [] : [`${all[i - 1]}${piece}`])),
  ]
  const [own, other] = [pieces(a), pieces(b)]
  return (
    (2 * own.filter((piece) => other.includes(piece)).length) /
    Math.max(1, own.length + other.length)
  )
}
