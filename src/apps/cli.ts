import { ProblemError } from '#kernel/problems/index.ts'
import { program } from './cli/program.ts'

process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? 0 : 1),
)

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof ProblemError)) throw error
  process.stderr.write(`${error.message}\n`)
  for (const fault of error.problem.faults ?? [])
    process.stderr.write(`  ${fault.at}  ${fault.detail}\n`)
  process.exitCode = 2
}
