import type { PackFault, Path, SourceOrigin, Position } from './source.ts'

const hint = (near: string | undefined): string =>
  near === undefined ? '' : `（もしかして「${near}」）`
interface NameParams {
  readonly name: string
  readonly near?: string | undefined
}

/** The faults of language 1, each with its one sentence. */
const language1 = {
  syntax: (p: { reason: string }) =>
    `YAML として読めません（${p.reason}）。この行の書き方を直してください。`,
  'unknown-file': (p: { name: string }) =>
    `「${p.name}」はパックのファイルではありません。名前か置き場所を直すか、消してください。`,
  'missing-pack-file': (p: { pack: string }) =>
    `パック「${p.pack}」に pack.yaml がありません。題名、版、施行日を書いた pack.yaml を置いてください。`,
  'pack-id': (p: { id: string; folder: string }) =>
    `pack が「${p.id}」ですが、フォルダーは「${p.folder}」です。同じ名前にしてください。`,
  'unknown-pack': (p: NameParams) => `元にするパック「${p.name}」がありません${hint(p.near)}。`,
  'pack-cycle': (p: { chain: string }) =>
    `パックがお互いを元にしています（${p.chain}）。どちらかの extends を消してください。`,
  'drop-missing': (p: { path: string }) =>
    `取り除く「${p.path}」が元のパックにありません。道を確かめるか、この行を消してください。`,
  'file-id': (p: { id: string; file: string }) =>
    `「${p.id}」と書かれていますが、ファイル名は「${p.file}」です。同じ名前にしてください。`,
  'unknown-key': (p: NameParams) => `「${p.name}」というキーはありません${hint(p.near)}。`,
  'missing-key': (p: { name: string }) => `「${p.name}」がありません。書き足してください。`,
  'wrong-shape': (p: { wanted: string }) => `ここには${p.wanted}を書いてください。`,
  'bad-id': (p: { name: string }) =>
    `「${p.name}」は id に使えません。英小文字、数字、ハイフンで書いてください。`,
  'bad-field-id': (p: { name: string }) =>
    `「${p.name}」は項目の id に使えません。英小文字で始まる英数字で書いてください。`,
  'reserved-field-id': (p: { name: string }) =>
    `項目の id「${p.name}」は式の中で別の意味を持ちます。ほかの名前にしてください。`,
  duplicate: (p: { what: string; name: string }) =>
    `${p.what}「${p.name}」が二度書かれています。どちらかを消すか、名前を変えてください。`,
  'unknown-heading': (p: NameParams) => `見出し「${p.name}」がありません${hint(p.near)}。`,
  'unknown-provision': (p: NameParams) => `条項「${p.name}」がありません${hint(p.near)}。`,
  'no-carries': (p: { what: string; how?: string }) =>
    `${p.what}に、支える条項（carries）がありません。${p.how ?? '条項の番号を書いてください。'}`,
  'unknown-role': (p: NameParams) => `役割「${p.name}」がありません${hint(p.near)}。`,
  'unknown-post': (p: NameParams) => `職「${p.name}」が posts.yaml にありません${hint(p.near)}。`,
  'unknown-procedure': (p: NameParams) => `手続「${p.name}」がありません${hint(p.near)}。`,
  'unknown-group': (p: NameParams) =>
    `まとまり「${p.name}」が pack.yaml の groups にありません${hint(p.near)}。`,
  'unknown-register': (p: NameParams) => `台帳「${p.name}」がありません${hint(p.near)}。`,
  'unknown-act': (p: NameParams) =>
    `行為「${p.name}」が handling.yaml にありません${hint(p.near)}。`,
  'unknown-rule': (p: NameParams) => `規則「${p.name}」がありません${hint(p.near)}。`,
  'unknown-safeguard': (p: NameParams) => `安全措置「${p.name}」がありません${hint(p.near)}。`,
  'unknown-axis': (p: NameParams) => `分類の軸「${p.name}」がありません${hint(p.near)}。`,
  'unknown-level': (p: { axis: string; level: string }) =>
    `軸「${p.axis}」に段階「${p.level}」はありません。`,
  'unknown-field': (p: NameParams) => `項目「${p.name}」がありません${hint(p.near)}。`,
  'unknown-step': (p: NameParams) => `段階「${p.name}」がありません${hint(p.near)}。`,
  'unknown-end': (p: NameParams) => `終わり「${p.name}」が ends にありません${hint(p.near)}。`,
  'unknown-state': (p: NameParams) =>
    `状態「${p.name}」は台帳の states にありません${hint(p.near)}。`,
  'unknown-option': (p: NameParams & { field: string }) =>
    `「${p.field}」の選択肢に「${p.name}」はありません${hint(p.near)}。`,
  'unknown-type': (p: NameParams) => `「${p.name}」という型はありません${hint(p.near)}。`,
  'broken-choices': () =>
    '選択肢のかっこが閉じていません。{ } の中では , で値が終わるので、「、」か「|」で区切ってください。',
  'columns-without-rows': () =>
    'columns は rows の項目だけに書けます。type を rows にするか、columns を消してください。',
  'rows-without-columns': () => 'rows の項目には columns が要ります。欄を一つ以上書いてください。',
  'column-type': (p: { type: string; types: string }) =>
    `rows の欄に「${p.type}」は使えません。${p.types} のどれかにしてください。`,
  'no-options': () => '選択肢がありません。choice(紙、電子データ) のように書いてください。',
  'bad-who': (p: { text: string }) =>
    `「${p.text}」は人の書き方として読めません。applicant、役割、役割 of applicant.unit、person in 項目 のどれかで書いてください。`,
  'who-scope': (p: { role: string; scope: string; example: string }) =>
    `役割「${p.role}」は${p.scope}ごとに決まります。「${p.example}」のように、どこの役割かを書いてください。`,
  'who-nowhere': (p: { role: string }) =>
    `役割「${p.role}」は組織に一つです。「of …」を消してください。`,
  'who-not-here': (p: { text: string }) =>
    `「${p.text}」はここでは使えません。案件の外なので、役割で書いてください。`,
  'who-field': (p: { field: string; wanted: string }) =>
    `項目「${p.field}」は${p.wanted}の項目ではありません。`,
  'who-about': (p: { to: string }) => `ここには対象の台帳がないので「about.${p.to}」は使えません。`,
  'bad-held-by': (p: { text: string }) =>
    `「${p.text}」は就き方として読めません。post 職、head of unit、head of system unit（area、service、engagement も）、appointment、body のどれかで書いてください。`,
  'bad-deputy': (p: { text: string }) =>
    `「${p.text}」は代行の書き方として読めません。deputy head of unit、post 職、役割、役割 of parent のどれかで書いてください。`,
  'held-by-scope': (p: { text: string; scope: string }) =>
    `この役割は${p.scope}ごとなので「${p.text}」では決まりません。scope と同じ場所を書いてください。`,
  'unknown-part': (p: NameParams) =>
    `立場「${p.name}」がありません${hint(p.near)}。applicant、approver、auditor、audited、役割の id、手続.段階 のどれかで書いてください。`,
  'bad-at': (p: { text: string }) =>
    `「${p.text}」は置く所属として読めません。post 職 と書いてください（その職のある所属に置きます）。`,
  'at-scope': (p: { scope: string }) =>
    `この役割は${p.scope}ごとなので at は書けません。所属ごと（scope: unit）の役割に書いてください。`,
  'not-a-body': (p: { key: string }) =>
    `会議体ではない役割に「${p.key}」は書けません。heldBy を body にするか、消してください。`,
  'body-without-members': (p: { role: string }) =>
    `「${p.role}」は会議体なのに members がありません。集まる役割を並べてください。`,
  'bad-within': (p: { text: string }) =>
    `「${p.text}」は期限として読めません。until 項目、3 working days、5 days、48 hours のどれかで書いてください。`,
  'late-without-within': () =>
    '期限（within）がないのに late があります。within を書くか、late を消してください。',
  'not-a-date': (p: { field: string }) =>
    `項目「${p.field}」は日付ではありません。date か date-time の項目を指してください。`,
  'field-kind': (p: { field: string; wanted: string }) =>
    `項目「${p.field}」は${p.wanted}の項目ではありません。${p.wanted}の項目を指してください。`,
  'retention-length': () =>
    '保存期間（retention）には field、years、months、days のどれか一つを書いてください。',
  'procedure-about': (p: { procedure: string; register: string }) =>
    `手続「${p.procedure}」は台帳「${p.register}」の行を対象にしていません。about: line of ${p.register} の手続を書いてください。`,
  'scope-twice': (p: { scope: string; other: string }) =>
    `scope: ${p.scope} は台帳「${p.other}」にもあります。どちらか一つだけに書いてください。`,
  'bad-number': (p: { reason: string }) =>
    `番号の形が正しくありません（${p.reason}）。持出{年度}-{0000} のように書いてください。`,
  'bad-subject': (p: NameParams) => `文の中の「{${p.name}}」は項目ではありません${hint(p.near)}。`,
  'bad-date': (p: { text: string }) =>
    `「${p.text}」は日付として読めません。2024-04-01 のように書いてください。`,
  'no-steps': () => '段階がありません。steps に一つ以上書いてください。',
  'no-way-on': (p: { step: string }) =>
    `段階「${p.step}」には then か may のどちらか一つが要ります。`,
  'no-decisions': (p: { step: string }) => `段階「${p.step}」の may に選べる決定がありません。`,
  'last-branch-conditional': () =>
    '最後の分かれ道に when があります。どれも成り立たないと行き先がなくなるので、最後は when なしで書いてください。',
  'branch-behind': () =>
    'この分かれ道の前に when のない分かれ道があるので、ここには来ません。順番を直してください。',
  'unreachable-step': (p: { step: string }) =>
    `段階「${p.step}」にはどこからも来られません。行き先に加えるか、消してください。`,
  'unreachable-end': (p: { end: string }) =>
    `終わり「${p.end}」にはどこからも来られません。行き先に加えるか、消してください。`,
  'no-way-out': (p: { step: string }) =>
    `段階「${p.step}」からは、どう進んでも終わりません。終わりへの道を書いてください。`,
  'applicant-decides': (p: { step: string }) =>
    `段階「${p.step}」は申請を決める段階なのに、決めるのが申請者だけです。ほかの役割を書いてください。`,
  'write-lacks': (p: { register: string; field: string }) =>
    `台帳「${p.register}」に必ず要る項目「${p.field}」が with にありません。書き足してください。`,
  'value-kind': (p: { source: string; kind: string; field: string; wanted: string }) =>
    `「${p.source}」は${p.kind}なので、${p.wanted}の項目「${p.field}」に入らないことがあります。種類をそろえてください。`,
  'effect-key': (p: { key: string; effect: string }) =>
    `「${p.key}」は ${p.effect} では使えません。消してください。`,
  'except-for': (p: { text: string }) =>
    `「${p.text}」は例外の相手として読めません。applicant、unit、organization、about か、人・所属・台帳の行の項目の id を書いてください。`,
  'except-about': () => 'この手続には対象の台帳（about）がないので、for: about は使えません。',
  'meeting-without-body': (p: { step: string }) =>
    `段階「${p.step}」は会議で決めるのに、by に会議体（heldBy: body の役割）がありません。会議体を書いてください。`,
  'nothing-about': () => 'この手続には対象の台帳（about）がないので、台帳の行は変えられません。',
  'verdict-without-procedure': () => 'verdict が permit なのに、許可する手続（by）がありません。',
  'verdict-key': (p: { key: string; verdict: string }) =>
    `verdict が ${p.verdict} の規則に「${p.key}」は書けません。`,
  'require-nothing': () => 'verdict が require なのに safeguards がありません。',
  'rules-collide': (p: { one: string; other: string; example: string }) =>
    `規則「${p.one}」と「${p.other}」が同時に当てはまります（例：${p.example}）。条件を分けるか、どちらかに overrides を書いてください。`,
  'rules-too-many-cases': (p: { act: string; count: number }) =>
    `行為「${p.act}」の場合分けが ${p.count} 通りあり、確かめきれません。条件に使う項目を減らしてください。`,
  'override-loop': (p: { rules: string }) =>
    `規則がお互いを上書きしています（${p.rules}）。どちらかの overrides を消してください。`,
  'override-other-act': (p: { rule: string }) =>
    `「${p.rule}」は別の行為の規則なので、上書きできません。`,
  'expression-name': (p: NameParams) =>
    `式の中の「${p.name}」という名前は、ここにはありません${hint(p.near)}。`,
  'expression-types': (p: { summary: string }) =>
    `式の中で、比べたり計算したりできない組み合わせがあります（${p.summary}）。`,
  'expression-syntax': (p: { summary: string }) => `式として読めません（${p.summary}）。`,
  'expression-result': (p: { wanted: string; got: string }) =>
    `この式の答えは${p.got}ですが、ここでは${p.wanted}でなければなりません。`,
  'unknown-function': (p: { summary: string }) =>
    `そのような使い方の関数はありません（${p.summary}）。`,
  'case-kind': () =>
    '事例には ask（尋ねる）、play（手続を進める）、entry（台帳に書く）、classify（分類を決める）、holders（役割に就く）、account、contacts、grants、edition、round（実施で問う）のどれか一つを書いてください。',
  'unknown-person': (p: NameParams) =>
    `人「${p.name}」が cases/organization.yaml にありません${hint(p.near)}。`,
  'unknown-unit': (p: NameParams) =>
    `所属「${p.name}」が cases/organization.yaml にありません${hint(p.near)}。`,
  'unknown-place': (p: NameParams & { what: string }) =>
    `${p.what}「${p.name}」が cases/organization.yaml にありません${hint(p.near)}。`,
  'unknown-entry': (p: NameParams) =>
    `台帳の行「${p.name}」が cases/organization.yaml の entries にありません${hint(p.near)}。`,
  'unknown-decision': (p: NameParams) => `決定「${p.name}」はこの手続にありません${hint(p.near)}。`,
} as const

