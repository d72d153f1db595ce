import { refuse } from '#kernel/problems/index.ts'

/** Refuses with the problem that matches what PostgreSQL printed before it ended. */
export function refuseNotStarted(folder: string, output: readonly string[]): never {
  if (output.some((line) => line.includes('No space left on device')))
    return refuse('disk-full', { folder })
  return refuse('database-not-started', { folder, said: mostRelevantLine(output) })
}

/**
 * Refuses with the problem that matches an error of the file system; throws any other error again.
 */
export function refuseFolder(folder: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return refuse('disk-full', { folder })
  if (
    code === 'EACCES' ||
    code === 'ENOENT' ||
    code === 'EINVAL' ||
    code === 'ENAMETOOLONG' ||
    code === 'EPERM' ||
    code === 'EROFS' ||
    code === 'ENOTDIR' ||
    code === 'EEXIST'
  ) {
    return refuse('folder-not-ours', { folder })
  }
  throw error
}

function mostRelevantLine(output: readonly string[]): string {
  const lines = output.map((line) => line.trim()).filter((line) => line !== '')
  const relevant = lines.findLast((line) => /^(FATAL|PANIC|initdb: error|.*: error):/.test(line))
  return relevant ?? lines.at(-1) ?? '出力なし'
}
