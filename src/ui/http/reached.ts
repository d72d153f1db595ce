import { signal } from './latch.ts'

/** Whether the last reply came from what this device keeps, because the server was not reached. */
export const isFromDevice = signal(false)

/** Notes where a reply came from: the service worker marks what it kept. */
export function noteReply(response: Response): Response {
  isFromDevice.set(response.headers.has('x-sekisho-kept'))
  return response
}
