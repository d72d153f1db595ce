/** Words of the field by which facets are recognised: who acts, who allows, who is told, by when, how often. */

/** How the name of an actor ends. Longest first where one contains another. */
const ROLE_ENDS = [
  '責任者',
  '管理者',
  '担当者',
  '対応者',
  '利用者',
  '作業者',
  '受託者',
  '発見者',
  '従事者',
  '退室者',
  '監査人',
  '実施人',
  '事業者',
  '委託者',
  '保護者',
  '監督者',
  '代表者',
  '申請者',
  '委員会',
  '委員長',
  '主任',
  '主幹',
  '主査',
  '職員等',
  '職員',
  '従業員',
  '社員',
  '課長等',
  '課長',
  '部長',
  '室長',
  '局長',
  '所長',
  '係長',
  '部門長',
  '所属長',
  '取締役社長',
  '取締役',
  '取締役',
  '社長',
  '副市長',
  '副村長',
  '副町長',
  '副知事',
  '市長',
  '町長',
  '村長',
  '知事',
  'CISO',
  'ＣＩＳＯ',
  'CSIRT',
  'ＣＳＩＲＴ',
  'CIO',
  'DPO',
  '統一的な窓口',
  '窓口',
  '事務局',
  '部門',
  '経営層',
  '経営者',
  '委託先',
  '再委託先',
  '取引先',
  '乙',
  '甲',
  '者',
  'ユーザー',
  'リーダー',
  '監査チーム',
  'チーム',
  '役員',
  '課等',
  '各課',
  'の長',
  '担当',
  '理事会',
  '評議会',
  '役員会',
  '取締役会',
  '会議',
  '対策本部',
  '本部',
  '班',
  '係',
  '課室等',
  '部局等',
  '部署',
  '情報政策課',
  '総務課',
  '総務部',
  '理事長',
  '学長',
  '校長',
  '所有者',
  '責任部署',
  '管理部門',
] as const

