import { Command } from 'commander'
import { expect, test } from 'vitest'
import { commandSentence, speakJapanese } from '../../src/apps/cli/japanese.ts'
import { program } from '../../src/apps/cli/program.ts'

/** What a command line is answered with on standard error, without the help that follows. */
async function answerTo(...words: string[]): Promise<string> {
  let said = ''
  const quiet = (command: Command): void => {
    command.exitOverride().configureOutput({ writeErr: (text) => void (said ||= text) })
    for (const below of command.commands) quiet(below)
  }
  quiet(program)
  await program.parseAsync(words, { from: 'user' }).catch(() => undefined)
  return said.trim()
}

test('a wrong command line is answered in Japanese, with what to do', async () => {
  expect(await answerTo('start', '--prot', '3')).toBe(
    '--prot という指定はありません。--port ではありませんか。',
  )
  expect(await answerTo('start', '--nonsense')).toContain('下の一覧から選んでください')
  expect(await answerTo('organisation')).toContain('organization ではありませんか')
  expect(await answerTo('backup')).toContain('<file> がありません')
  expect(await answerTo('start', '--port')).toContain('値を続けて書いてください')
  expect(await answerTo('start', '--port', 'abc')).toContain('1 から 65535 まで')
  expect(await answerTo('start', '--log-level', 'loud')).toContain('silent, error, warn')
  expect(await answerTo('start', 'x')).toContain('余分なもの')
  expect(await answerTo('organization', 'add', 'x')).toContain('--title')
})

test('every command, also one added later, says it so; what is not known is not swallowed', () => {
  const later = speakJapanese(new Command('x').addCommand(new Command('y')))
  let said = ''
  later.commands[0]!.exitOverride().configureOutput({ writeErr: (text) => void (said ||= text) })
  expect(() => later.parse(['y', '--z'], { from: 'user' })).toThrow()
  expect(said).toContain('--z という指定はありません')
  expect(commandSentence('error: something new')).toBe('error: something new')
})
