import helmet from '@fastify/helmet'
import Fastify from 'fastify'

/** Content security policy: everything from here, nothing inline but style attributes that the parts of the screen compute. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'frame-src': ["'self'", 'blob:'],
    'frame-ancestors': ["'none'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
  },
}

/** The headers that every answer carries to keep browsers safe. They are the same each time, so they are worked out once: by asking a server that does nothing else. */
export async function securityHeaders(publicUrl: string): Promise<Record<string, string>> {
  const server = Fastify()
  await server.register(helmet, {
    contentSecurityPolicy,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: publicUrl.startsWith('https:') ? { maxAge: 31_536_000 } : false,
  })
  server.get('/', async (_request, reply) => reply.code(204).send())
  const { headers } = await server.inject('/')
  await server.close()
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' &&
      !['date', 'connection', 'keep-alive', 'content-length'].includes(name)
        ? [[name, value]]
        : [],
    ),
  )
}