const ends = ROLE_ENDS.map((e) => e.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')

/** A phrase that closes with the name of an actor. */
export const ROLE_PHRASE = new RegExp(`(?:${ends})(?:等)?$`)
/** Names that are an office by themselves, whatever stands before them. */
export const OFFICE = new RegExp(
  '(?:責任者|管理者|担当者|対応者|委員会|主任|CISO|ＣＩＳＯ|CSIRT|ＣＳＩＲＴ|課長等?|部長|部門長|所属長|取締役(?:社長)?|監査人|統一的な窓口|職員等?' +
    '|従業員|委託事業者|事業者|利用者|利用課長|担当課|担当|理事会|取締役会|役員会|本部|係)等?$',
)

/** Words of allowing, as nouns. */
export const ALLOW = '(?:許可|承認|了承|了解|同意|決裁|承諾|認可|承認又は許可|指示|判断)'
/** Words of telling. */
export const TELL =
  '(?:報告|通知|連絡|周知|届出|届け出|届け|通報|相談|指示を仰|指示を受け|判断を仰|申請|申し出|提出|' +
  '説明|共有|公表|情報提供|提供|問い?合わせ|引継|注意を促|一斉送信|通告|要請|依頼|知らせ|伝え|注意喚起|指示(?:する|し|を行)|届けなければ)'

/** By when, as the words stand. A pattern is tried where one of its words stands in the text; tried in order, all that fit are taken. */
export const DEADLINES: readonly { readonly words: readonly string[]; readonly pattern: RegExp }[] =
  [
    {
      words: ['速やか', 'すみやか'],
      pattern:
        /(?:[^、。（）()]{1,24}(?:後|次第|場合|とき|際)(?:は|に|には)?、?)?(?:速やか|すみやか)に/,
    },
    {
      words: ['直ちに', 'ただちに', '即座に', '即時に', '至急'],
      pattern:
        /(?:[^、。（）()]{1,20}(?:後|次第)は?、?)?(?:(?:直ちに|ただちに)(?!一般|使用し|情報セキュリティ上|影響|公表)|即座に|即時に|至急)/,
    },
    { words: ['滞なく'], pattern: /[遅沈]滞なく/ },
    { words: ['早急に', '早めに', '迅速に'], pattern: /早急に|早めに|迅速に/ },
    {
      words: ['事前に', 'あらかじめ', '予め', '前もって'],
      pattern: /(?:必ず)?事前に|あらかじめ|予め|前もって/,
    },
    {
      words: ['以内'],
      pattern:
        /[^、。（）()]{0,24}?[0-9０-９一二三四五六七八九十○]{1,3}\s?(?:営業日|日|時間|週間|か月|ヶ月|カ月|年|分)以内(?:に)?/,
    },
    { words: ['まで'], pattern: /[^、。はがを（）()]{1,24}まで(?:に|$)/ },
    {
      words: ['前に'],
      pattern:
        /[^、。はが（）()]{1,26}する前に|[^、。はがを（）()]{1,20}(?:の|着手|実施|利用|開始|施行|契約|作業)前に/,
    },
    {
      words: ['時', '際'],
      pattern: new RegExp(
        '(?:採用|退職|離職|異動|着任|入社|退社|契約(?:終了|締結)?|改訂|改定|導入|作成|終了|利用終了|廃棄|更新|委託(?:業務)?(?:の)?終了|雇用(?:する)?)' +
          '(?:の)?(?:時|際)(?:に|には|、|は|点で)?',
      ),
    },
    { words: ['の終了'], pattern: /[^、。はがを（）()]{1,16}の終了(?:時|後)(?:に)?/ },
    {
      words: ['後'],
      pattern:
        /[^、。はがを（）()]{0,16}(?:完了|終了|処理|転送|作業|使用|利用|対応|実施|検討|行った|終えた)後(?=に|、|は|も)/,
    },
    {
      words: ['時'],
      pattern:
        /[^、。はがを（）()]{0,14}(?:開始|策定|離席|完了|締結|公布・施行|報告|ログイン|利用)時(?:点)?(?:で|に|には)/,
    },
    {
      words: ['前'],
      pattern: /[^、。はを（）()]{0,12}(?:行う|開始する|接続する|付与する)前|[一-龠]{2}前に/,
    },
    { words: ['了した場合'], pattern: /(?:おおむね)?[^、。は（）()]{0,24}(?:終了|完了)した場合/ },
    {
      words: ['過した場合', 'くなった場合'],
      pattern: /[^、。は（）()]{2,14}(?:経過した|なくなった)場合/,
    },
    {
      words: ['期間', '年間'],
      pattern: /一定の?期間(?:保存|保管)|(?:少なくとも)?[0-9０-９○]{1,3}年間(?:保存|保管)/,
    },
    { words: ['適時', '随時', '適宜'], pattern: /適時|随時|適宜/ },
    { words: ['日分', '週間分', '年分'], pattern: /(?:直近)?[0-9０-９]{1,3}(?:日|週間|か月|年)分/ },
    {
      words: ['発生時は', '選定時に', 'リリース時', '発生した際に', '設計時'],
      pattern: /[^、。はがを（）()]{0,16}(?:発生時|選定時|リリース時|設計時|発生した際)/,
    },
    { words: ['指定する時間'], pattern: /指定する時間以内/ },
    { words: ['期限'], pattern: /期限(?:を付して|までに)/ },
    { words: ['発見次第'], pattern: /[^、。はがを（）()]{2,20}発見次第|発見次第/ },
  ]

/** How often. Tried in order; the first that fits each row is taken. */
export const PERIODS: readonly { readonly period: string; readonly pattern: RegExp }[] = [
  { period: 'daily', pattern: /毎日|日次|1日1回|１日１回/ },
  { period: 'weekly', pattern: /毎週|週次|週に?[1１一]回/ },
  { period: 'monthly', pattern: /毎月|月次|月に?[1１一]回/ },
  { period: 'quarterly', pattern: /四半期|3か月ごと|３か月ごと|[3３]ヶ月に[1１]回/ },
  { period: 'twice-yearly', pattern: /年に?[2２二]回|半年/ },
  {
    period: 'yearly',
    pattern: /毎年|年に?[1１一]回|年次|年度ごと|毎年度|当該年度の|年度単位|[1１]年に[1１]回/,
  },
  { period: 'regularly', pattern: /(?<!一)定期(?:的|に|点検|保守|バックアップ|報告|的に)?/ },
  { period: 'as-needed', pattern: /必要に応じ|適宜|随時|求めに応じ|必要の都度/ },
  { period: 'always', pattern: /常に|常時|日頃|日常的|24時間|定常的|必ず(?!事前)|携行中/ },
] as const
