import { describe, expect, it } from 'vitest'
import { readYaml } from '#platform/packs/yaml.ts'

const place = (text: string, path: (string | number)[], offset?: number) => {
  const { line, column } = readYaml('p/x.yaml', text).locate(path, offset)
  return `${line}:${column}`
}

describe('a place in a file', () => {
  it('is where the value stands, or the nearest parent of what is not there', () => {
    const text = 'a:\n  b: [x, { c: 1 }]\n3: three\n'
    expect(place(text, ['a', 'b', 1, 'c'])).toBe('2:15')
    expect(place(text, ['a', 'b', 7])).toBe('2:6')
    expect(place(text, ['3'])).toBe('3:4')
    expect(place(text, [])).toBe('1:1')
    expect(readYaml('p/x.yaml', text).locateKey(['a', 'b'])).toEqual({ line: 2, column: 3 })
    expect(readYaml('p/x.yaml', 'x: { flag, other }').locate(['x', 'other'])).toEqual({
      line: 1,
      column: 12,
    })
  })

  it.each([
    ['plain', 'a: one two', 4, '1:8'],
    ['double quotes', 'a: "one two"', 4, '1:9'],
    ['double quotes with escapes', 'a: "o\\"e two"', 4, '1:10'],
    ['single quotes with doubled quotes', "a: 'o''e two'", 4, '1:10'],
    ['double quotes over two lines', 'a: "one\n   two three"', 8, '2:8'],
    ['plain over two lines', 'a: one\n   two three', 8, '2:8'],
    ['a literal block', 'a: |\n  one\n  two', 5, '3:4'],
    ['past the end', 'a: one', 99, '1:7'],
  ])('inside a text counts characters of its value: %s', (_name, text, offset, wanted) => {
    expect(place(text, ['a'], offset)).toBe(wanted)
  })

  it('counts columns after Japanese by characters', () => {
    expect(place('名前: { 題: 関所, 次: x }', ['名前', '次'])).toBe('1:17')
  })
})
