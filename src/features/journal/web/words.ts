/** What the fields of events are called; those of a pack keep their own names. */
const words: Readonly<Record<string, string>> = {
  account: 'アカウント', address: '接続元', administrator: '管理者', agent: 'ブラウザー', as: '立場', attached: '原文の付いた条項', because: '理由', begun: '始まっていた', by: '方法', changed: '変わった項目', changes: '変更',
  class: '分類', codeNeeded: '確認コード', comment: '意見', confirmed: '確かめた事項', days: '日数', decision: '判断', demo: '見本', departures: '違い', edition: '版', effects: '続いて行ったこと', employment: '任用',
  added: '加わった条項', gone: 'なくなった条項', worded: '引き継いだ原文', faulty: '誤りのある行', fields: '項目', file: 'ファイル', first: '最初', from: 'から', good: '正しい行', goodOnly: '正しい行だけ', hash: '指紋', last: '最後',
  instead: '代わり', insteadOf: '代わりに行った', late: '遅れ', locked: '停止', mediaType: '種類', name: '名前', note: '備考', number: '番号', on: '日', organization: '組織', pack: '規程パック', person: '職員等', persons: '職員等',
  place: '場所', places: '書く場所', position: '並び', post: '職', program: 'プログラム', provisions: '条項', provisionsInDocument: '文書の条項', provisionsInPack: 'パックの条項', reason: '理由', recoveryCodes: '回復コード', recoveryLeft: '残りの回復コード',
  register: '台帳', reminded: '知らせた人', role: '役割', scan: 'ウイルスの検査', scope: '範囲', scopeId: '所', scopes: '権限', sent: '提出', session: 'サインイン', sessions: '終わったサインイン', sha256: '指紋（SHA-256）', size: '大きさ（バイト）',
  skipped: '飛ばした行', step: '段階', title: '題', to: 'まで', unit: '所属', until: '期限', version: '版', why: '理由', written: '書いた行', before: '前', after: '後', procedure: '手続', subject: '件名', again: '作り直し', withTotp: '2段階の確認も',
  about: '対象', kana: 'よみ', email: 'メール', holding: '就任', employee: '職員番号', parent: '上の所属', key: '鍵', leads: '長', entries: '登録', applicant: '申請した人', outcome: '結果', count: '件数', phones: '電話',
  everyone: '全員の名簿', lines: '行', joined: '採用・転入', moved: '異動', left: '退職・転出', unchanged: '変わらない', accepted: '承知したこと', ranks: '席のない職名', was: '前の状態', trouble: '反映できなかったわけ', movesSha256: '異動した人の指紋（SHA-256）',
  drill: '訓練', message: '伝えたこと', people: '人', asked: '呼び出した人数', answered: '回答した人数',
  start: '始めた手続', case: '案件', change: '変えた登録', write: '書いた台帳', tell: '知らせた人', of: 'だれの', appoint: '任命', dismiss: '任命の終わり', seat: '役割', except: '例外にした条項', for: 'だれのため', revoke: '取り消したもの', cases: '案件', ended: '終わらせた数', tokens: '終わったAPIトークン', sealed: '内容の指紋', exception: '例外', line: '経過の行', holder: '役割の人', renews: '延長する例外', party: 'だれに',
  proofs: '段階が求めたこと', signature: '署名', signed: '署名', seal: '封印', pdf: 'PDFの指紋', paper: '紙', recorder: '記録した人', files: 'ファイル', holdings: '手元にあったもの', returned: '返した', meeting: '会議', kind: '種類',
}

/** The word for a field of an event. */
export function wordOf(name: string): string {
  return words[name] ?? name
}

/** Values that the program itself chooses. */
const values: Readonly<Record<string, string>> = {
  'account/suspend': '利用を止めた', 'account/resume': '利用を戻した', 'account/end': '終わらせた', 'for/applicant': '申請した人', 'for/unit': '所属', 'for/organization': '全員', 'for/about': '対象', 'revoke/exceptions': '例外', 'why/suspended': '停止中', 'why/door': '別の入口', 'kind/password': 'パスワード', 'kind/code': '個人コード',
  'as/holder': '本人', 'as/deputy': '代行', 'as/next': '次の人が代行', 'as/applicant': '申請した人', 'as/person': '指名された人', 'as/program': 'プログラム',
  'scope/organization': '組織', 'scope/unit': '所属', 'scope/system': '情報システム', 'scan/clean': '異常なし', 'scan/not-scanned': '検査していない', 'by/link': 'メールのリンク', 'by/self': '画面', 'by/keeper': '電話', 'by/totp': '認証アプリ', 'by/recovery': '回復コード',
}

/** The word for a value of a field, where the program has one. */
export function valueWordOf(field: string, value: string): string | undefined {
  return values[`${field}/${value}`]
}