/** The faults that language 2 added. */
const language2 = {
  'expression-empty': (p: { names: string }) =>
    `「${p.names}」は空のことがありますが、そのときにどうなるかが式に書かれていません。項目を required にするか、空のときの値（empty）を項目に書くか、== '' や != '' と比べてください（表の欄と organization の事実は has(…) で確かめてください）。`,
} as const

/** The faults that language 3 added. */
const language3 = {
  'field-circle': (p: { fields: string }) =>
    `項目がお互いの表示条件（when）を読み合っています（${p.fields}）。どれかの when を、ほかの項目で書き直してください。`,
} as const

/** The faults that language 4 added. */
const language4 = {
  'unknown-provision-part': (p: { ref: string; part: number; count: number }) =>
    p.count === 0
      ? `条項「${p.ref}」は号に分かれていません。「/${p.part}」を消すか、gist を並びにしてください。`
      : `条項「${p.ref}」に号「${p.part}」はありません。1から${p.count}までのどれかにしてください。`,
  'decides-unsaid': (p: { step: string }) =>
    `段階「${p.step}」の決定（may）は申請者も選べますが、申請を決める段階かどうかが書かれていません。決める段階なら by から applicant を除き、決まったあとに進めるだけの段階なら decides: false を書いてください。`,
  'permit-undecided': (p: { step: string }) =>
    `この手続は規則の許可を与えますが、段階「${p.step}」を通ると、申請者のほかの人が決めないまま良い終わりに着きます。決める段階（may があり、decides: false でないもの）を必ず通るようにしてください。`,
  'same-person-idle': (p: { step: string }) =>
    `段階「${p.step}」の samePerson には働きがありません。前に別の役割が決める段階があり、この段階も役割が決めるときだけ書いてください。`,
  'succeeds-present': (p: { what: string; name: string }) =>
    `${p.what}「${p.name}」はまだこのパックにあるので、その案件は移せません。succeeds から消すか、${p.what}のほうを消してください。`,
  'succeeds-itself': (p: { procedure: string }) =>
    `手続「${p.procedure}」が自分を引き継いでいます。なくした段階があれば succeeds に「前の段階: 今の段階」と書き、なければ消してください。`,
  'succeeded-twice': (p: { procedure: string; other: string }) =>
    `手続「${p.procedure}」の案件は、もう手続「${p.other}」が引き継いでいます。どちらか一つだけに書いてください。`,
  'number-taken': (p: { number: string; procedure: string }) =>
    `番号「${p.number}」は手続「${p.procedure}」と同じです。どの手続の番号か分かるように変えてください。`,
  'demand-not-yes-no': (p: { key: string; field: string }) =>
    `項目「${p.field}」の ${p.key} に yes と書けるのは type: yes-no のときだけです。選択肢の id か、value を使った式を書いてください。`,
  'skip-loses-effects': (p: { step: string }) =>
    `段階「${p.step}」は要らないときに通り過ぎますが、通り過ぎると do は行われません。行き先を skipTo に書いてください。そこでも要る効果は、行き先の段階にも書いてください。`,
  'state-from-anywhere': (p: { register: string; state: string }) =>
    `手続が状態「${p.state}」にするのに、台帳「${p.register}」にその元の状態がありません。enteredFrom: { ${p.state}: [元の状態] } を台帳に書いてください。`,
  'bad-span': (p: { text: string; example: string }) =>
    `「${p.text}」は長さとして読めません。${p.example} のように書いてください（minutes、hours、days、working days、months、years）。`,
  'field-key': (p: { field: string; key: string; type: string }) =>
    `項目「${p.field}」は${p.type}なので、「${p.key}」は使われません。消すか、型を直してください。`,
  'never-asked': (p: { field: string }) =>
    `項目「${p.field}」は必ず要るのに、どの段階も尋ねません。どれかの段階の fill に書き足すか、required を消してください。`,
  'never-filled': (p: { field: string }) =>
    `この分かれ道が読む項目「${p.field}」は、どの段階でも書かれません。fill に書き足すか、条件を直してください。`,
  'own-deputy': (p: { role: string; text: string }) =>
    `役割「${p.role}」の代行「${p.text}」は、その役割に就く人と同じです。ほかの人が代わる書き方に直すか、消してください。`,
  'rule-never': (p: { rule: string }) =>
    `規則「${p.rule}」の条件は、どの場合にも成り立ちません。条件を直すか、規則を消してください。`,
  'rule-overridden': (p: { rule: string; by: string }) =>
    `規則「${p.rule}」は、当てはまるときにいつも「${p.by}」に上書きされます。条件か overrides を直すか、規則を消してください。`,
  'class-falls-through': (p: { act: string; example: string }) =>
    `行為「${p.act}」は、どの規則にも当てはまらない分類まで許しています（例：${p.example}）。規則を足すか、許してよいわけを otherwise の because に書いてください。`,
  'impossible-era': (p: { text: string; proper: string }) =>
    `「${p.text}」という日付はありません${p.proper === '' ? '' : `（正しくは${p.proper}）`}。日付を直してください。`,
  'yaml-tag': (p: { tag: string }) =>
    `YAML の印「${p.tag}」は使えません。消すか、値を引用符で囲んでください。`,
  'file-encoding': () =>
    'このファイルの文字は UTF-8 ではありません。UTF-8 で保存し直してください。',
  'file-empty': () =>
    'このファイルには何も書かれていません。中身を書くか、ファイルを消してください。',
  'file-extension': (p: { name: string; wanted: string }) =>
    `ファイル名「${p.name}」では読まれません。「${p.wanted}」に変えてください。`,
} as const

