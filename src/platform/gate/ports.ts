import type { Transaction } from './transaction.ts'
import type { Port } from './port.ts'

type Handler<Input, Result> = (tx: Transaction, input: Input) => Promise<Result>

/** A port with its handler. */
export interface PortBinding {
  readonly port: Port<never, unknown>
  readonly handler: Handler<never, unknown>
}

/** Binds a handler to a port. */
export function bindPort<Input, Result>(
  port: Port<Input, Result>,
  handler: Handler<Input, Result>,
): PortBinding {
  return { port, handler }
}

/** Calls the handler of a port. Throws where the wiring has bound none. */
export function answerOf<Input, Result>(
  bindings: readonly PortBinding[],
  tx: Transaction,
  port: Port<Input, Result>,
  input: Input,
): Promise<Result> {
  const binding = bindings.find((candidate) => candidate.port === port)
  if (binding === undefined) throw new Error(`nobody answers the port ${port.name}`)
  // `bindPort` takes only a handler of the port's own types.
  return (binding.handler as Handler<Input, Result>)(tx, input)
}
