import { createCipheriv, createDecipheriv } from 'node:crypto'
import { chmod, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
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

/** Reads the key file; undefined where there is none. */
export async function readKey(path: string): Promise<Buffer | undefined> {
  const key = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return key?.length === 32 ? key : undefined
}

/** Reads the key file; creates it (mode 0600) at the first start. */
export async function loadOrCreateKey(path: string, environment: Environment): Promise<Buffer> {
  const existing = await readKey(path)
  if (existing) return existing
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const key = environment.random(32)
  const file = await open(path, 'wx', 0o600)
  await file.writeFile(key)
  await file.sync()
  await file.close()
  await chmod(path, 0o600)
  return key
}
