import {
  accessSync,
  chmodSync,
  constants,
  globSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { freemem, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A file system in memory: making and dropping a database is making and deleting a thousand files. */
const memoryFolder = '/dev/shm'
const prefix = 'sekisho-tests-'
/** What must be free there, in bytes: a run needs up to a fifth of it. */
const neededSpace = 2 * 2 ** 30
/** What must be free of the machine's memory, in bytes: the browsers want theirs. */
const neededMemory = 4 * 2 ** 30

/** Makes the folder of a run, in memory where there is enough, and has temporary files of this process and its children lie in it. They go with the run. */
export async function makeRunFolder(): Promise<string> {
  const isInMemory = hasRoom()
  if (isInMemory) await removeAbandoned()
  const folder = mkdtempSync(join(isInMemory ? memoryFolder : tmpdir(), prefix))
  // Clusters run under an account of their own, which passes through the folder.
  chmodSync(folder, 0o711)
  if (isInMemory && canRunPrograms(folder)) {
    const temporary = join(folder, 'tmp')
    mkdirSync(temporary)
    chmodSync(temporary, 0o1777)
    process.env['TMPDIR'] = temporary
  }
  return folder
}

/** Where the broker of a run listens. */
export const brokerSocket = (folder: string): string => join(folder, 'broker')

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memoryFolder)
    accessSync(memoryFolder, constants.W_OK)
    return bavail * bsize >= neededSpace && freemem() >= neededMemory
  } catch {
    return false
  }
}

/** Whether programs may lie there: containers often mount the folder without. */
function canRunPrograms(folder: string): boolean {
  const file = join(folder, 'program')
  writeFileSync(file, '', { mode: 0o700 })
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  } finally {
    rmSync(file)
  }
}

/** A run that was killed leaves its folder, and with it takes memory: nobody listens on its broker's socket any more. */
async function removeAbandoned(): Promise<void> {
  const sockets = globSync(brokerSocket(join(memoryFolder, `${prefix}*`)))
  for (const socket of sockets)
    if (await isRefused(socket)) rmSync(dirname(socket), { recursive: true, force: true })
}

function isRefused(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const client = connect(socket)
    client.once('connect', () => resolve(false))
    client.once('error', (error) => resolve('code' in error && error.code === 'ECONNREFUSED'))
    client.once('close', () => client.destroy())
  })
}
