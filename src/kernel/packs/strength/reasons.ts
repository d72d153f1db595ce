import type { Words } from '../../words/words.ts'

/** Why a mechanism is as strong as it is. */
export const reasons = {
  'role-vacancy': {
    ja: '空席は未整備として示され、任命が求められます。',
    en: 'A vacancy is shown, and an appointment is asked for.',
  },
  'role-optional': {
    ja: '任命された所だけの役割なので、空席でも何も起きません。',
    en: 'Held only where somebody is appointed: a vacancy is missed nowhere.',
  },
  'power-decides': {
    ja: 'この権限を使う段階を、この役割だけが決めます。',
    en: 'Only this role decides at the step that uses the power.',
  },
  'power-appoints': {
    ja: 'この役割だけが任命できます。',
    en: 'Only this role may appoint.',
  },
  'power-outside': {
    ja: 'この権限を使って決める段階も任命もありません。画面に示すだけです。',
    en: 'No step is decided and nobody is appointed by this power; it is only shown.',
  },
  'task-decides': {
    ja: '会議で決めるまで手続が進みません。',
    en: 'The procedure does not go on until the body has decided.',
  },
  'task-listed': {
    ja: '審議することの一覧に示すだけで、これを待つ手続がありません。',
    en: 'Listed among what the body deliberates; no procedure waits for it.',
  },
  'also-named': {
    ja: 'ほかの規程での名前として示すだけです。',
    en: 'Shown as the name in another rule book.',
  },
  'apart-kept': {
    ja: '同じ人が二つの立場に立とうとすると断ります。',
    en: 'One person who would play both parts is refused.',
  },
  'apart-nowhere': {
    ja: '兼務を確かめる場（in）が、このパックの手続にありません。',
    en: 'No procedure of the pack is where the two parts are kept apart.',
  },
  'class-decides': {
    ja: '取扱制限や手続がこの分類を読んで決めます。',
    en: 'Handling rules or steps read this class and decide by it.',
  },
  'class-recorded': {
    ja: '台帳の行に必ず書かれますが、これを読んで止める規則がありません。',
    en: 'Written in every line of a ledger; no rule that refuses reads it.',
  },
  'class-answers': {
    ja: '台帳で選べますが、空のままでも登録でき、これを読んで止める規則もありません。',
    en: 'May be chosen in a ledger, or left out; no rule that refuses reads it.',
  },
  'class-unused': {
    ja: 'この分類を使う台帳も規則もありません。',
    en: 'No ledger and no rule uses this class.',
  },
  'class-inherited': {
    ja: '元より低い分類にはできません。',
    en: 'A class below that of the original is refused.',
  },
  'class-shown': {
    ja: '分類の手引きとして示すだけで、これを使う仕組みがありません。',
    en: 'Shown as guidance for classes; no mechanism uses it.',
  },
  'rule-refuses': {
    ja: 'この行為を尋ねる手続で、禁止なら断ります。',
    en: 'Procedures that ask the act refuse what it forbids.',
  },
  'rule-permit': {
    ja: '許可の手続で決まるまで進めません。',
    en: 'Nothing goes on before the procedure of the permit has decided.',
  },
  'rule-unpermitted': {
    ja: '許可の手続に、申請者のほかの人が決める段階がありません。',
    en: 'The procedure of the permit has no step at which somebody else decides.',
  },
  'rule-no-door': {
    ja: '尋ねれば答えますが、この行為を尋ねる（asks）手続がなく、止めるものも、読ませて問うものもありません。',
    en: 'It answers when asked; no procedure asks the act (asks), so nothing refuses, and nothing puts it to people.',
  },
  'rule-allows': {
    ja: 'してよいと答えるだけで、何も求めません。',
    en: 'It says that the act is allowed and asks for nothing.',
  },
  'safeguard-confirmed': {
    ja: '安全措置を確かめるまで手続が進みません。',
    en: 'The procedure does not go on until the safeguard is confirmed.',
  },
  'safeguard-told': {
    ja: '安全措置を答えるだけで、手続の段階（safeguards）で確かめません。',
    en: 'The safeguard is told; no step of a procedure confirms it (safeguards).',
  },
  'safeguard-unused': {
    ja: 'この安全措置を求める規則がありません。',
    en: 'No rule asks for this safeguard.',
  },
  'register-lines': {
    ja: '台帳の行を、だれがいつ書いたかとともに残します。期日のある仕事は開きません。',
    en: 'Lines are kept with who wrote them and when; no work with a date is opened.',
  },
  'stocktake-due': {
    ja: '期日までの棚卸しを担当者に求めます。',
    en: 'A stocktake is asked of somebody by its day.',
  },
  'retention-due': {
    ja: '保存期間が過ぎると、管理する人の仕事になります。',
    en: 'When it has run out, its keeper has the task to end the line.',
  },
  'warning-told': {
    ja: '期日が近いと知らせるだけで、仕事を開きません。',
    en: 'It tells that a day is near, and opens no work.',
  },
  'count-told': {
    ja: '使いすぎを示して知らせるだけで、仕事を開きません。',
    en: 'Over-use is shown and told, and opens no work.',
  },
  'reach-answers': {
    ja: '台帳の行から、尋ねた日に届いた人を答えます。',
    en: 'Who could reach it on a day is answered from the lines.',
  },
  'diagram-answers': {
    ja: '台帳の行から図を描きます。',
    en: 'The picture is drawn from the lines.',
  },
  'field-must': {
    ja: '求める値でなければ受け付けません。',
    en: 'Another value than the one that is wanted is refused.',
  },
  'field-should': {
    ja: '求める値でなければ指摘になり、直す仕事を開きます。',
    en: 'Another value than the one that is wanted is a finding and opens work.',
  },
  'field-count': {
    ja: '決めた数に足りなければ受け付けません。',
    en: 'Fewer than the number that is set are refused.',
  },
  'field-required': {
    ja: '必ず書く項目です。値を求めるもの（should、must）はありません。',
    en: 'The field cannot be left out; no value is asked of it (should, must).',
  },
  'field-may-say-no': {
    ja: '必ず答える項目ですが、「いいえ」と答えても何も起きません（should か must がありません）。',
    en: 'It must be answered; nothing comes of a no (there is no should or must).',
  },
  'field-read': {
    ja: 'この項目の答えを読んで手続や規則が決まります。',
    en: 'Steps or rules read the answer and decide by it.',
  },
  'field-limit': {
    ja: 'この項目の日が期限になります。',
    en: 'Its date is a time limit.',
  },
  'field-written': {
    ja: '手続が終わると必ず書かれます。',
    en: 'A procedure always writes it.',
  },
  'field-optional': {
    ja: '空のままにできる項目です（required がありません）。',
    en: 'The field may be left out (it is not required).',
  },
  'field-unasked': {
    ja: 'この項目を尋ねる段階がありません。',
    en: 'No step asks for the field.',
  },
  'route-decides': {
    ja: '決める段階があり、決まるまで先へ進みません。',
    en: 'A step decides, and what comes after waits for it.',
  },
  'route-pursues': {
    ja: '期限のある段階が、担当者の仕事になります。',
    en: 'A step with a time limit is work for somebody.',
  },
  'route-records': {
    ja: '始めた人が書き残すだけで、期限（within）も、待つ決定もありません。',
    en: 'Whoever begins it leaves a record; there is no time limit (within) and no decision that anything waits for.',
  },
  'step-decides': {
    ja: 'ここで決まるまで先へ進みません。',
    en: 'What comes after waits for this decision.',
  },
  'step-awaited': {
    ja: '済ませるまで次の段階へ進みません。',
    en: 'The next step waits for this one.',
  },
  'step-right': {
    ja: '点検の項目がすべて求められたとおりになるまで、定期業務なら済むまで、先へ進みません。',
    en: 'Nothing goes on before all that is checked here is as it must be, or the round is kept.',
  },
  'step-checked': {
    ja: '点検のすべての項目に答えるまで、先へ進みません。',
    en: 'Nothing goes on before all that is checked here is answered.',
  },
  'step-application': {
    ja: '申請がなければ、決定に進みません。',
    en: 'Nothing is decided without the application.',
  },
  'step-holdings': {
    ja: '持ち物を一つずつ確かめるまで終わりません。',
    en: 'It does not end before everything held is accounted for.',
  },
  'step-within': {
    ja: '期限までの仕事になり、過ぎると遅れになります。',
    en: 'It is work with a time limit, and late when that has passed.',
  },
  'step-door': {
    ja: '始めれば、受け取る人の期限のある仕事になります。',
    en: 'Once begun, it is work with a time limit for who receives it.',
  },
  'step-records': {
    ja: 'したことを残すだけで、期限（within）がありません。',
    en: 'It leaves a record; there is no time limit (within).',
  },
  'decision-unawaited': {
    ja: '決めたことを残しますが、それを待つ段階も、変わる記録もありません。',
    en: 'The decision is kept; no step waits for it and no record changes by it.',
  },
  'confirmation-ticked': {
    ja: '確かめるまで決められません。',
    en: 'Nothing is decided before it is confirmed.',
  },
  'confirmation-unasked': {
    ja: 'これを確かめさせる決定がありません。',
    en: 'No decision asks for this confirmation.',
  },
  'signing-sealed': {
    ja: '署名するまで先へ進みません。',
    en: 'Nothing goes on before it is signed.',
  },
  'accounts-kept': {
    ja: '合わないパスワードやサインインを断ります。',
    en: 'Passwords and sign-ins that do not fit are refused.',
  },
  'grants-kept': {
    ja: 'ほかの人には断ります。',
    en: 'Everyone else is refused.',
  },
  'contacts-answers': {
    ja: '今の役割から連絡網を作って示します。',
    en: 'The network is made from who holds the roles, and shown.',
  },
  'item-asked': {
    ja: '期日までに問われ、そうでないという答えは指摘になります。',
    en: 'It is asked by a date, and an answer that it is not so is a finding.',
  },
  'item-in-step': {
    ja: '手続の段階で問われ、求められたとおりでなければ先へ進みません。',
    en: 'A step of a procedure asks it, and does not go on while it is not as it must be.',
  },
  'item-at-step': {
    ja: '手続の段階で問われるまで先へ進まず、そうでないという答えは指摘になります。',
    en: 'A step of a procedure asks it before it goes on; an answer that it is not so is a finding.',
  },
  'item-by-hand': {
    ja: 'だれかが始めたときだけ問われます（every も、手で始めるほかの on もありません）。',
    en: 'It is asked only when somebody begins the round (no every, no on besides hand).',
  },
  'item-unasked': {
    ja: 'これを同じ対象に問う実施がありません。示すだけです。',
    en: 'No round asks it of the same subject; it is only shown.',
  },
  'round-due': {
    ja: '期日のある仕事になり、証しが残るまで終わりません。',
    en: 'It is work with a date, and ends by proof alone.',
  },
  'round-by-hand': {
    ja: 'だれかが始めたときだけ仕事になります。',
    en: 'It is work only when somebody begins it.',
  },
  'choice-times': {
    ja: 'ここで決めた間隔や長さのとおりに、仕事が開きます。',
    en: 'Work opens as often, or lasts as long, as is chosen here.',
  },
  'section-stated': {
    ja: '文書の節として示し、決めた言葉から引けます。',
    en: 'Shown as a section of a document, and found from the words that it defines.',
  },
  'choice-stated': {
    ja: '組織が決めたこととして示します。これを間隔や長さとして使う実施はありません。',
    en: 'Shown as what the organisation chose; no round takes its cadence or length from it.',
  },
  uncarried: {
    ja: '支える仕組みがありません。',
    en: 'No mechanism carries it.',
  },
} as const satisfies Readonly<Record<string, Words>>

export type Reason = keyof typeof reasons
