import helmet from '@fastify/helmet'
import Fastify from 'fastify'

/**
 * Content security policy: everything from this server, nothing inline but style attributes that
 * components compute.
 */
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
    'worker-src': ["'self'"],
    'frame-src': ["'self'", 'blob:'],
    'frame-ancestors': ["'none'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
  },
}

/** What pages of this program never need of the device. */
const permissionsPolicy = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ')

/**
 * The security headers of every reply. They are always the same, so they are computed once, by a
 * request to a server that does nothing else.
 */
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
  const sent = { ...headers, 'permissions-policy': permissionsPolicy }
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) =>
      typeof value === 'string' &&
      !['date', 'connection', 'keep-alive', 'content-length'].includes(name)
        ? [[name, value]]
        : [],
    ),
  )
}