/** The faults that language 5 added. */
const language5 = {
  'english-of-nothing': (p: { text: string }) =>
    `「${p.text}」という文字がこのパックにありません。パックに書かれているとおりに直すか、この行を消してください。`,
  'unknown-register-group': (p: NameParams) =>
    `まとまり「${p.name}」が pack.yaml の registerGroups にありません${hint(p.near)}。`,
  'want-twice': (p: { procedure: string; other: string }) =>
    `手続「${p.procedure}」は、したいこと「${p.other}」にもうあります。どちらか一つの ways にだけ書いてください。`,
  'way-without-use': (p: { procedure: string }) =>
    `手続「${p.procedure}」は、似た手続と並べて選んでもらうものなのに、どんなときのものかが書かれていません。手続のファイルに use を一行で書いてください（例：use: 端末や媒体を持って出るとき）。`,
  'nobody-adds': (p: { register: string }) =>
    `台帳「${p.register}」を書く人は、登録するそのものの役割です。登録する前はまだ誰もいないので、最初の一つを誰も登録できません。登録できる人を addedBy に書いてください（例：addedBy: security-officer of unit）。`,
  'opens-unsaid': (p: { field: string }) =>
    `この手続は、始めた人が項目「${p.field}」に選んだ人のID、役割、手元のもの、署名にかかわりますが、誰が始められるかが書かれていません。opens に書いてください（例：opens: [person in ${p.field}, security-officer of ${p.field}.unit]。誰でもよければ opens: anyone）。`,
  'opens-late': (p: { field: string }) =>
    `始められる人を決める項目「${p.field}」が、最初の段階で必ず書かれるとは限りません。最初の段階の fill に入れ、required にしてください。`,
  'date-unmeant': (p: { field: string }) =>
    `日付「${p.field}」が何の日かを一つだけ書いてください。これからの予定は meaning: planned、許す期限は meaning: until、済んだことは past か moment、いつでもよい日は meaning: free です。`,
  'until-optional': (p: { field: string }) =>
    `期限「${p.field}」が空のことがあり、いつまでも許すことになります。required を書くか、期限でないなら meaning を直してください。`,
  'meaning-of-form': (p: { field: string }) =>
    `台帳の日付「${p.field}」に meaning は使えません。済んだことなら past を書き、そうでなければ消してください。`,
  'should-of-form': (p: { field: string }) =>
    `様式の項目「${p.field}」の should は何も起こしません。満たさなければ出せないなら must に、分かれ道にするなら then の when に、あとまで見ていくなら台帳の項目の should に書いてください。`,
  'demand-in-rows': (p: { field: string }) =>
    `表の列「${p.field}」の must と should は見られません。表の項目に書いてください（例：must: "value.all(r, r.hours <= 24.0)"）。`,
  'keeper-nowhere': (p: { text: string }) =>
    `「${p.text}」が誰かを決める項目がこの台帳にないので、誰も登録できません。その台帳を指す項目を足すか、登録できる人を addedBy に書いてください。`,
  'keeper-unnamed': (p: { text: string; field: string }) =>
    `「${p.text}」が誰かは項目「${p.field}」で決まりますが、空のことがあります。空だと誰も登録できません。項目を required にするか、登録できる人を addedBy に書いてください。`,
  'asked-again': (p: { field: string; register: string; from: string }) =>
    `「${p.field}」は「${p.register}」の行が知っているのに、もう一度聞いています。from: ${p.from} と書いて行から取ってください。別のことを聞くのなら from: none と書いてください。`,
  'state-stranded': (p: { state: string; procedure: string }) =>
    `手続「${p.procedure}」が終わると行は「${p.state}」になりますが、そこから出る道がありません。byHand に書いて台帳の管理者が戻せるようにするか、戻す手続を置くか、終わりの状態なら ended に書いてください。`,
  'planned-as-past': (p: { field: string; target: string }) =>
    `予定の「${p.field}」を、済んだことを書く台帳の「${p.target}」に書いています。行った段階で聞いた日時（moment）を書いてください。`,
  'must-late': (p: { field: string; target: string }) =>
    `項目「${p.field}」は台帳の「${p.target}」に入り、そこで断られることがあります。同じ must を書いて、書いたときに断ってください。`,
  'from-late': (p: { field: string; via: string }) =>
    `「${p.field}」を聞くときには、行「${p.via}」がまだ選ばれていません。同じ段階か前の段階の fill に入れてください。`,
  'from-misfit': (p: { field: string; source: string }) =>
    `台帳の「${p.source}」は、項目「${p.field}」に入らないことがあります。種類と選択肢をそろえてください。`,
  'among-elsewhere': (p: { field: string }) =>
    `項目「${p.field}」は、この手続の対象に印を付けるもの（among: about）ですが、対象と台帳が違います。type を about と同じ台帳の lines of にしてください。`,
  'not-ticked': (p: { field: string }) =>
    `項目「${p.field}」は、この手続の対象に印を付けるものではありません。項目に among: about を書くか、別の項目を選んでください。`,
  'of-and-not': () =>
    'of と notIn は一緒に書けません。印を付けたものには of だけ、付けなかったものには notIn だけを書いてください。',
  'apart-unread': (p: { name: string; where: string; parts: string }) =>
    p.where === 'audit'
      ? `兼務の禁止「${p.name}」の in: audit は、手続 audit がないので、どこでも見られません。手続の中で分けるなら in: case と 手続.段階、役割を分けるなら in: organization と役割の id で書いてください。`
      : `兼務の禁止「${p.name}」は、立場「${p.parts}」に立つ人がどこにもいないので働きません。${p.where === 'organization' ? '役割の id' : 'applicant、approver、役割の id、手続.段階'} で書いてください。`,
  'start-fixed': (p: { field: string; procedure: string }) =>
    `手続「${p.procedure}」の項目「${p.field}」はプログラムが書くので（value）、渡せません。with から消してください。`,
  'start-without-actor': (p: { procedure: string; step: string; fields: string }) =>
    `手続「${p.procedure}」の最初の段階「${p.step}」は項目「${p.fields}」で決まる人が行うのに、渡されていません。with に書き足してください。`,
  'first-actor-unknown': (p: { step: string; fields: string }) =>
    `最初の段階「${p.step}」は項目「${p.fields}」で決まる人が行いますが、始めるときにはだれも書いていません。この手続を始める start の with で渡すか、by を直してください。`,
} as const

