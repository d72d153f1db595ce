import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Argument, Command, Option } from 'commander'
import { catalogue } from '#kernel/problems/index.ts'
import type { Words } from '#kernel/words/words.ts'
import { buildServer } from '#platform/http/server.ts'
import { silentLog } from '#platform/log/log.ts'
import type { Services } from '#platform/services.ts'
import { program } from '../src/apps/cli/program.ts'
import { routes } from '../src/apps/routes.ts'

const generated =
  '<!-- Written by `node tools/reference.ts`; a test holds it equal to the program. -->'

/** Every problem of the catalogue with an example of its sentence; what varies stands in 〈〉. */
export function errorsPage(): string {
  const rows = Object.entries(catalogue)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, kind]) => {
      const say = kind.say as (params: unknown) => Words
      const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
      const { ja, en } = say(blanks)
      return `| \`${code}\` | ${kind.status} | ${kind.title.ja}<br>${kind.title.en} | ${cell(ja)}<br>${cell(en)} |`
    })
  return `# Problems\n\n${generated}\n
Everything that can be refused, as the API answers it (\`application/problem+json\`, \`type\` is \`urn:sekisho:problem:<code>\`) and the command line prints it (in Japanese).
The API says it in the language that \`Accept-Language\` prefers, Japanese or English; without one, in Japanese.
\`params\` holds what stands in 〈〉, \`faults\` the single places, \`grounds\` the provisions it comes from.\n
| code | status | title | example |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`
}

/** Parameters that name themselves: 〈name〉. */
const blanks: unknown = new Proxy({}, { get: (_target, name) => blank(String(name)) })

function blank(name: string): unknown {
  const text = `〈${name}〉`
  const known: Readonly<Record<string | symbol, unknown>> = {
    toString: () => text,
    toLocaleString: () => text,
    join: () => text,
    length: 1,
    [Symbol.toPrimitive]: (hint: string) => (hint === 'number' ? 52_428_800 : text),
    map: (say: (one: unknown) => string) => [say(blank(name))],
    slice: () => blank(name),
    filter: () => blank(name),
  }
  return new Proxy(
    {},
    {
      get: (_target, key) =>
        known[key] ?? (typeof key === 'string' ? blank(`${name}.${key}`) : undefined),
    },
  )
}

/** Every command with its arguments and options. */
export function commandsPage(): string {
  return `# Command line\n\n${generated}\n
\`bin/sekisho\` ends with 0 when all is well, 1 when a check found something, 2 when it was refused (one sentence on the standard error output).\n
${commandsOf(program, 'sekisho').join('\n')}`
}

function commandsOf(command: Command, name: string): string[] {
  if (command.commands.length > 0)
    return command.commands.flatMap((child) => commandsOf(child, `${name} ${child.name()}`))
  const usage = [
    name,
    ...command.registeredArguments.map(argumentText),
    ...(command.options.length > 0 ? ['[options]'] : []),
  ].join(' ')
  const rows = [
    ...command.registeredArguments.map(
      (one) => `| \`${argumentText(one)}\` | ${one.description} | |`,
    ),
    ...command.options.map(optionRow),
  ]
  const table =
    rows.length > 0 ? `\n| | | default |\n| --- | --- | --- |\n${rows.join('\n')}\n` : ''
  return [`## \`${usage}\`\n\n${command.description()}\n${table}`]
}

function argumentText(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name()
  return argument.required ? `<${name}>` : `[${name}]`
}

function optionRow(option: Option): string {
  const also = [
    option.envVar ? `環境変数 \`${option.envVar}\`` : '',
    option.argChoices ? option.argChoices.join(' / ') : '',
  ]
    .filter(Boolean)
    .join('、')
  const preset: unknown = option.defaultValue
  const shown =
    preset === undefined || preset === false || (Array.isArray(preset) && preset.length === 0)
      ? ''
      : `\`${String(preset)}\``
  return `| \`${option.flags}\` | ${option.description}${also ? `（${also}）` : ''} | ${shown} |`
}

/** The description of the API, as a server gives it at /api/openapi.json. */
export async function openApi(): Promise<string> {
  const server = await buildServer(
    { log: silentLog, settings: { publicUrl: 'http://localhost:8700' } } as unknown as Services,
    routes,
  )
  await server.ready()
  const document = server.swagger()
  await server.close()
  return `${JSON.stringify(document, null, 1)}\n`
}

/** The generated pages by their names under docs/reference/. */
export async function referencePages(): Promise<Readonly<Record<string, string>>> {
  return { 'errors.md': errorsPage(), 'cli.md': commandsPage(), 'openapi.json': await openApi() }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL('../docs/reference/', import.meta.url)
  await mkdir(folder, { recursive: true })
  for (const [name, content] of Object.entries(await referencePages()))
    await writeFile(new URL(name, folder), content)
}
