import type { WriteStream } from 'node:tty'

/** Shows how far a command has come: one line that changes, on a terminal only. */
export function showProgress(stream: Pick<WriteStream, 'isTTY' | 'write'>): {
  show(line: string): void
  clear(): void
} {
  let shown = false
  const clear = (): void => {
    if (shown) stream.write('\r\u001b[K')
    shown = false
  }
  return {
    clear,
    show(line) {
      if (!stream.isTTY) return
      stream.write(`\r\u001b[K${line}`)
      shown = true
    },
  }
}