/** The faults that language 6 added: of short words, and of what is taken from the library. */
const language6 = {
  'short-and-long': (p: { short: string; long: string }) =>
    `${p.short} と ${p.long} の両方が書かれています。どちらかを消してください。`,
  'unknown-item': (p: NameParams) =>
    `この実施が問う項目に「${p.name}」がありません${hint(p.near)}。`,
  'take-missing': (p: NameParams) =>
    `ライブラリに「${p.name}」がありません${hint(p.near)}。道を確かめてください。`,
  'unknown-parameter': (p: NameParams) =>
    `「${p.name}」というパラメーターはありません${hint(p.near)}。`,
  'wrong-parameter': (p: { title: string; wanted: string }) =>
    `「${p.title}」には${p.wanted}を書いてください。`,
  'missing-parameter': (p: { name: string; title: string }) =>
    `with に ${p.name}（${p.title}）がありません。書き足してください。`,
  'unknown-library-part': (p: NameParams) =>
    `この仕組みに「${p.name}」という部分はありません${hint(p.near)}。`,
  'missing-library-part': (p: { name: string; says: string }) =>
    `部分 ${p.name}（${p.says}）に条項がありません。carries に書き足してください。`,
  'unused-parameter': (p: { name: string }) =>
    `「${p.name}」はどこでも使われていません。使うか、消してください。`,
  'condition-name': (p: { name: string }) =>
    `条件の名前「${p.name}」は項目の id や式の言葉にもあります。ほかの名前にしてください。`,
  'condition-long': (p: { name: string; longest: number }) =>
    `条件「${p.name}」は、書き出すと${p.longest}文字を超えます。短く分けてください。`,
  'machine-without-token': (p: { each: string }) =>
    `機械は、台帳の登録か組織について、項目に答えるだけです。「${p.each}」を見て回る仕事の by から machine を消してください。`,
  'machine-alone': () =>
    'by が machine だけです。機械の答えが来ないときに行う人を書き足してください。',
  'range-count': (p: { count: number }) =>
    p.count === 0
      ? '条項の from が to より後にあります。入れ替えてください。'
      : `この間の条項は${p.count}件です。どれも支えるかを確かめて、count を${p.count}にしてください。`,
  'perform-many': (p: { count: number }) =>
    `perform には行いを一つだけ書きます（${p.count}つあります）。一つにするか、may で書いてください。`,
  'returns-nothing': () =>
    'returns は、about に台帳の登録がある手続だけに書けます。about を書き足してください。',
  'unknown-checklist': (p: NameParams) => `点検表「${p.name}」がありません${hint(p.near)}。`,
  'unknown-round': (p: NameParams) =>
    `定期業務「${p.name}」が rounds.yaml にありません${hint(p.near)}。`,
  'unknown-choice': (p: NameParams) =>
    `組織の選択「${p.name}」が organization.yaml にありません${hint(p.near)}。`,
  'choice-kind': (p: { name: string; type: string; wanted: string }) =>
    `組織の選択「${p.name}」は${p.type}なので、ここでは使えません。${p.wanted}の選択を書いてください。`,
  'bad-of': (p: { text: string }) =>
    `「${p.text}」は点検表の相手として読めません。organization、unit、person、line of 台帳 のどれかで書いてください。`,
  'bad-each': (p: { text: string }) =>
    `「${p.text}」は定期業務の相手として読めません。organization、unit、person、holder of 役割、line of 台帳 のどれかで書いてください。`,
  'bad-draw': (p: { text: string }) =>
    `「${p.text}」は取り込む項目として読めません。items of 点検表、questions of 点検表、findings of 点検表 のどれかで書いてください。`,
  'bad-samples': (p: { text: string }) =>
    `「${p.text}」は抜き取る記録として読めません。cases of 手続 か lines of 台帳 と書いてください。`,
  'independent-nowhere': (p: { each: string }) =>
    `相手（${p.each}）には所属がないので、離れた人（independent）を決められません。所属か、所属に属する台帳の行を相手にしてください。`,
  'independent-anyone': () =>
    '離れた人（independent）に限るときは、行う人（by）を役割で書いてください。machine と everyone は書けません。',
  'view-nothing': () =>
    'view には見るものがありません。見る点検表を draw に書くか、view を消してください。',
  'samples-without-view': () =>
    '抜き取り（samples）は、ほかの点検表を見る点検表（view のあるもの）だけに書けます。view を書くか、samples を消してください。',
  'draw-findings': () =>
    '前の指摘（findings of）は、view のある点検表だけが取り込めます。何を見るかを view に書くか、消してください。',
  'view-of-view': (p: { name: string }) =>
    `点検表「${p.name}」の項目はもう別の view で見るものなので、さらに view では見られません。もとの点検表を draw に書いてください。`,
  'bad-every': (p: { text: string }) =>
    `「${p.text}」は間隔として読めません。day、working day、week、month、quarter、half-year、year、2 weeks、2 months、2 years か organization.選択 と書いてください。`,
  'bad-occasion': (p: { text: string }) =>
    `「${p.text}」は始まるときとして読めません。new、left、moved、edition、hand、end of 手続、end 終わり of 手続 のどれかで書いてください。`,
  'bad-closing': (p: { text: string }) =>
    `「${p.text}」では済んだことになりません。answers to 点検表、reading of 点検表、line of 台帳、end of 手続、end 終わり of 手続、meeting of 会議体 のどれかで書いてください。`,
  'closing-where': (p: { text: string }) =>
    `where は、台帳の行（line of 台帳）と手続の終わり（end of 手続）を選ぶためのものです。「${p.text}」からは消してください。`,
  'checklist-empty': () =>
    '点検表に項目がありません。items に一つ以上書くか、draw でほかの点検表から取り込んでください。',
  'item-never-wrong': (p: { item: string }) =>
    `項目「${p.item}」は、何と答えても指摘になりません。あるべき答えを should に書いてください（例：should: "value <= 4.0"）。`,
  'draw-circle': (p: { chain: string }) =>
    `点検表がお互いを取り込んでいます（${p.chain}）。どれかの draw から消してください。`,
  'draw-subject': (p: { name: string; of: string; own: string }) =>
    `点検表「${p.name}」の相手は ${p.of} で、この点検表の ${p.own} と違うので、items は取り込めません。同じ相手の点検表を書くか、人への問いなら questions of と書いてください。`,
  'draw-questions': () =>
    'questions of は、人の点検表（of: person）だけに書けます。items of と書くか、消してください。',
  'draw-nothing': (p: { name: string }) =>
    `点検表「${p.name}」には人への問い（ask）がないので、取り込むものがありません。項目に ask を書くか、この draw を消してください。`,
  'self-nobody': () =>
    'self は、人が相手のとき（person か holder of 役割）だけに書けます。行う人を役割で書いてください。',
  'who-unfound': (p: { text: string; each: string }) =>
    `「${p.text}」が誰かは、相手（${p.each}）からは決まりません。組織に一つの役割か、相手の所属や場所の役割で書いてください。`,
  'round-unbegun': (p: { round: string }) =>
    `定期業務「${p.round}」はいつまでも始まりません。間隔（every）か、始まるとき（on）を書いてください。`,
  'round-nobody': (p: { round: string }) =>
    `定期業務「${p.round}」を行う人がいません。by に書いてください。`,
  'month-without-every': () =>
    'in だけでは何年ごとの月かが決まりません。every: year などを書いてください。',
  'month-misfit': () =>
    'in は、月より長い間隔（2 months、quarter、half-year、year、2 years など）のときだけ意味があります。every を直すか、in を消してください。',
  'within-without-on': () =>
    'within は on で始まったときの長さなので、on がないと使われません。on を書くか、within を消してください。',
  'where-nothing': (p: { each: string }) =>
    `each: ${p.each} では、where で選ぶものがありません。組織による違いなら applies に書き、そうでなければ消してください。`,
  'occasion-misfit': (p: { text: string; each: string }) =>
    `「${p.text}」は each: ${p.each} では起こりません。on から消すか、each を直してください。`,
  'closing-misfit': (p: { text: string; each: string; why: string }) =>
    `「${p.text}」では each: ${p.each} の一つ一つが済んだと分かりません（${p.why}）。相手に合うものを書いてください。`,
  'course-needed': (p: { needed: number; count: number }) =>
    `合格に要る正解の数（${p.needed}）が、問いの数（${p.count}）を超えています。needed を減らすか、問いを足してください。`,
  'course-right': (p: { right: number; count: number }) =>
    `正しい答えの番号（right: ${p.right}）が、答えの数（${p.count}）を超えています。1から数えた番号を書いてください。`,
  'course-misfit': () =>
    'course は、相手が人（person か holder of 役割）で、済ませるものに台帳の行（line of 台帳）が一つだけある定期業務に書けます。closedBy を合わせるか、course を消してください。',
  'course-unnamed': (p: { register: string }) =>
    `研修を受けた人が、台帳「${p.register}」のどの項目にも入りません。人の並び（persons）の項目に attendees を入れてください。`,
  'closing-nothing': (p: { checklist: string }) =>
    `点検表「${p.checklist}」は、ここでは何も尋ねません（人への問いは、人の点検表に取り込まれて尋ねられます）。尋ねる項目を書いてください。`,
  'portion-yearly': () =>
    'portion は、年に一度（every: year）の定期業務だけに書けます。every: year にするか、portion を消してください。',
  'portion-answers': () =>
    'portion は、一つの点検表への答え（closedBy: answers to 点検表）で済むときだけに書けます。closedBy を直すか、portion を消してください。',
  'portion-short': (p: { items: number; years: number; count: number; needed: number }) =>
    `一度に${p.items}項目では、${p.years}年で${p.count}項目を回りきれません。items を${p.needed}以上にするか、years を増やしてください。`,
  'choice-key': (p: { name: string; key: string; type: string }) =>
    `組織の選択「${p.name}」は${p.type}なので、「${p.key}」は使われません。消すか、type を直してください。`,
  'choice-beyond': (p: { name: string; limit: string; value: string }) =>
    `組織の選択「${p.name}」は、規程では${p.limit}です（選ばれているのは${p.value}）。value を直してください。`,
  'section-empty': (p: { section: string }) =>
    `節「${p.section}」には、示すものがありません。text に文を書くか、draw で点検表の項目を取り込んでください。`,
  'defined-twice': (p: { word: string; other: string }) =>
    `「${p.word}」の意味は、節「${p.other}」でも決めています。どちらか一つの defines に書いてください。`,
  'unused-choice': (p: { name: string }) =>
    `組織の選択「${p.name}」は、どこでも読まれません。定期業務の every や式で organization.${p.name} と読むか、支える条項（carries）を書くか、消してください。`,
  'bad-check': (p: { text: string }) =>
    `「${p.text}」は確かめるものとして読めません。点検表の id、「点検表 of 項目」、「round 定期業務 of applicant」のどれかで書いてください。`,
  'check-either': (p: { name: string }) =>
    `「${p.name}」は役割にも点検表にもあるので、だれが見るのか、何を見るのかが決まりません。点検表を見るなら、by と checks で書いてください。`,
  'must-without-check': () =>
    'must: all は、この段階で確かめるもの（check）がすべて正しいことを求める印です。check を書き足すか、消してください。',
  'check-subject': (p: { name: string; of: string }) =>
    `「${p.name}」は ${p.of} について確かめますが、この手続の案件からはそれが決まりません。of に項目を書くか、about を直してください。`,
  'check-round-must': (p: { round: string }) =>
    `定期業務「${p.round}」は、済むまで待つのでなければ、確かめても何も起きません。must: all を書き足すか、消してください。`,
  'checks-nothing': () =>
    'はじめの段階には、確かめるものがありません。check を、確かめる段階のあとに移してください。',
} as const

