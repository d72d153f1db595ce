import { everyWords } from '#kernel/calendar/every.ts'
import type { Every } from '#kernel/calendar/every.ts'
import type { RoundActor } from '#kernel/packs/checklist.ts'
import type { Closing, Occasion, Round } from '#kernel/packs/round.ts'
import { listed } from '#kernel/words/words.ts'
import type { Words } from '#kernel/words/words.ts'
import { partyNames } from '#platform/access/party.ts'
import { sayTo } from '#platform/access/language.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

const words = {
  organization: { ja: '組織全体で一つ', en: 'the organisation as a whole' },
  unit: { ja: '所属ごと', en: 'each unit' },
  person: { ja: '職員等一人ずつ', en: 'each member of staff' },
  self: { ja: '本人', en: 'the person' },
  machine: { ja: '機械', en: 'a machine' },
} as const

/** What a round goes through: 「情報システムごと」. */
export function eachOf(tx: Transaction, { each }: Round): string {
  const { registers, roles } = tx.organization.pack
  switch (each.kind) {
    case 'line': {
      const title = registers.get(each.register)?.title ?? each.register
      return sayTo(tx, { ja: `「${title}」の一件ずつ`, en: `each entry of “${title}”` })
    }
    case 'holder': {
      const title = roles.get(each.role)?.title ?? each.role
      return sayTo(tx, { ja: `${title}一人ずつ`, en: `each ${title}` })
    }
    default:
      return sayTo(tx, words[each.kind])
  }
}

/** How often, and on what occasions: 「年に一度、10月」「新しく来たとき、版が改まったとき」. */
export function everyOf(tx: Transaction, { every, month, on }: Round): string | null {
  const cadence = every === undefined ? [] : [cadenceWords(every, month)]
  const all = [...cadence, ...on.map((occasion) => occasionWords(tx, occasion))]
  return all.length === 0 ? null : sayTo(tx, listed(all))
}

function cadenceWords(every: Every, month: number | undefined): Words {
  const often = everyWords(every)
  return month === undefined
    ? often
    : { ja: `${often.ja}、${month}月`, en: `${often.en}, from month ${month}` }
}

const occasions = {
  new: { ja: '新しく加わったとき', en: 'when one comes in' },
  left: { ja: '抜けたとき', en: 'when one goes out' },
  moved: { ja: '異動したとき', en: 'when somebody moves to another unit' },
  edition: { ja: '版が改まったとき', en: 'with each new edition' },
  hand: { ja: '要るとき', en: 'when needed' },
} as const

function occasionWords(tx: Transaction, occasion: Occasion): Words {
  if (occasion.kind !== 'ended') return occasions[occasion.kind]
  const title = tx.organization.pack.procedures.get(occasion.procedure)?.title ?? ''
  return { ja: `「${title}」が終わったとき`, en: `after “${title}”` }
}

export const byOf = (tx: Transaction, { by }: Round): string =>
  sayTo(tx, listed(by.map((who) => actorWords(tx, who))))

function actorWords(tx: Transaction, who: RoundActor): Words {
  if (who.kind === 'self') return words.self
  return who.kind === 'machine' ? words.machine : partyNames(tx, [who])
}

/** What closes it, in one short text. */
export const closedByOf = (tx: Transaction, { closedBy }: Round): string =>
  sayTo(tx, listed(closedBy.map((closing) => closingWords(tx, closing))))

export function closingWords(tx: Transaction, closing: Closing): Words {
  const { checklists, registers, procedures, roles } = tx.organization.pack
  switch (closing.kind) {
    case 'answers': {
      const title = checklists.get(closing.checklist)?.title ?? closing.checklist
      return { ja: `「${title}」に答える`, en: `answers to “${title}”` }
    }
    case 'reading': {
      const title = checklists.get(closing.checklist)?.title ?? closing.checklist
      return { ja: `「${title}」を読む`, en: `reading “${title}”` }
    }
    case 'line': {
      const title = registers.get(closing.register)?.title ?? closing.register
      return { ja: `「${title}」に記入する`, en: `an entry in “${title}”` }
    }
    case 'ended': {
      const title = procedures.get(closing.procedure)?.title ?? closing.procedure
      return { ja: `「${title}」を終える`, en: `the end of “${title}”` }
    }
    case 'meeting': {
      const title = roles.get(closing.body)?.title ?? closing.body
      return {
        ja: `${title}の会議で話し合う`,
        en: `a meeting of ${title} that has it on its agenda`,
      }
    }
  }
}

/** The page where something is done that closes an occurrence elsewhere. */
export function pageOf(
  closing: Closing,
  subject: { readonly kind: string; readonly id: string },
): string | null {
  switch (closing.kind) {
    case 'line':
      return `/registers/${closing.register}`
    case 'ended':
      return `/apply/${closing.procedure}${subject.kind === 'line' ? `?about=${subject.id}` : ''}`
    case 'meeting':
      return `/bodies/${closing.body}`
    default:
      return null
  }
}

const reasons: Readonly<Record<string, Words>> = {
  answers: { ja: 'すべての項目に答えた', en: 'all items were answered' },
  reading: { ja: '読んだ', en: 'it was read' },
  line: { ja: '台帳に記入した', en: 'an entry was made' },
  case: { ja: '手続が終わった', en: 'a procedure ended' },
  meeting: { ja: '会議で話し合った', en: 'a meeting talked about it' },
  later: { ja: '後の回で行った', en: 'it was done in a later turn' },
  gone: { ja: '対象でなくなった', en: 'it is no longer to be gone through' },
  edition: { ja: '新しい版に替わった', en: 'another edition took its place' },
}

/** By whom or by what an occurrence was closed, in words. */
export function closerOf(
  tx: Transaction,
  row: {
    readonly closed_at: Date | null
    readonly closed_by: string | null
    readonly closed_with: string | null
  },
): string | null {
  if (row.closed_at === null) return null
  const person = tx.organization.view.persons.get(row.closed_by ?? '')?.name
  const reason = reasons[row.closed_with?.split('/')[0] ?? '']
  return person ?? (reason === undefined ? '' : sayTo(tx, reason))
}
