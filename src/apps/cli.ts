import { problem, ProblemError } from '#kernel/problems/index.ts'
import { program } from './cli/program.ts'

process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? 0 : 1),
)

try {
  await program.parseAsync()
} catch (error) {
  const known = error instanceof ProblemError ? error : systemProblem(error)
  if (!known) throw error
  process.stderr.write(`${known.message}\n`)
  for (const fault of known.problem.faults ?? [])
    process.stderr.write(`  ${fault.at}  ${fault.detail}\n`)
  process.exitCode = 2
}

/** An error of the file system as a sentence; undefined for any other error. */
function systemProblem(error: unknown): ProblemError | undefined {
  const { code, path } = error as NodeJS.ErrnoException
  if (path === undefined || code === undefined) return undefined
  return new ProblemError(
    code === 'ENOSPC' || code === 'EDQUOT'
      ? problem('disk-full', { folder: path })
      : problem('system-refused', { path, code }),
  )
}
