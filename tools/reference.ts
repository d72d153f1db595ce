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

/** Every problem of the catalogue with an example of its sentence; parameters are in 〈〉. */
export function renderErrorsPage(): string {
  const rows = Object.entries(catalogue)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, kind]) => {
      const say = kind.say as (params: unknown) => Words
      const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
      const { ja, en } = say(placeholderParams)
      return `| \`${code}\` | ${kind.status} | ${kind.title.ja}<br>${kind.title.en} | ${cell(ja)}<br>${cell(en)} |`
    })
  return `# Problems\n\n${generated}\n
Everything that can be refused, as the API answers it (\`application/problem+json\`, \`type\` is \`urn:sekisho:problem:<code>\`) and the command line prints it (in Japanese).
The API says it in the language that \`Accept-Language\` prefers, Japanese or English; without one, in Japanese.
\`params\` holds what stands in 〈〉, \`faults\` the single places, \`grounds\` the provisions it comes from.\n
| code | status | title | example |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`
}

/** Parameters whose values are their names: 〈name〉. */
const placeholderParams: unknown = new Proxy(
  {},
  { get: (_target, name) => placeholder(String(name)) },
)

function placeholder(name: string): unknown {
  const text = `〈${name}〉`
  const properties: Readonly<Record<string | symbol, unknown>> = {
    toString: () => text,
    toLocaleString: () => text,
    join: () => text,
    length: 1,
    [Symbol.toPrimitive]: (hint: string) => (hint === 'number' ? 52_428_800 : text),
    map: (say: (argument: unknown) => string) => [say(placeholder(name))],
    slice: () => placeholder(name),
    filter: () => placeholder(name),
  }
  return new Proxy(
    {},
    {
      get: (_target, key) =>
        properties[key] ?? (typeof key === 'string' ? placeholder(`${name}.${key}`) : undefined),
    },
  )
}

/** Every command with its arguments and options. */
export function renderCommandsPage(): string {
  return `# Command line\n\n${generated}\n
\`bin/sekisho\` ends with 0 when all is well, 1 when a check found something, 2 when it was refused (one sentence on the standard error output).\n
${commandSections(program, 'sekisho').join('\n')}`
}

function commandSections(command: Command, name: string): string[] {
  if (command.commands.length > 0)
    return command.commands.flatMap((child) => commandSections(child, `${name} ${child.name()}`))
  const usage = [
    name,
    ...command.registeredArguments.map(argumentText),
    ...(command.options.length > 0 ? ['[options]'] : []),
  ].join(' ')
  const rows = [
    ...command.registeredArguments.map(
      (argument) => `| \`${argumentText(argument)}\` | ${argument.description} | |`,
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
  const notes = [
    option.envVar ? `環境変数 \`${option.envVar}\`` : '',
    option.argChoices ? option.argChoices.join(' / ') : '',
  ]
    .filter(Boolean)
    .join('、')
  const defaultValue: unknown = option.defaultValue
  const defaultText =
    defaultValue === undefined ||
    defaultValue === false ||
    (Array.isArray(defaultValue) && defaultValue.length === 0)
      ? ''
      : `\`${String(defaultValue)}\``
  return `| \`${option.flags}\` | ${option.description}${notes ? `（${notes}）` : ''} | ${defaultText} |`
}

/** The OpenAPI description, as a server returns it at /api/openapi.json. */
export async function renderOpenApi(): Promise<string> {
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
export async function renderReferencePages(): Promise<Readonly<Record<string, string>>> {
  return {
    'errors.md': renderErrorsPage(),
    'cli.md': renderCommandsPage(),
    'openapi.json': await renderOpenApi(),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL('../docs/reference/', import.meta.url)
  await mkdir(folder, { recursive: true })
  for (const [name, content] of Object.entries(await renderReferencePages()))
    await writeFile(new URL(name, folder), content)
}