/**
 * Everything that may be wrong with a pack. A new fault goes into the group of a new language,
 * never into one that editions were kept under.
 */
export const packFaultKinds = {
  ...language1,
  ...language2,
  ...language3,
  ...language4,
  ...language5,
  ...language6,
} as const

const languages: readonly Readonly<Record<string, unknown>>[] = [
  language1,
  language2,
  language3,
  language4,
  language5,
  language6,
]

/**
 * The version of the language that packs are written in now: what an edition is kept under when it
 * is adopted.
 */
export const packLanguage = languages.length

/** The version of the language in which this became a fault. */
export function sinceOf(code: PackFaultCode): number {
  return languages.findIndex((group) => Object.hasOwn(group, code)) + 1
}

export type PackFaultCode = keyof typeof packFaultKinds
type Params<Code extends PackFaultCode> = Parameters<(typeof packFaultKinds)[Code]>[0]

/**
 * Where in a value a fault stands (at the value, at its key, or some characters into its text), and
 * since when it is one.
 */
export interface FaultSpot {
  readonly key?: boolean
  readonly offset?: number
  /**
   * The language in which this check became so strict, where that was later than the fault itself.
   */
  readonly since?: number | undefined
}

/** A fault with the keys from the root of its file to its place. */
export interface PlacedPackFault extends PackFault {
  readonly keys: Path
}

