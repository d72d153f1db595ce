import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { Value } from 'typebox/value'
import { ProblemError, refuse } from '#kernel/problems/index.ts'
import type { Words } from '#kernel/words/words.ts'
import { Header, headerName, Manifest, manifestName } from './manifest.ts'
import type { Member } from './manifest.ts'

/**
 * One member of an archive. Its content must be read to the end before the next member is
 * requested.
 */
export interface ArchiveMember {
  readonly name: string
  readonly size: number
  readonly content: AsyncIterable<Buffer>
}

/** The members of an archive in order. Throws the errors of the decompressor and the tar reader. */
export async function* archiveMembers(file: string): AsyncGenerator<ArchiveMember> {
  const tar = extract()
  const piping = pipeline(createReadStream(file), createGunzip(), tar)
  piping.catch(() => undefined)
  try {
    for await (const entry of tar) {
      yield {
        name: entry.header.name,
        size: entry.header.size ?? 0,
        content: entry as unknown as AsyncIterable<Buffer>,
      }
      entry.resume()
    }
    await piping
  } finally {
    tar.destroy()
  }
}

/**
 * Reads a whole archive and compares every member with the manifest, before anything else is done
 * with it. Refuses with `backup-missing`, `backup-foreign` or `backup-damaged`.
 */
export async function checkArchive(file: string): Promise<Manifest> {
  await access(file, constants.R_OK).catch(() => refuse('backup-missing', { file }))
  const members: Member[] = []
  let last: Buffer | undefined
  try {
    for await (const member of archiveMembers(file)) {
      if (members.length === 0) await requireHeader(file, member, members)
      else if (member.name === manifestName) last = await buffer(member.content)
      else if (last)
        refuseDamaged(file, {
          ja: '一覧の後に余分なものがある',
          en: 'there is something after its list',
        })
      else members.push(await measureMember(member))
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error
    if (members.length === 0) return refuse('backup-foreign', { file })
    return refuseDamaged(file, {
      ja: '途中で切れているか、中身が壊れている',
      en: 'it is cut off or its content is broken',
    })
  }
  if (members.length === 0) return refuse('backup-foreign', { file })
  if (!last) return refuseDamaged(file, { ja: '途中で切れている', en: 'it is cut off' })
  const manifest = parseJson(last)
  if (!Value.Check(Manifest, manifest))
    return refuseDamaged(file, {
      ja: '一覧（manifest.json）が読めない',
      en: 'its list (manifest.json) cannot be read',
    })
  compareMembers(file, manifest.members, members)
  return manifest
}

async function requireHeader(
  file: string,
  member: ArchiveMember,
  members: Member[],
): Promise<void> {
  if (member.name !== headerName || member.size > 10_000) refuse('backup-foreign', { file })
  const content = await buffer(member.content)
  if (!Value.Check(Header, parseJson(content))) refuse('backup-foreign', { file })
  members.push({
    name: member.name,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  })
}

function compareMembers(
  file: string,
  expectedMembers: readonly Member[],
  members: readonly Member[],
): void {
  for (const [i, expected] of expectedMembers.entries()) {
    const actual = members[i]
    if (!actual || actual.name !== expected.name)
      return refuseDamaged(file, {
        ja: `${expected.name} が欠けている`,
        en: `${expected.name} is missing`,
      })
    if (actual.size !== expected.size || actual.sha256 !== expected.sha256)
      refuseDamaged(file, {
        ja: `${expected.name} が変わっている`,
        en: `${expected.name} was altered`,
      })
  }
  const extra = members[expectedMembers.length]
  if (extra)
    refuseDamaged(file, {
      ja: `一覧にない ${extra.name} が入っている`,
      en: `${extra.name} is not in its list`,
    })
}

async function measureMember(member: ArchiveMember): Promise<Member> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of member.content) {
    hash.update(chunk)
    size += chunk.length
  }
  return { name: member.name, size, sha256: hash.digest('hex') }
}

function parseJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    return undefined
  }
}

const refuseDamaged = (file: string, place: Words): never =>
  refuse('backup-damaged', { file, place })
