import { zipSync, strToU8 } from 'fflate'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectMediaTypeOfBytes, inlineMediaTypes } from '#platform/files/mediaType.ts'
import { cleanFileName } from '#platform/http/upload.ts'

const hex = (text: string): Buffer => Buffer.from(text, 'hex')

test.each([
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
  ['a PNG', hex('89504e470d0a1a0a0000'), 'image/png'],
  ['a JPEG', hex('ffd8ffe000104a46'), 'image/jpeg'],
  ['an old Word document', hex('d0cf11e0a1b11ae100'), 'application/x-ole-storage'],
  [
    'a Word document',
    Buffer.from(
      zipSync({ '[Content_Types].xml': strToU8('a'), 'word/document.xml': strToU8('b') }),
    ),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  [
    'an Excel book',
    Buffer.from(zipSync({ 'xl/workbook.xml': strToU8('b') })),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  ['a zip', Buffer.from(zipSync({ 'a.txt': strToU8('b') })), 'application/zip'],
  ['a text', Buffer.from('これは文書です。\n'), 'text/plain'],
  ['a page that would run scripts', Buffer.from('<html><script>alert(1)</script>'), 'text/plain'],
  [
    'a picture that would run scripts',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    'text/plain',
  ],
  ['a program', hex('4d5a90000300000004000000'), 'application/octet-stream'],
] as const)('%s is known by its content', (_what, bytes, type) => {
  expect(detectMediaTypeOfBytes(bytes)).toBe(type)
})

test('nothing but PDF, PNG and JPEG is ever shown in place', () => {
  expect([...inlineMediaTypes].toSorted()).toEqual(['application/pdf', 'image/jpeg', 'image/png'])
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const type = detectMediaTypeOfBytes(Buffer.from(bytes))
      if (inlineMediaTypes.has(type))
        expect(
          ['25504446', '89504e47', 'ffd8ff'].some((mark) =>
            Buffer.from(bytes).toString('hex').startsWith(mark),
          ),
        ).toBe(true)
    }),
  )
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\a\\名簿.xlsx', '名簿.xlsx'],
  ['\u202Efdp.exe', 'fdp.exe'],
  ['a\u0000b.txt', 'ab.txt'],
  ['..', 'ファイル'],
  ['', 'ファイル'],
  ['.htaccess', 'htaccess'],
  ['a"b<c>.txt', 'abc.txt'],
  ['か\u3099.txt', 'が.txt'],
])('the name %j is kept as %j', (given, cleaned) => {
  expect(cleanFileName(given)).toBe(cleaned)
})

test('no name leads out of its folder or breaks a header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = cleanFileName(given)
      expect(name).not.toMatch(/[\\/\p{Cc}]/u)
      expect(['', '.', '..']).not.toContain(name)
      expect([...name].length).toBeLessThanOrEqual(200)
    }),
  )
})
