import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const widgetRoot = fileURLToPath(new URL('../../out/widget/', import.meta.url))
const chatFrameRoot = fileURLToPath(new URL('../../out/chat-frame/', import.meta.url))
const adminRoot = fileURLToPath(new URL('../../out/admin/', import.meta.url))
const shopRoot = fileURLToPath(new URL('../demo/shop/', import.meta.url))

/** The customer's chat as built, and with `hasShop` the demonstration shop. */
export async function addStaticRoutes(
  server: FastifyInstance,
  { hasShop }: { readonly hasShop: boolean },
): Promise<void> {
  // The widget may be built while the server runs, so its folder need not exist yet.
  const options = { suppressWarning: true, decorateReply: false, dotfiles: 'ignore' as const, maxAge: 0 }
  // Every visitor of a shop fetches these: the build has written each gzipped beside itself.
  const chat = { ...options, preCompressed: true }
  await server.register(fastifyStatic, { ...chat, root: widgetRoot, prefix: '/widget/', index: false })
  await server.register(fastifyStatic, {
    ...chat,
    root: chatFrameRoot,
    prefix: '/widget/frame/',
    cacheControl: false,
    setHeaders(reply, file) {
      const isNamedByContent = file.includes('/assets/')
      void reply.header('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  await server.register(fastifyStatic, {
    ...options,
    decorateReply: true,
    root: adminRoot,
    prefix: '/admin/',
    redirect: true,
    // Names of built files hold a hash of what is in them; the page itself does not.
    cacheControl: false,
    setHeaders(reply, file) {
      void reply.header('cache-control', file.endsWith('.html') ? 'no-store' : 'public, max-age=31536000, immutable')
    },
  })
  server.get('/admin/setup', (_request, reply) => reply.sendFile('index.html', adminRoot))
  if (!hasShop) return
  await server.register(fastifyStatic, { ...options, root: shopRoot, prefix: '/shop/', redirect: true })
}
