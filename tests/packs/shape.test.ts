import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Type } from 'typebox'
import type { TSchema } from 'typebox'
import { Check } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { FaultCollector } from '#kernel/packs/faults.ts'
import { packSchemaDocument } from '#kernel/packs/schema/document.ts'
import { fileKindOf, fileKinds } from '#kernel/packs/schema/files.ts'
import { checkShape } from '#kernel/packs/shape.ts'
import type { SourceFile } from '#kernel/packs/source.ts'
import { buildTree } from '#kernel/packs/tree.ts'
import { hinataTexts } from './support.ts'
import { readYaml } from '#platform/packs/yaml.ts'

const start = { line: 1, column: 1 }
const fileOf = (value: unknown): SourceFile => ({
  path: 'x.yaml',
  value,
  syntax: [],
  locate: () => start,
  locateKey: () => start,
})

function fits(value: unknown, schema: TSchema): boolean {
  const faults = new FaultCollector()
  checkShape(buildTree(fileOf(value)), schema, faults)
  return faults.count === 0
}

const schema = Type.Object(
  {
    title: Type.String({ minLength: 1 }),
    many: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
    level: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
    tone: Type.Optional(Type.Enum(['good', 'bad'])),
    flag: Type.Optional(Type.Boolean()),
    byId: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z]+$' }),
        Type.Object({ n: Type.Number() }, { additionalProperties: false }),
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

const scalar = fc.oneof(
  fc.constantFrom('good', 'bad', '', 'x'),
  fc.integer({ min: -1, max: 6 }),
  fc.double({ noNaN: true }),
  fc.boolean(),
)
const values = fc.record(
  {
    title: scalar,
    many: fc.oneof(scalar, fc.array(scalar)),
    level: scalar,
    tone: scalar,
    flag: scalar,
    byId: fc.oneof(
      scalar,
      fc.dictionary(
        fc.constantFrom('a', 'ab', 'A', '1'),
        fc.oneof(scalar, fc.record({ n: scalar, m: scalar }, { requiredKeys: [] })),
      ),
    ),
    odd: scalar,
  },
  { requiredKeys: [] },
)

describe('the check of shapes', () => {
  it('accepts exactly what the schema library accepts', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(fits(value, schema)).toBe(Check(schema, value))
      }),
      { numRuns: 2000 },
    )
  })

  it('agrees with the schema library on every file of a whole pack', async () => {
    for (const [path, text] of await hinataTexts()) {
      const kind = fileKindOf(path.slice(path.indexOf('/') + 1))
      if (
        kind === undefined ||
        kind === 'elsewhere' ||
        !path.startsWith('hinata/') ||
        kind === 'roles'
      )
        continue
      const { value } = readYaml(path, text)
      const flags = JSON.parse(
        JSON.stringify(value, (_key, each: unknown) => each ?? true),
      ) as unknown
      expect([path, Check(fileKinds[kind].schema, flags)]).toEqual([path, true])
    }
  })

  it('is what the reference for editors says', () => {
    const reference = readFileSync(
      new URL('../../docs/reference/pack-schema.json', import.meta.url),
      'utf8',
    )
    expect(JSON.parse(reference), 'run node tools/pack-schema.ts').toEqual(
      JSON.parse(JSON.stringify(packSchemaDocument())),
    )
  })
})
