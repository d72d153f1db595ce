import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { refuse } from '#kernel/problems/index.ts'
import { makeFolders } from '../files/folders.ts'
import type { Environment } from '../environment.ts'

/**
 * Encrypts small secrets (TOTP seeds) with a key that is stored outside the database. AES-256-GCM:
 * nonce · tag · text.
 */
export interface Secrets {
  seal(plain: Buffer): Buffer
  open(sealed: Buffer): Buffer
}

export function createSecrets(key: Buffer, environment: Environment): Secrets {
  return {
    seal(plain) {
      const nonce = environment.random(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const text = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), text])
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(12, 28))
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
    },
  }
}

const keyLength = 32

/** Reads the key file; undefined where there is none. Refuses with `secret-key-broken`. */
export async function readKey(path: string): Promise<Buffer | undefined> {
  const key = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (key && key.length !== keyLength) refuse('secret-key-broken', { file: path })
  return key
}

/** Tells keys apart without telling anything of them. */
export function fingerprintOf(key: Buffer): Buffer {
  return createHmac('sha256', key).update('sekisho.installation').digest()
}

/** Reads the key file; creates it (mode 0600) at the first start. */
export async function loadOrCreateKey(path: string, environment: Environment): Promise<Buffer> {
  const existing = await readKey(path)
  if (existing) return existing
  makeFolders(dirname(path), 0o700)
  const key = environment.random(keyLength)
  // It gets its name when it is complete: another process may start on the same folder.
  const own = `${path}.${environment.random(8).toString('hex')}`
  const file = await open(own, 'wx', 0o600)
  try {
    await file.writeFile(key)
    await file.sync()
    await file.close()
    await link(own, path)
    return key
  } catch (error) {
    const other = (error as NodeJS.ErrnoException).code === 'EEXIST' && (await readKey(path))
    if (other) return other
    throw error
  } finally {
    await rm(own, { force: true })
  }
}
