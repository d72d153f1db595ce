/** Lines of a document's own history, such as 平成20年4月1日 改正. */

/** Whether a line only records when the document was made or changed. */
export function isHistory(text: string): boolean {
  return (
    /^(?:(?:平成|令和|昭和|平|令|Ｒ|Ｈ|R|H)?\s?[0-9０-９元]{1,4}\s?[年./]|第\s?[0-9０-９.]+\s?版|[0-9０-９.]+版).{0,40}$/.test(
      text,
    ) && /(?:改正|改訂|改定|策定|制定|施行|決定|作成|初版|版|月|日)\s*[）)]?$/.test(text)
  )
}
