import type pg from 'pg'

/** Listening to a channel of the database. */
export interface Listening {
  stop(): Promise<void>
}

/** Pause before a lost connection is opened again, milliseconds. */
const reconnectPause = 2_000

/**
 * Calls `onNotice` for every notice of a channel, and once after each (new) connection, since
 * notices may have been missed before it. Holds one connection of the pool; a lost one is replaced.
 */
export function listenTo(pool: pg.Pool, channel: string, onNotice: () => void): Listening {
  let ended = false
  let close = (): void => undefined
  let timer: NodeJS.Timeout | undefined
  const again = (): void => {
    if (!ended) timer = setTimeout(() => void connect(), reconnectPause).unref()
  }
  const connect = async (): Promise<void> => {
    try {
      const opened = await pool.connect()
      let released = false
      const lose = (): void => {
        if (released) return
        released = true
        opened.release(true)
        again()
      }
      opened.once('error', lose).once('end', lose).on('notification', onNotice)
      close = lose
      await opened.query(`listen ${channel}`)
      if (ended) lose()
      else onNotice()
    } catch {
      again()
    }
  }
  const first = connect()
  return {
    stop: async () => {
      ended = true
      clearTimeout(timer)
      await first
      close()
    },
  }
}
