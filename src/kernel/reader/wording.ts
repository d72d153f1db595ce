/**
 * What a wording is by its form alone: an announcement, an explanation, a mere reference, a line of
 * the document's history.
 */
import type { TreeNode } from './treeNode.ts'
import { ANNOUNCES } from './listWording.ts'
import { sentences } from './text.ts'

const LEAD_OBJECT = /(?:次|以下|下記|下表|右)(?:の|に|を|は|と|から|により|、)?[^、。]{0,40}$/
const KEEPS_DUTY = /含(?:む|め)|別に定め|(?:要件|構成)[^。]{0,12}(?:とおり|通り)/

/** A sentence that only announces the list or table after it and asks nothing of its own. */
export function isPureLead(text: string, next: TreeNode | undefined): boolean {
  if (
    next === undefined ||
    next.kind === 'paragraph' ||
    next.kind === 'note' ||
    !ANNOUNCES.test(text)
  )
    return false
  const all = sentences(text)
  if (all.length > 1 || KEEPS_DUTY.test(text)) return false
  return LEAD_OBJECT.test(text.replace(/。$/, ''))
}

const EXPLAINS =
  /(?:考えられます|考えられる|異なります|異なる|にあります|にある|なります|得ます|思われます|思われる|可能性があります|可能性がある|つながります|つながる|働きます)。?$/
const PURPOSE = /(?:ことで|ことにより|ことから|ため|上で|よう)、[^。]*(?:ます|る)。?$/

/** Sentences that explain and bind nobody. */
export function isExplanation(text: string): boolean {
  return sentences(text).every(
    (s) => EXPLAINS.test(s) && !/(?:必要|べき|義務|責任|権限)[がは]?(?:です|あります|ある)/.test(s),
  )
}

/** A sentence telling why an article is there, as a commentary does. */
export function isCommentary(text: string): boolean {
  return PURPOSE.test(text) || /(?:ます|ものです)。?$/.test(text)
}

/** Nothing but a reference to another place: 詳細は「6.5 …」を参照のこと。 */
export function isReferenceOnly(text: string): boolean {
  return /^(?:なお、)?[^。]{0,60}?(?:については|詳細は|に関しては|は)?、?「[^。]{1,60}」[^。]{0,12}を?参照(?:のこと|する|してください|されたい|する。)?。?$/.test(
    text,
  )
}

/** Title of a paper to fill in. */
export function isForm(title: string): boolean {
  return new RegExp(
    '^(?:様式第?\\s?[0-9０-９一二三四五六七八九十]*号?\\s*)?[^、。]{2,24}(?:報告書|申請書|申込書|届出書|届|誓約書|同意書|調書|承認書|許可書|依頼書)(?:\\s?[（(][^（）()]{1,16}[）)])?$',
  ).test(title)
}
