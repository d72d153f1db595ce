/** Problems of procedures and their cases. Names of people come with さん. */
export const procedureProblems = {
  'procedure-unknown': {
    status: 404,
    title: '手続がありません',
    say: (p: { procedure: string }) =>
      `「${p.procedure}」という手続は、今の規程パックにありません。手続の一覧から選んでください。`,
  },
  'may-not-open': {
    status: 403,
    title: '申請できません',
    say: (p: { procedure: string; who: string }) =>
      `「${p.procedure}」を始められるのは${p.who}です。必要なときは、その人に頼んでください。`,
  },
  'about-missing': {
    status: 422,
    title: '対象がありません',
    say: (p: { procedure: string; title: string }) =>
      `「${p.procedure}」には${p.title}が必要です。台帳から選んでください。`,
  },
  'about-single': {
    status: 422,
    title: '対象は一つだけです',
    say: (p: { procedure: string; title: string }) =>
      `「${p.procedure}」の${p.title}は一つだけ選べます。ほかのものは、別に申請してください。`,
  },
  'about-over': {
    status: 409,
    title: 'もう使われていない登録です',
    say: (p: { name: string; state: string }) =>
      `「${p.name}」はもう「${p.state}」なので、この手続の対象にできません。台帳で今の状態を確かめて、使われているものを選んでください。`,
  },
  'case-ended': {
    status: 409,
    title: '終わった案件です',
    say: (p: { outcome: string }) =>
      `この案件は「${p.outcome}」で終わっています。必要なときは、新しく申請してください。`,
  },
  'case-unreadable': {
    status: 500,
    title: '案件の記録を読めません',
    say: (p: { number: string; place: string }) =>
      `案件「${p.number}」の記録を読めません（${p.place}）。何も変更されていません。管理者に案件の番号を伝えてください。`,
  },
  'case-newer': {
    status: 500,
    title: '新しい版で書かれた案件です',
    say: (p: { number: string }) =>
      `案件「${p.number}」は、このプログラムより新しい版で書かれています。何も変更されていません。プログラムを新しい版にするよう、管理者に伝えてください。`,
  },
  'step-passed': {
    status: 409,
    title: '先の段階に進んでいます',
    say: (p: { step: string }) =>
      `この案件は今「${p.step}」の段階にあります。画面を読み直してください。`,
  },
  'applicant-decides': {
    status: 403,
    title: '申請した人は決められません',
    say: (p: { step: string; acting: string }) =>
      `自分の申請の「${p.step}」は自分では決められません。${p.acting}が決めます。`,
  },
  'parts-apart': {
    status: 403,
    title: '兼ねられない役です',
    say: (p: { step: string; rule: string; acting: string }) =>
      `「${p.step}」は、この案件でほかの役を務めた人には決められません（${p.rule}）。${p.acting}が決めます。`,
  },
  'already-acted': {
    status: 409,
    title: 'もう決めています',
    say: (p: { step: string; acting: string }) =>
      `「${p.step}」はもう済ませています。次は${p.acting}の番です。`,
  },
  'not-your-turn': {
    status: 403,
    title: 'あなたの番ではありません',
    say: (p: { step: string; acting: string }) =>
      `今の段階「${p.step}」を進めるのは${p.acting}です。急ぐときは、その人に知らせてください。`,
  },
  'decision-unknown': {
    status: 422,
    title: '選べない決定です',
    say: (p: { step: string; decisions: string }) =>
      `「${p.step}」で選べるのは${p.decisions}です。その中から選んでください。`,
  },
  'comment-missing': {
    status: 422,
    title: '理由がありません',
    say: (p: { decision: string }) =>
      `「${p.decision}」には理由が必要です。相手に伝わる一文を書いてください。`,
  },
  'not-confirmed': {
    status: 422,
    title: '確かめていないことがあります',
    say: (p: { missing: string }) =>
      `まだ確かめていないことがあります：${p.missing}。確かめて印を付けてください。`,
  },
  'meeting-not-recorded': {
    status: 409,
    title: '会議の記録がありません',
    say: (p: { step: string; decision: string }) =>
      `「${p.step}」は会議で決めます。「${p.decision}」は、会議の記録に書いてから進めてください。`,
  },
  'not-on-agenda': {
    status: 409,
    title: '会議で決めるのを待っていません',
    say: (p: { case: string }) =>
      `「${p.case}」は、この会議で決めるのを待っていません。議題から外して、記録し直してください。`,
  },
  'meeting-over': {
    status: 409,
    title: '終わった会議です',
    say: (p: { meeting: string; state: string }) =>
      `会議「${p.meeting}」は${p.state}。変えるには、新しい会議を開いてください。`,
  },
  'meeting-not-begun': {
    status: 409,
    title: 'まだ開かれていない会議です',
    say: (p: { meeting: string; begins: string }) =>
      `会議「${p.meeting}」は${p.begins}からです。開いてから記録してください。日時が変わったのなら、先に予定を直してください。`,
  },
  'not-signed': {
    status: 422,
    title: '署名がありません',
    say: (p: { step: string; text: string }) =>
      `「${p.step}」には「${p.text}」への署名が要ります。読んで署名してください。`,
  },
  'holdings-open': {
    status: 422,
    title: '返すものが残っています',
    say: (p: { step: string }) =>
      `「${p.step}」を済ませるには、手元にあるものを一つずつ、返したか、返せない理由を書いてください。`,
  },
  'nothing-to-sign': {
    status: 409,
    title: '署名する文章がありません',
    say: (p: { step: string }) =>
      `「${p.step}」に署名する文章はありません。画面を読み直して、今の段階を確かめてください。`,
  },
  'text-changed': {
    status: 409,
    title: '文章が変わりました',
    say: (p: { title: string }) =>
      `「${p.title}」は、読んだときから変わりました。もう一度読んで署名してください。`,
  },
  'signature-unknown': {
    status: 404,
    title: '署名されたものと違います',
    say: () =>
      'このPDFは、あなたが見られる案件で署名されたものと一致しません。書き換えられたか、別のファイルです。案件のページから取り出したものと比べてください。',
  },
  'paper-not-yours': {
    status: 403,
    title: '紙の記録はできません',
    say: (p: { step: string }) =>
      `「${p.step}」を紙から記録できるのは、規程パックが決めた人だけで、その段階の順番が来ている人の分だけです。`,
  },
  'paper-without-scan': {
    status: 422,
    title: '紙の写しがありません',
    say: (p: { step: string }) =>
      `「${p.step}」を紙から記録するには、紙を読み取ったファイルが要ります。付けてから、もう一度送ってください。`,
  },
  'exception-without-end': {
    status: 422,
    title: '例外に終わりの日がありません',
    say: () => '例外には終わりの日が要ります。期限の欄に日付を入れてから、もう一度決めてください。',
  },
  'exception-over': {
    status: 422,
    title: '例外の期間が正しくありません',
    say: (p: { from: string; until: string }) =>
      `例外の終わりの日（${p.until}）が、始まりの日（${p.from}）より前です。期限を直してから、もう一度決めてください。`,
  },
  'exception-unknown': {
    status: 422,
    title: '例外の案件がありません',
    say: (p: { number: string }) =>
      `「${p.number}」という番号の案件はありません。例外を認めた案件の番号を書いてください。`,
  },
  'no-one-may-decide': {
    status: 409,
    title: '決める人がいません',
    say: (p: { step: string; seat: string; why: string }) =>
      `「${p.step}」を決める${p.seat}がいません（${p.why}）。組織の画面で任命か代行者を登録してから、もう一度送ってください。`,
  },
  'no-way-on': {
    status: 422,
    title: '進む先がありません',
    say: (p: { step: string; decision: string }) =>
      `「${p.step}」の「${p.decision}」から進む先が規程パックにありません。管理者に知らせてください。`,
  },
  'may-not-withdraw': {
    status: 409,
    title: '取り下げられません',
    say: (p: { why: string }) => `この案件は取り下げられません。${p.why}`,
  },
  'reason-missing': {
    status: 422,
    title: '理由がありません',
    say: (p: { act: string }) =>
      `${p.act}には理由が必要です。あとで読む人に分かる一文を書いてください。`,
  },
  'not-handed-over': {
    status: 422,
    title: '引き継げません',
    say: (p: { name: string; why: string }) => `${p.name}さんには引き継げません。${p.why}`,
  },
} as const
