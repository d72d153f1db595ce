import { once } from 'node:events'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Type } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { route } from '#platform/http/route.ts'
import { closeServer } from '#platform/http/server.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

const begun = Promise.withResolvers<void>()
const held = Promise.withResolvers<void>()
const slow = endpoint({
  method: 'GET',
  url: '/api/slow',
  title: 'test',
  reply: Type.Object({ done: Type.Boolean() }),
})

let world: World
beforeAll(async () => {
  world = await makeWorld({
    routes: [
      route(
        slow,
        async () => {
          begun.resolve()
          await held.promise
          return { done: true }
        },
        { access: 'open', withoutEdition: true },
      ),
    ],
  })
})
afterAll(() => world.close())

test('while the program stops, what was begun is answered, and what comes is told to come again: 503 `stopping`', async () => {
  await world.server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = world.server.server.address() as AddressInfo
  const open = async () => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    await once(socket, 'connect')
    let text = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    return { socket, text: () => text, ended: once(socket, 'close') }
  }
  const first = await open()
  const second = await open()
  first.socket.write('GET /api/slow HTTP/1.1\r\nhost: x\r\n\r\n')
  await begun.promise
  // Its head is not complete yet, so that the connection is not idle when the program stops.
  second.socket.write('GET /api/slow HTTP/1.1\r\n')
  await expect
    .poll(() => new Promise((resolve) => world.server.server.getConnections((_, n) => resolve(n))))
    .toBe(2)
  const closing = closeServer(world.server, 60_000)
  second.socket.write('host: x\r\naccept-language: ja\r\n\r\n')
  await second.ended
  expect(second.text()).toMatch(/^HTTP\/1\.1 503 /)
  expect(second.text()).toContain('retry-after: 10')
  expect(second.text()).toContain('"code":"stopping"')
  held.resolve()
  await first.ended
  expect(first.text()).toContain('{"done":true}')
  await closing
})
