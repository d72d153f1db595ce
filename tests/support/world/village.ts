/** The fictional town of the tests, as data. Ids are made when a world is made. */

export const unitPlan = {
  hall: { title: '町役場', kana: 'まちやくば' },
  general: { title: '総務課', kana: 'そうむか', parent: 'hall' },
  welfare: { title: '福祉課', kana: 'ふくしか', parent: 'hall' },
  nursery: { title: 'ひなた保育園', kana: 'ひなたほいくえん', parent: 'welfare' },
  works: { title: '建設課', kana: 'けんせつか', parent: 'hall' },
} as const
export type UnitName = keyof typeof unitPlan

export const postPlan = {
  viceMayor: { title: '副町長', unit: 'hall', key: 'vice-mayor', leads: 'head' },
  generalHead: { title: '総務課長', unit: 'general', key: 'general-affairs-head', leads: 'head' },
  generalDeputy: {
    title: '総務課長補佐',
    unit: 'general',
    key: 'general-affairs-deputy',
    leads: 'deputy',
  },
  welfareHead: { title: '福祉課長', unit: 'welfare', leads: 'head' },
  welfareDeputy: { title: '福祉課長補佐', unit: 'welfare', leads: 'deputy' },
  nurseryHead: { title: '園長', unit: 'nursery', leads: 'head' },
  worksHead: { title: '建設課長', unit: 'works', leads: 'head' },
} as const
export type PostName = keyof typeof postPlan

/**
 * `ciso`, `chief`, `head` … hold their posts; `clerk` and `colleague` work in 福祉課, `worksClerk` in
 * another unit; `admin` keeps the program. `factor`: has a passkey, since the packs of the tests ask
 * for a second factor.
 */
export const personPlan = {
  ciso: { name: '木村 守', kana: 'きむら まもる', unit: 'hall', post: 'viceMayor', factor: true },
  chief: {
    name: '中村 透',
    kana: 'なかむら とおる',
    unit: 'general',
    post: 'generalHead',
    factor: true,
  },
  chiefDeputy: { name: '田中 望', kana: 'たなか のぞみ', unit: 'general', post: 'generalDeputy' },
  admin: { name: '管野 理', kana: 'かんの おさむ', unit: 'general', administrator: true },
  head: { name: '佐藤 花', kana: 'さとう はな', unit: 'welfare', post: 'welfareHead' },
  deputy: { name: '鈴木 実', kana: 'すずき みのる', unit: 'welfare', post: 'welfareDeputy' },
  clerk: { name: '森 空', kana: 'もり そら', unit: 'welfare' },
  colleague: { name: '林 緑', kana: 'はやし みどり', unit: 'welfare' },
  nurseryHead: { name: '原 桃', kana: 'はら もも', unit: 'nursery', post: 'nurseryHead' },
  worksHead: { name: '石井 剛', kana: 'いしい ごう', unit: 'works', post: 'worksHead' },
  worksClerk: { name: '川口 渡', kana: 'かわぐち わたる', unit: 'works' },
} as const
export type PersonName = keyof typeof personPlan

/** Another organisation in the same database: nobody of the town may learn that it exists. */
export const foreignPlan = {
  foreignHead: { name: '山田 朝', kana: 'やまだ あさ', post: true },
  foreignClerk: { name: '谷 泉', kana: 'たに いずみ' },
  foreignAdmin: { name: '峰 昇', kana: 'みね のぼる', administrator: true },
} as const
export type ForeignName = keyof typeof foreignPlan
