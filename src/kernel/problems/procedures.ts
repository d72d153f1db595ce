import type { Words } from '../words/words.ts'

/** Problems of procedures and their cases. Names of people come with さん. */
export const procedureProblems = {
  'procedure-unknown': {
    status: 404,
    title: { ja: '手続がありません', en: 'There is no such procedure' },
    say: (p: { procedure: string }) => ({
      ja: `「${p.procedure}」という手続は、今の規程パックにありません。手続の一覧から選んでください。`,
      en: `The policy pack in force has no procedure “${p.procedure}”. Choose one from the list of procedures.`,
    }),
  },
  'may-not-open': {
    status: 403,
    title: { ja: '申請できません', en: 'You may not apply' },
    say: (p: { procedure: string; who: string }) => ({
      ja: `「${p.procedure}」を始められるのは${p.who}です。必要なときは、その人に頼んでください。`,
      en: `Only ${p.who} may begin “${p.procedure}”. Ask them where it is needed.`,
    }),
  },
  'about-missing': {
    status: 422,
    title: { ja: '対象がありません', en: 'What it is about is missing' },
    say: (p: { procedure: string; title: string }) => ({
      ja: `「${p.procedure}」には${p.title}が必要です。台帳から選んでください。`,
      en: `“${p.procedure}” needs ${p.title}. Choose it from the register.`,
    }),
  },
  'about-single': {
    status: 422,
    title: { ja: '対象は一つだけです', en: 'Only one can be chosen' },
    say: (p: { procedure: string; title: string }) => ({
      ja: `「${p.procedure}」の${p.title}は一つだけ選べます。ほかのものは、別に申請してください。`,
      en: `“${p.procedure}” can be about one thing only (${p.title}). Apply for the others separately.`,
    }),
  },
  'about-over': {
    status: 409,
    title: { ja: 'もう使われていない登録です', en: 'It is no longer in use' },
    say: (p: { name: string; state: string }) => ({
      ja: `「${p.name}」はもう「${p.state}」なので、この手続の対象にできません。台帳で今の状態を確かめて、使われているものを選んでください。`,
      en: `“${p.name}” is “${p.state}” already, so this procedure cannot be about it. Look at its state in the register and choose one that is in use.`,
    }),
  },
  'entry-state': {
    status: 409,
    title: { ja: '台帳の状態が変わっています', en: 'Its state in the register has changed' },
    say: (p: { name: string; state: string; to: string; other: string }) => ({
      ja: `「${p.name}」は今「${p.state}」${p.other === '' ? '' : `（${p.other}による）`}なので、${p.to === '' ? '書き換えられません' : `「${p.to}」にできません`}。何も記録していません。台帳とほかの案件を確かめてください。`,
      en: `“${p.name}” is “${p.state}” now${p.other === '' ? '' : ` (by ${p.other})`}, so it cannot ${p.to === '' ? 'be changed' : `become “${p.to}”`}. Nothing was recorded. Look at the register and at the other case.`,
    }),
  },
  'case-ended': {
    status: 409,
    title: { ja: '終わった案件です', en: 'The case has ended' },
    say: (p: { outcome: string }) => ({
      ja: `この案件は「${p.outcome}」で終わっています。必要なときは、新しく申請してください。`,
      en: `This case ended with “${p.outcome}”. Apply anew where it is needed.`,
    }),
  },
  'case-unreadable': {
    status: 500,
    title: { ja: '案件の記録を読めません', en: 'The record of the case cannot be read' },
    say: (p: { number: string; place: string }) => ({
      ja: `案件「${p.number}」の記録を読めません（${p.place}）。何も変更されていません。管理者に案件の番号を伝えてください。`,
      en: `The record of the case “${p.number}” cannot be read (${p.place}). Nothing was changed. Tell an administrator the number of the case.`,
    }),
  },
  'case-newer': {
    status: 500,
    title: { ja: '新しい版で書かれた案件です', en: 'The case was written by a newer version' },
    say: (p: { number: string }) => ({
      ja: `案件「${p.number}」は、このプログラムより新しい版で書かれています。何も変更されていません。プログラムを新しい版にするよう、管理者に伝えてください。`,
      en: `The case “${p.number}” was written by a newer version of this program. Nothing was changed. Ask an administrator to bring the program up to date.`,
    }),
  },
  'step-passed': {
    status: 409,
    title: { ja: '先の段階に進んでいます', en: 'The case has moved on' },
    say: (p: { step: string }) => ({
      ja: `この案件は今「${p.step}」の段階にあります。画面を読み直してください。`,
      en: `This case is now at the step “${p.step}”. Reload the page.`,
    }),
  },
  'applicant-decides': {
    status: 403,
    title: { ja: '申請した人は決められません', en: 'Applicants do not decide' },
    say: (p: { step: string; acting: string }) => ({
      ja: `自分の申請の「${p.step}」は自分では決められません。${p.acting}が決めます。`,
      en: `You cannot decide “${p.step}” of your own application. It is decided by ${p.acting}.`,
    }),
  },
  'permit-by-another': {
    status: 403,
    title: { ja: 'もう一つの許可は別の人です', en: 'The other permit is for somebody else' },
    say: (p: { step: string; acting: string }) => ({
      ja: `「${p.step}」は、この案件でほかの役割として許可した人には決められません。${p.acting}が決めます。`,
      en: `“${p.step}” cannot be decided by somebody who gave the permit of another role in this case. It is decided by ${p.acting}.`,
    }),
  },
  'act-forbidden': {
    status: 403,
    title: { ja: '規程が禁じていることです', en: 'The policy forbids it' },
    say: (p: { act: string; rule: string; instead: string }) => ({
      ja: `「${p.act}」ことは、この内容では規程が禁じています${p.rule === '' ? '' : `（${p.rule}）`}。申請や許可はできません。${
        p.instead === ''
          ? '方法を変えられないか、所属の責任者に相談してください。'
          : `代わりに：${p.instead}`
      }`,
      en: `The policy forbids this as it is described: “${p.act}”${p.rule === '' ? '' : ` (${p.rule})`}. It can be neither applied for nor permitted. ${
        p.instead === '' ? 'Ask the officer of your unit for another way.' : `Instead: ${p.instead}`
      }`,
    }),
  },
  'act-elsewhere': {
    status: 409,
    title: { ja: '別の手続で申請するものです', en: 'Another procedure is for this' },
    say: (p: { act: string; procedure: string }) => ({
      ja: `この内容の「${p.act}」を許可できるのは、手続「${p.procedure}」だけです。そちらで申請してください。`,
      en: `Only the procedure “${p.procedure}” permits this as it is described (“${p.act}”). Apply there.`,
    }),
  },
  'parts-apart': {
    status: 403,
    title: { ja: '兼ねられない役です', en: 'These parts do not go together' },
    say: (p: { step: string; rule: string; acting: string }) => ({
      ja: `「${p.step}」は、この案件でほかの役を務めた人には決められません（${p.rule}）。${p.acting}が決めます。`,
      en: `“${p.step}” cannot be decided by somebody who had another part in this case (${p.rule}). It is decided by ${p.acting}.`,
    }),
  },
  'already-acted': {
    status: 409,
    title: { ja: 'もう決めています', en: 'You have decided already' },
    say: (p: { step: string; acting: string }) => ({
      ja: `「${p.step}」はもう済ませています。次は${p.acting}の番です。`,
      en: `You have done “${p.step}” already. Next it is the turn of ${p.acting}.`,
    }),
  },
  'not-your-turn': {
    status: 403,
    title: { ja: 'あなたの番ではありません', en: 'It is not your turn' },
    say: (p: { step: string; acting: string }) => ({
      ja: `今の段階「${p.step}」を進めるのは${p.acting}です。急ぐときは、その人に知らせてください。`,
      en: `The present step “${p.step}” is for ${p.acting}. Tell them if it is urgent.`,
    }),
  },
  'decision-unknown': {
    status: 422,
    title: { ja: '選べない決定です', en: 'This cannot be decided here' },
    say: (p: { step: string; decisions: string }) => ({
      ja: `「${p.step}」で選べるのは${p.decisions}です。その中から選んでください。`,
      en: `At “${p.step}” one can choose ${p.decisions}. Choose one of these.`,
    }),
  },
  'comment-missing': {
    status: 422,
    title: { ja: '理由がありません', en: 'The reason is missing' },
    say: (p: { decision: string }) => ({
      ja: `「${p.decision}」には理由が必要です。相手に伝わる一文を書いてください。`,
      en: `“${p.decision}” needs a reason. Write a sentence that the other side understands.`,
    }),
  },
  'reply-missing': {
    status: 422,
    title: { ja: '質問への答えがありません', en: 'The question is not answered' },
    say: (p: { question: string }) => ({
      ja: `「${p.question}」と聞かれて戻されています。答えを書いてから送ってください。`,
      en: `It was sent back with “${p.question}”. Write an answer before you send it.`,
    }),
  },
  'date-far': {
    status: 422,
    title: { ja: '日付を確かめてください', en: 'Check the dates' },
    say: (p: { dates: Words; years: number }) => ({
      ja: `今日から${p.years}年より離れた日付があります：${p.dates.ja}。正しければそのまま送り、違えば直してください。`,
      en: `Some dates lie more than ${p.years} years from today: ${p.dates.en}. Send them as they are if they are right, or correct them.`,
    }),
  },
  'not-confirmed': {
    status: 422,
    title: { ja: '確かめていないことがあります', en: 'Something has not been confirmed' },
    say: (p: { missing: string }) => ({
      ja: `まだ確かめていないことがあります：${p.missing}。確かめて印を付けてください。`,
      en: `This has not been confirmed yet: ${p.missing}. Check it and tick it.`,
    }),
  },
  'check-open': {
    status: 409,
    title: { ja: 'まだ答えていない項目があります', en: 'Items have not been answered' },
    say: (p: { decision: string; missing: string }) => ({
      ja: `「${p.decision}」の前に、この段階の点検に答えてください。残っているのは${p.missing}です。`,
      en: `Before “${p.decision}”, answer what this step checks. Left: ${p.missing}.`,
    }),
  },
  'check-wrong': {
    status: 409,
    title: { ja: '求められたとおりでない項目があります', en: 'Some items are not as they must be' },
    say: (p: { decision: string; missing: string }) => ({
      ja: `「${p.decision}」に進めません。次の項目が求められたとおりではありません：${p.missing}。直してから答え直してください。`,
      en: `“${p.decision}” is not possible while these are not as they must be: ${p.missing}. Mend them and answer again.`,
    }),
  },
  'check-round-open': {
    status: 409,
    title: { ja: '先に済ませることがあります', en: 'Something has to be done first' },
    say: (p: { decision: string; missing: string }) => ({
      ja: `「${p.decision}」の前に、${p.missing}を済ませてください。`,
      en: `Before “${p.decision}”, this has to be done: ${p.missing}.`,
    }),
  },
  'meeting-not-recorded': {
    status: 409,
    title: { ja: '会議の記録がありません', en: 'There is no record of the meeting' },
    say: (p: { step: string; decision: string }) => ({
      ja: `「${p.step}」は会議で決めます。「${p.decision}」は、会議の記録に書いてから進めてください。`,
      en: `“${p.step}” is decided in a meeting. Write “${p.decision}” into the record of the meeting first.`,
    }),
  },
  'not-on-agenda': {
    status: 409,
    title: { ja: '会議で決めるのを待っていません', en: 'It does not wait for this meeting' },
    say: (p: { case: string }) => ({
      ja: `「${p.case}」は、この会議で決めるのを待っていません。議題から外して、記録し直してください。`,
      en: `“${p.case}” does not wait to be decided in this meeting. Take it off the agenda and record the meeting again.`,
    }),
  },
  'course-over': {
    status: 409,
    title: { ja: '取りやめになった研修です', en: 'The course was withdrawn' },
    say: (p: { course: string }) => ({
      ja: `研修「${p.course}」は取りやめになりました。研修のページで、ほかの研修を選んでください。`,
      en: `The course “${p.course}” was withdrawn. Choose another one on the page of courses.`,
    }),
  },
  'course-changed': {
    status: 409,
    title: { ja: '教材が新しくなりました', en: 'The course was changed' },
    say: (p: { course: string }) => ({
      ja: `研修「${p.course}」の教材が、途中で新しくなりました。ページを読み直して、もう一度答えてください。`,
      en: `The course “${p.course}” was changed meanwhile. Reload the page and answer once more.`,
    }),
  },
  'attendance-code': {
    status: 422,
    title: { ja: '出席の符号が古くなっています', en: 'The code is no longer valid' },
    say: () => ({
      ja: '出席の符号は1分で変わります。会場の画面の今の符号を、もう一度読み取ってください。',
      en: 'The code changes within a minute. Scan the present code on the screen in the room.',
    }),
  },
  'session-over': {
    status: 409,
    title: { ja: '終わった研修です', en: 'The training session is over' },
    say: (p: { session: string }) => ({
      ja: `「${p.session}」は、もう終わったか取りやめになっています。ほかの回に出るか、教材で受けてください。`,
      en: `“${p.session}” is over or was cancelled. Come to another session, or take a course.`,
    }),
  },
  'session-empty': {
    status: 422,
    title: { ja: '出席した人がいません', en: 'Nobody attended' },
    say: () => ({
      ja: '出席した人がいないので、記録に残せません。出席した人に印を付けるか、取りやめてください。',
      en: 'Nobody attended, so there is nothing to record. Tick who attended, or cancel the session.',
    }),
  },
  'meeting-over': {
    status: 409,
    title: { ja: '終わった会議です', en: 'The meeting is over' },
    say: (p: { meeting: string; state: string }) => ({
      ja: `会議「${p.meeting}」は${p.state}。変えるには、新しい会議を開いてください。`,
      en: `The meeting “${p.meeting}” ${p.state}. To change something, call a new meeting.`,
    }),
  },
  'meeting-not-begun': {
    status: 409,
    title: { ja: 'まだ開かれていない会議です', en: 'The meeting has not begun' },
    say: (p: { meeting: string; begins: Words }) => ({
      ja: `会議「${p.meeting}」は${p.begins.ja}からです。開いてから記録してください。日時が変わったのなら、先に予定を直してください。`,
      en: `The meeting “${p.meeting}” begins at ${p.begins.en}. Record it when it has been held. If its time has changed, correct the plan first.`,
    }),
  },
  'not-signed': {
    status: 422,
    title: { ja: '署名がありません', en: 'The signature is missing' },
    say: (p: { step: string; text: string }) => ({
      ja: `「${p.step}」には「${p.text}」への署名が要ります。読んで署名してください。`,
      en: `“${p.step}” needs a signature under “${p.text}”. Read it and sign it.`,
    }),
  },
  'holdings-open': {
    status: 422,
    title: { ja: '返すものが残っています', en: 'Something has not been returned' },
    say: (p: { step: string }) => ({
      ja: `「${p.step}」を済ませるには、手元にあるものを一つずつ、返したか、返せない理由を書いてください。`,
      en: `To finish “${p.step}”, say for each thing in hand that it was returned, or why it cannot be.`,
    }),
  },
  'nothing-to-sign': {
    status: 409,
    title: { ja: '署名する文章がありません', en: 'There is nothing to sign' },
    say: (p: { step: string }) => ({
      ja: `「${p.step}」に署名する文章はありません。画面を読み直して、今の段階を確かめてください。`,
      en: `“${p.step}” has no text to sign. Reload the page and look at the present step.`,
    }),
  },
  'text-changed': {
    status: 409,
    title: { ja: '文章が変わりました', en: 'The text has changed' },
    say: (p: { title: string }) => ({
      ja: `「${p.title}」は、読んだときから変わりました。もう一度読んで署名してください。`,
      en: `“${p.title}” has changed since you read it. Read it again and sign it.`,
    }),
  },
  'signature-unknown': {
    status: 404,
    title: { ja: '署名されたものと違います', en: 'It differs from what was signed' },
    say: () => ({
      ja: 'このPDFは、あなたが見られる案件で署名されたものと一致しません。書き換えられたか、別のファイルです。案件のページから取り出したものと比べてください。',
      en: 'This PDF matches nothing that was signed in the cases you may see. It was altered or is another file. Compare it with the one from the page of the case.',
    }),
  },
  'paper-not-yours': {
    status: 403,
    title: { ja: '紙の記録はできません', en: 'You may not record from paper' },
    say: (p: { step: string }) => ({
      ja: `「${p.step}」を紙から記録できるのは、規程パックが決めた人だけで、その段階の順番が来ている人の分だけです。`,
      en: `“${p.step}” can be recorded from paper only by those whom the policy pack names, and only for somebody whose turn it is.`,
    }),
  },
  'paper-without-scan': {
    status: 422,
    title: { ja: '紙の写しがありません', en: 'The scan of the paper is missing' },
    say: (p: { step: string }) => ({
      ja: `「${p.step}」を紙から記録するには、紙を読み取ったファイルが要ります。付けてから、もう一度送ってください。`,
      en: `To record “${p.step}” from paper, a scan of the paper is needed. Attach it and send it again.`,
    }),
  },
  'exception-without-end': {
    status: 422,
    title: { ja: '例外に終わりの日がありません', en: 'The exception has no last day' },
    say: () => ({
      ja: '例外には終わりの日が要ります。期限の欄に日付を入れてから、もう一度決めてください。',
      en: 'An exception needs a last day. Enter a date in the field for its end, then decide again.',
    }),
  },
  'exception-over': {
    status: 422,
    title: { ja: '例外の期間が正しくありません', en: 'The dates of the exception are wrong' },
    say: (p: { from: string; until: string }) => ({
      ja: `例外の終わりの日（${p.until}）が、始まりの日（${p.from}）より前です。期限を直してから、もう一度決めてください。`,
      en: `The last day of the exception (${p.until}) lies before its first day (${p.from}). Correct it, then decide again.`,
    }),
  },
  'exception-unknown': {
    status: 422,
    title: { ja: '例外の案件がありません', en: 'There is no such exception' },
    say: (p: { number: string }) => ({
      ja: `「${p.number}」という番号の案件はありません。例外を認めた案件の番号を書いてください。`,
      en: `There is no case with the number “${p.number}”. Write the number of the case that granted the exception.`,
    }),
  },
  'no-one-may-decide': {
    status: 409,
    title: { ja: '決める人がいません', en: 'Nobody may decide' },
    say: (p: { step: string; seat: string; why: string }) => ({
      ja: `「${p.step}」を決める${p.seat}がいません（${p.why}）。組織の画面で任命か代行者を登録してから、もう一度送ってください。`,
      en: `There is nobody to decide “${p.step}” as ${p.seat} (${p.why}). Record an appointment or a deputy on the organisation’s pages, then send it again.`,
    }),
  },
  'no-way-on': {
    status: 422,
    title: { ja: '進む先がありません', en: 'There is no way on' },
    say: (p: { step: string; decision: string }) => ({
      ja: `「${p.step}」の「${p.decision}」から進む先が規程パックにありません。管理者に知らせてください。`,
      en: `The policy pack has no way on from “${p.decision}” at “${p.step}”. Tell an administrator.`,
    }),
  },
  'may-not-withdraw': {
    status: 409,
    title: { ja: '取り下げられません', en: 'It cannot be withdrawn' },
    say: (p: { why: string }) => ({
      ja: `この案件は取り下げられません。${p.why}`,
      en: `This case cannot be withdrawn. ${p.why}`,
    }),
  },
  'reason-missing': {
    status: 422,
    title: { ja: '理由がありません', en: 'The reason is missing' },
    say: (p: { act: string }) => ({
      ja: `${p.act}には理由が必要です。あとで読む人に分かる一文を書いてください。`,
      en: `A reason is needed for this: ${p.act}. Write a sentence for those who read it later.`,
    }),
  },
  'not-handed-over': {
    status: 422,
    title: { ja: '引き継げません', en: 'It cannot be handed over' },
    say: (p: { name: string; why: string }) => ({
      ja: `${p.name}さんには引き継げません。${p.why}`,
      en: `It cannot be handed over to ${p.name}. ${p.why}`,
    }),
  },
} as const
