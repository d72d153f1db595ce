/** Wording that announces a list. */
export const ANNOUNCES =
  /(?:次|以下|下記|下表|右|左)(?:の|に|は|と|を|、|で|[^。]{0,16}(?:のとおり|の通り|掲げ|各号|に示す|の事項|の内容|の方法|の点|の表))/
/** A sentence that ends by saying that a list of contents follows. */
export const LISTS_CONTENT =
  /(?:次|以下|下記)の[^。、]{0,12}(?:内容|事項|情報|項目|もの)を[^。]{0,12}(?:含|記載|記録)[^。]*。?$/
