/**
 * Problems of packs. The faults inside a pack have their own sentences and come as places of
 * `pack-faulty`.
 */
export const packProblems = {
  'pack-missing': {
    status: 404,
    title: { ja: '規程パックがありません', en: 'There is no such policy pack' },
    say: (p: { id: string; known: readonly string[] }) => ({
      ja: `規程パック「${p.id}」がありません。${p.known.length === 0 ? 'packs フォルダーを確かめてください。' : `あるのは ${p.known.join('、')} です。`}`,
      en: `There is no policy pack “${p.id}”. ${p.known.length === 0 ? 'Check the folder packs.' : `There is: ${p.known.join(', ')}.`}`,
    }),
  },
  'pack-faulty': {
    status: 422,
    title: { ja: '規程パックに誤りがあります', en: 'The policy pack has faults' },
    say: (p: { id: string; count: number }) => ({
      ja: `規程パック「${p.id}」に ${p.count} か所の誤りがあり、読み込みませんでした。一覧の場所を直して、もう一度読み込んでください。`,
      en: `The policy pack “${p.id}” has ${p.count} ${p.count === 1 ? 'fault' : 'faults'} and was not loaded. Correct the places that are listed and load it again.`,
    }),
  },
  'edition-unreadable': {
    status: 503,
    title: {
      ja: '規程パックの版を読めません',
      en: 'The edition of the policy pack cannot be read',
    },
    say: () => ({
      ja: '今の版の規程パックを読めないため、仕事を進められません。管理者に、「規程パックの版」で新しい版を使い始めるよう頼んでください。',
      en: 'The edition of the policy pack in force cannot be read, so no work can go on. Ask an administrator to take up a new edition on the page of editions.',
    }),
  },
  'edition-in-force': {
    status: 409,
    title: { ja: '版は変わっていません', en: 'The edition has not changed' },
    say: (p: { title: string; edition: string }) => ({
      ja: `「${p.title}」は${p.edition}のままで、packs フォルダーの規程パックに変わりがありません。規程パックを直してから、もう一度読み込んでください。`,
      en: `“${p.title}” stays at ${p.edition}: the policy pack in the folder packs has not changed. Change the pack and load it again.`,
    }),
  },
  'edition-name-used': {
    status: 409,
    title: { ja: '同じ名前の版があります', en: 'There is an edition of this name' },
    say: (p: { edition: string }) => ({
      ja: `「${p.edition}」という版は、中身の違うものがもうあります。pack.yaml の edition を新しい名前にしてから、もう一度送ってください。`,
      en: `There is already an edition “${p.edition}” with other content. Give it a new name in pack.yaml (edition) and send it again.`,
    }),
  },
  'edition-cases-fail': {
    status: 422,
    title: { ja: '事例が期待どおりになりません', en: 'Golden cases come out otherwise' },
    say: (p: { edition: string; count: number }) => ({
      ja: `「${p.edition}」の事例のうち ${p.count} 件が期待どおりになりません。一覧の場所で、決まりか事例を直してから、もう一度送ってください。`,
      en: `${p.count} golden ${p.count === 1 ? 'case' : 'cases'} of “${p.edition}” came out otherwise than expected. Correct the rules or the cases at the places listed and send it again.`,
    }),
  },
  'edition-open': {
    status: 409,
    title: { ja: '決めていない版があります', en: 'An edition is waiting' },
    say: (p: { edition: string }) => ({
      ja: `「${p.edition}」がまだ使い始められていません。承認するか取り下げてから、次の版を送ってください。`,
      en: `“${p.edition}” is not in force yet. Approve or withdraw it before you send the next edition.`,
    }),
  },
  'edition-closed': {
    status: 409,
    title: { ja: 'この版はもう決まっています', en: 'This edition has been decided on' },
    say: (p: { edition: string }) => ({
      ja: `「${p.edition}」はもう決まっています。画面を開き直して、今の様子を確かめてください。`,
      en: `“${p.edition}” has been decided on already. Open the page again to see how it stands.`,
    }),
  },
  'edition-changed-since': {
    status: 409,
    title: { ja: '今の版が変わりました', en: 'The edition in force has changed' },
    say: (p: { edition: string }) => ({
      ja: `「${p.edition}」を送った後に、今の版が変わりました。変わる所を見比べ直すため、取り下げてもう一度送ってください。`,
      en: `The edition in force has changed since “${p.edition}” was sent. Withdraw it and send it again, so that what changes can be compared anew.`,
    }),
  },
  'edition-own': {
    status: 403,
    title: { ja: '送った人は承認できません', en: 'Not by the one who sent it' },
    say: (p: { who: string }) => ({
      ja: `版を送った人は、その版を承認できません。${p.who}に承認を頼んでください。`,
      en: `Whoever sent an edition cannot approve it. Ask ${p.who}.`,
    }),
  },
  'edition-alone': {
    status: 422,
    title: { ja: '理由が要ります', en: 'A reason is needed' },
    say: () => ({
      ja: 'ほかに承認できる人がいません。自分で承認するときは、その理由を書いてください。理由は操作記録に残ります。',
      en: 'Nobody else can approve it. To approve it yourself, write down why; the reason is kept in the journal.',
    }),
  },
  'pack-archive': {
    status: 422,
    title: { ja: '規程パックのファイルを読めません', en: 'The files of the pack cannot be read' },
    say: (p: { reason: string }) => ({
      ja: `${p.reason}もう一度送ってください。`,
      en: `${p.reason} Send it again.`,
    }),
  },
  'pack-unexaminable': {
    status: 422,
    title: { ja: '規程パックを調べきれません', en: 'The pack could not be examined' },
    say: (p: { id: string }) => ({
      ja: `規程パック「${p.id}」は大きすぎるか込み入りすぎていて、時間内に調べきれませんでした。ファイルを分けるか短くして、もう一度送ってください。`,
      en: `The policy pack “${p.id}” is too large or too involved to be examined in time. Part or shorten its files and send it again.`,
    }),
  },
  'edition-leaves-lines': {
    status: 409,
    title: { ja: '使っている物が新しい版にありません', en: 'The new edition lacks what is in use' },
    say: (p: { what: readonly string[] }) => ({
      ja: `新しい版に ${p.what.join('、')} がありません。記録や仕事が残っているので、新しい版にも残すか、案件なら行き先（succeeds）を書くか、先に片付けてから読み込んでください。`,
      en: `The new edition lacks: ${p.what.join(', ')}. There are records or tasks for these, so keep them in the new edition, say where cases go on (succeeds), or finish them first.`,
    }),
  },
  'provision-unknown': {
    status: 404,
    title: { ja: '条項がありません', en: 'There is no such provision' },
    say: (p: { ref: string; pack: string; near?: string | undefined }) => ({
      ja: `規程パック「${p.pack}」に条項「${p.ref}」はありません${p.near === undefined ? '' : `（もしかして「${p.near}」）`}。番号を確かめてください。`,
      en: `The policy pack “${p.pack}” has no provision “${p.ref}”${p.near === undefined ? '' : ` (did you mean “${p.near}”?)`}. Check the number.`,
    }),
  },
  'act-unknown': {
    status: 404,
    title: { ja: '行為がありません', en: 'There is no such act' },
    say: (p: { act: string; near?: string | undefined }) => ({
      ja: `「${p.act}」という行為は規程にありません${p.near === undefined ? '' : `（もしかして「${p.near}」）`}。一覧から選び直してください。`,
      en: `The policy knows no act “${p.act}”${p.near === undefined ? '' : ` (did you mean “${p.near}”?)`}. Choose one from the list.`,
    }),
  },
  'class-needed': {
    status: 422,
    title: { ja: '分類が要ります', en: 'The classification is needed' },
    say: (p: { act: string; axes: readonly string[] }) => ({
      ja: `「${p.act}」ができるかどうかは情報資産の分類で決まります。${p.axes.join('、')}の段階を選んでください。`,
      en: `Whether you may do “${p.act}” depends on how the information is classified. Choose a level for ${p.axes.join(', ')}.`,
    }),
  },
  'pair-needed': {
    status: 422,
    title: { ja: '書き方の誤り', en: 'It is not written as it should be' },
    say: (p: { text: string }) => ({
      ja: `「${p.text}」は「名前=値」の形ではありません。confidentiality=3 のように書いてください。`,
      en: `“${p.text}” is not of the form “name=value”. Write it like confidentiality=3.`,
    }),
  },
} as const