/**
 * What a pack that only others extend may leave to them: parts that are missing, and names that
 * they define.
 */
const openInShared: ReadonlySet<PackFaultCode> = new Set([
  'missing-key',
  'unknown-role',
  'unknown-post',
  'unknown-procedure',
  'unknown-register',
  'unknown-act',
  'unknown-rule',
  'unknown-safeguard',
  'unknown-axis',
  'unknown-level',
  'unknown-checklist',
  'unknown-choice',
  'expression-name',
  'no-steps',
  'unknown-step',
  'unknown-end',
  'unknown-field',
])

/** Collects the faults of one loading; the same fault at the same place is kept once. */
export class FaultCollector {
  private readonly byPlace = new Map<string, PlacedPackFault>()
  private allowsOpenNames = false
  /**
   * The pack is an edition that was kept: what cannot be compiled is still read, and decides in the
   * safe direction.
   */
  readonly kept: boolean

  constructor({ kept = false }: { readonly kept?: boolean } = {}) {
    this.kept = kept
  }

  /** From now on, what a shared pack leaves to the packs that extend it is not reported. */
  allowOpenNames(): void {
    this.allowsOpenNames = true
  }

  add<Code extends PackFaultCode>(
    code: Code,
    at: SourceOrigin,
    params: Params<Code> extends undefined ? Record<never, never> : Params<Code>,
    spot: FaultSpot = {},
  ): void {
    const position =
      spot.key === true ? at.file.locateKey(at.path) : at.file.locate(at.path, spot.offset)
    const here = { file: at.file.path, position, keys: at.path, since: spot.since }
    const { taker } = at
    if (taker === undefined) this.put(code, here, params)
    else
      this.put(
        code,
        {
          file: taker.file.path,
          position: taker.file.locate(taker.path),
          keys: taker.path,
          since: spot.since,
          library: { file: here.file, ...position },
        },
        params,
      )
  }

