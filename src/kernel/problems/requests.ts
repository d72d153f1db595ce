/** Problems of a request that is refused before anything reads what it asks for. */
export const requestProblems = {
  'address-unreadable': {
    status: 400,
    title: { ja: '番地を読めません', en: 'The address cannot be read' },
    say: () => ({
      ja: '番地（URL）に正しくない文字があります。リンクを元の場所から開き直してください。',
      en: 'The address (URL) holds characters that are not right. Open the link again from where it stands.',
    }),
  },
  'header-invalid': {
    status: 400,
    title: { ja: 'ヘッダーが正しくありません', en: 'A header is not right' },
    say: (p: { header: string; form: string }) => ({
      ja: `ヘッダー ${p.header} が正しくありません。${p.form}で送ってください。`,
      en: `The header ${p.header} is not right. Send it as ${p.form}.`,
    }),
  },
  'body-kind': {
    status: 415,
    title: { ja: '受け取れない種類です', en: 'This kind is not accepted' },
    say: (p: { expected: string }) => ({
      ja: `送られた内容の種類（Content-Type）は受け取れません。${p.expected}で送ってください。`,
      en: `This kind of content (Content-Type) is not accepted. Send it as ${p.expected}.`,
    }),
  },
  'body-encoding': {
    status: 415,
    title: { ja: '文字コードが違います', en: 'The character set is another one' },
    say: () => ({
      ja: '送られた内容の文字コードは受け取れません。圧縮していない UTF-8 で送ってください。',
      en: 'This character set or compression is not accepted. Send it as plain UTF-8.',
    }),
  },
  'body-not-utf8': {
    status: 400,
    title: { ja: '文字が壊れています', en: 'Characters are broken' },
    say: () => ({
      ja: '送られた内容に UTF-8 として読めない文字があります。文字コードを UTF-8 にして送り直してください。',
      en: 'What was sent holds bytes that are not UTF-8. Send it again as UTF-8.',
    }),
  },
  'json-unreadable': {
    status: 400,
    title: { ja: 'JSON として読めません', en: 'This is not JSON' },
    say: () => ({
      ja: '送られた内容を JSON として読めません。形を確かめて、もう一度送ってください。',
      en: 'What was sent cannot be read as JSON. Check its form and send it again.',
    }),
  },
  'json-too-deep': {
    status: 400,
    title: { ja: '入れ子が深すぎます', en: 'Nested too deeply' },
    say: (p: { levels: number }) => ({
      ja: `送られた JSON の入れ子が深すぎます。${p.levels}段までにしてください。`,
      en: `The JSON that was sent is nested too deeply. Keep it within ${p.levels} levels.`,
    }),
  },
  'json-name-forbidden': {
    status: 400,
    title: { ja: '使えない項目名です', en: 'A name that cannot be used' },
    say: (p: { name: string }) => ({
      ja: `送られた JSON に、使えない項目名「${p.name}」があります。取り除いてください。`,
      en: `The JSON that was sent holds a name that cannot be used: “${p.name}”. Take it out.`,
    }),
  },
  'upload-broken': {
    status: 400,
    title: { ja: 'ファイルが途中で切れています', en: 'The file is cut off' },
    say: () => ({
      ja: '送られたファイルが途中で切れています。通信を確かめて、もう一度送ってください。',
      en: 'The file arrived incompletely. Check the connection and send it again.',
    }),
  },
} as const
