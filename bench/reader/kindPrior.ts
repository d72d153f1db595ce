/**
 * Prior of the fit: how the words of the field relate to kinds before any document is read; the fit
 * starts from it and is drawn back to it.
 */
import type { Kind } from '../../src/kernel/reader/index.ts'

/** Terms of `kindTerms.ts` that indicate a kind. */
export const PRIOR_TERMS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  permit: ['許可', '承認', '無断|許可なく'],
  report: ['報告', '連絡', '通知', '周知', '公表', '届出|届け'],
  role: ['置く', '指名|任命|選任', '権限', '責任を有|責任を負', '補佐|補助', '兼務', '体制'],
  register: ['台帳|一覧', 'リスト', '名簿|管理簿|登録', '連絡網|連絡先'],
  record: ['記録', 'ログ|証跡', '履歴'],
  document: [
    '手順',
    '策定|作成',
    '規定|規程|要領',
    '見直し|改定|改正|改訂|更新',
    '仕様書|マニュアル|文書|資料',
    '掲示|閲覧',
  ],
  training: ['研修|教育', '訓練', '啓発|意識|理解', '受講|参加'],
  contract: [
    '委託',
    '契約',
    '再委託',
    '約款',
    '特記事項|契約書',
    '(?:^|[^一-龠])[甲乙](?:は|に|の|が)',
  ],
  audit: ['監査', '自己点検'],
  vuln: [
    '脆弱性',
    'セキュリティホール|パッチ|修正プログラム|アップデート',
    '脅威|セキュリティ情報',
  ],
  duty: ['定期', '点検|棚卸|確認|確かめ', 'バックアップ|控えを|控えが'],
  incident: [
    'インシデント|事故',
    '侵害|攻撃',
    '感染',
    '復旧',
    '再発防止',
    '証拠',
    '抑制|遮断|切断|切り離',
    '調査',
    '発見|認知',
  ],
  handling: [
    '持ち?出',
    '運搬|移送|搬送',
    '廃棄|捨て|細断|裁断',
    '消去|抹消',
    '保管',
    '施錠|鍵',
    '媒体',
  ],
  control: [
    '設定',
    'アクセス制御|アクセス権',
    'ネットワーク|回線',
    '認証',
    '措置',
    '監視|検知',
    'ファイアウォール|フィルタ',
    '機器',
  ],
  conduct: [
    '私的|業務以外|私用|私物|私有',
    '離席|机上|画面',
    'しないこと|してはならない|しない。?$|しないでください|行わないこと',
    'メモ',
    '不審|添付',
    '会話|電話',
  ],
  classify: ['分類|区分|格付', '機密性|完全性|可用性', '該当'],
  exception: ['例外|適用除外', '違反|懲戒|処分|背いた'],
  person: ['退職|異動|出向|離職|終了時', '誓約|同意書|署名', '採用|雇用'],
  other: ['目的', '適用範囲|対象範囲|範囲', '附則|施行'],
}

/**
 * Weight of a term by its position: in the text, its last clause, a heading, the introductory
 * sentence.
 */
export const PRIOR_PLACES: Readonly<Record<string, number>> = { t: 0.5, e: 1.3, h: 0.65, l: 0.65 }

/** Features that are not words. */
export const PRIOR_FEATURES: readonly (readonly [string, Kind, number])[] = [
  ['f:approvers', 'permit', 2],
  ['f:informs', 'report', 1.3],
  ['f:contractor', 'contract', 3.2],
  ['f:regularly', 'duty', 1],
  ['m:must_not', 'conduct', 0.8],
]

/** Weight of the topic of the nearest heading for its kind, and of a topic further above. */
export const PRIOR_TOPIC = {
  nearest: 2.1,
  above: 0.65,
  aboveKinds: ['incident', 'contract', 'audit', 'training', 'vuln'] as readonly Kind[],
}
