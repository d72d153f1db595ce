import { fileKinds } from './files.ts'

/**
 * One JSON Schema (2020-12) for editors: the shape of each kind of file under `$defs`. A flag may
 * also be a key without a value, which the program reads as true.
 */
export function packSchemaDocument(): Readonly<Record<string, unknown>> {
  const definitions = Object.entries(fileKinds).map(([name, kind]) => [
    name,
    { 'x-path': kind.path.source, ...kind.schema },
  ])
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Sekisho pack',
    $defs: Object.fromEntries(definitions),
  }
}