  addAt<Code extends PackFaultCode>(
    code: Code,
    file: string,
    position: Position,
    params: Params<Code> extends undefined ? Record<never, never> : Params<Code>,
  ): void {
    this.put(code, { file, position, keys: [] }, params)
  }

  private put(
    code: PackFaultCode,
    { file, position, keys, since, library }: Spotted,
    params: unknown,
  ): void {
    if (this.allowsOpenNames && openInShared.has(code)) return
    const say = packFaultKinds[code] as (params: unknown) => string
    const fault: PlacedPackFault = {
      code,
      file,
      line: position.line,
      column: position.column,
      path: keys.join('.'),
      detail:
        say(params) + (library ? `ライブラリの ${library.file}:${library.line} のことです。` : ''),
      ...(library && { library }),
      since: Math.max(since ?? 0, sinceOf(code)),
      keys,
    }
    this.byPlace.set(JSON.stringify([fault.file, fault.line, fault.column, fault.detail]), fault)
  }

  get count(): number {
    return this.byPlace.size
  }

  /** The faults in the order of files, lines and columns. */
  list(): PackFault[] {
    return this.placed().map(unplaced)
  }

  /** The faults in the order of `list`, with the keys to each place. */
  placed(): PlacedPackFault[] {
    return [...this.byPlace.values()].sort(compareFaults)
  }
}

/** The fault without its keys, which only the loader uses. */
export function unplaced(fault: PlacedPackFault): PackFault {
  const { keys: _, ...rest } = fault
  return rest
}

interface Spotted {
  readonly file: string
  readonly position: Position
  readonly keys: Path
  readonly since?: number | undefined
  readonly library?: PackFault['library'] & object
}

/** The order of files, lines and columns. */
export function compareFaults(a: PackFault, b: PackFault): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
