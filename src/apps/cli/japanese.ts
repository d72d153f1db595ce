import type { Command } from 'commander'

/** What the library says of a wrong command line, and what is said instead. */
const sentences: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /^unknown option '(.+?)'(?:\n\(Did you mean (?:one of )?(.+)\?\))?$/,
    (option, near) =>
      `${option} という指定はありません。${near ? `${near} ではありませんか。` : '下の一覧から選んでください。'}`,
  ],
  [
    /^unknown command '(.+?)'(?:\n\(Did you mean (?:one of )?(.+)\?\))?$/,
    (name, near) =>
      `${name} というコマンドはありません。${near ? `${near} ではありませんか。` : '下の一覧から選んでください。'}`,
  ],
  [
    /^missing required argument '(.+?)'$/,
    (name) => `<${name}> がありません。続けて書いてください。`,
  ],
  [/^required option '(.+?)' not specified$/, (option) => `${option} を指定してください。`],
  [/^option '(.+?)' argument missing$/, (option) => `${option} の値を続けて書いてください。`],
  [
    /^too many arguments(?: for '.+?')?\. Expected (\d+) arguments? but got (\d+).*$/s,
    (expected, got) =>
      `名前やファイルが多すぎます（${expected} 個まで。いまは ${got} 個）。余分なものを消してください。`,
  ],
  [
    /^(?:option|command-argument value) '?(.+?)'? (?:argument |value )?'(.*?)' (?:from env '(.+?)' )?is invalid[^.]*\. Allowed choices are (.+)\.$/,
    (option, value, variable, choices) =>
      `${variable || option} に「${value}」は指定できません。${choices} のどれかにしてください。`,
  ],
  [
    /^(?:option|command-argument value) '?(.+?)'? (?:argument |value )?'(.*?)' (?:from env '(.+?)' )?is invalid[^.]*\. ?(.*)$/s,
    (option, value, variable, why) =>
      `${variable || option} に「${value}」は指定できません。${why}`,
  ],
]

/** The sentence about a wrong command line; what is not known stays as it is. */
export function commandSentence(message: string): string {
  const text = message.replace(/^error: /, '').trim()
  for (const [pattern, say] of sentences) {
    const [found, ...parts] = pattern.exec(text) ?? []
    if (found !== undefined) return `${say(...parts.map((part) => part ?? ''))}\n`
  }
  return message
}

const titles: Readonly<Record<string, string>> = {
  'Usage:': '使い方:',
  'Arguments:': '引数:',
  'Options:': '指定:',
  'Commands:': 'コマンド:',
}

/** Makes a command and all below it speak Japanese, as the rest of the program does. */
export function speakJapanese(command: Command): Command {
  command
    .configureOutput({ outputError: (text, write) => write(commandSentence(text)) })
    .configureHelp({ styleTitle: (title) => titles[title] ?? title })
    .helpOption('-h, --help', 'この説明を見せる')
    .showHelpAfterError()
  if (command.commands.length > 0) command.helpCommand('help [command]', 'コマンドの説明を見せる')
  for (const below of command.commands) speakJapanese(below)
  return command
}
