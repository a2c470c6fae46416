import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'
import { finishAll, nextDueAt, runDue } from './agenda.ts'
import { createClock } from './clock.ts'
import type { Cloud } from './cloud.ts'
import { operations } from './contract.ts'
import { routeControl } from './control.ts'
import { loadState, saveState } from './data-file.ts'
import { CloudError } from './gateway/cloud-error.ts'
import { createGateway, type Gateway } from './gateway/gateway.ts'
import { answer } from './gateway/pipeline.ts'
import { sendError } from './gateway/send.ts'
import { refuseUnknownRoute } from './gateway/unknown-route.ts'
import { defaultOptions, type Options } from './options.ts'
import { handlers, reactions } from './services/handlers.ts'
import { seedWorld } from './world/create-world.ts'
import { emptyWorld } from './world/world.ts'

export type EmulatorSettings = {
  seed?: string
  /** Cloud seconds per real second. */
  timeScale?: number
  /** Real time in milliseconds; tests hand in their own. */
  wall?: () => number
  options?: Partial<Options>
  /** Keeps the state across restarts. */
  dataFile?: string
}

export type Emulator = {
  app: FastifyInstance
  cloud: Cloud
  gateway: Gateway
  /** Starts listening and returns the base URL; port 0 takes a free one. */
  listen: (port?: number, host?: string) => Promise<string>
  /** Moves the clock and fires what became due. */
  advance: (seconds: number) => void
  /** Lets everything in progress end now, without moving the clock. */
  finish: () => void
  close: () => Promise<void>
}

const bodyBytesMax = 12 * 1024 * 1024

/** A pretend cloud, ready to listen or to be called through `app.inject`. */
export function createEmulator(settings: EmulatorSettings = {}): Emulator {
  const { seed = 'countersign', timeScale = 60, wall = Date.now, dataFile } = settings
  const cloud: Cloud = {
    world: emptyWorld(seed),
    clock: createClock(wall, timeScale),
    options: { ...defaultOptions, ...settings.options },
    reactions,
  }
  const gateway = createGateway()
  if (dataFile === undefined || !loadState(cloud, dataFile)) seedWorld(cloud, seed)

  const { changed, stop } = createTimer(cloud, () => {
    if (dataFile !== undefined) saveState(cloud, dataFile)
  })
  const app = createApp(cloud, gateway, changed)
  changed()
  return {
    app,
    cloud,
    gateway,
    listen: (port = 0, host = '127.0.0.1') => app.listen({ port, host }),
    advance(seconds) {
      cloud.clock.offsetMs += seconds * 1000
      runDue(cloud)
      changed()
    },
    finish() {
      finishAll(cloud)
      changed()
    },
    async close() {
      stop()
      app.server.closeAllConnections()
      await app.close()
    },
  }
}

function createApp(cloud: Cloud, gateway: Gateway, changed: () => void): FastifyInstance {
  const app = fastify({
    bodyLimit: bodyBytesMax,
    genReqId: () => randomUUID().replaceAll('-', ''),
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 512 },
    frameworkErrors: (_error, request, reply) => {
      void sendError(reply, new CloudError(400, 'APIGW.0201', 'Bad request.'), 'flat', request.id)
    },
  })
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true })
  // Bodies stay bytes until the signature is checked.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  for (const operation of operations) {
    const handler = handlers[operation.id]
    if (handler === undefined) throw new Error(`The contract has ${operation.id}, which no service handles.`)
    app.route({
      method: operation.method,
      url: operation.path,
      handler: (request, reply) => answer({ cloud, gateway, changed }, operation, handler, request, reply),
    })
  }
  routeControl(app, { cloud, gateway, changed })
  app.setNotFoundHandler((request, reply) => refuseUnknownRoute(cloud, request, reply))
  app.setErrorHandler(async (error, request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
    if (status >= 500) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    await sendError(reply, frameworkError(status), 'flat', request.id)
  })
  return app
}

const frameworkError = (status: number): CloudError => {
  if (status === 413) return new CloudError(413, 'APIGW.0201', 'The request body is too large.')
  if (status < 500) return new CloudError(400, 'APIGW.0201', 'Bad request.')
  return new CloudError(500, 'APIGW.0601', 'Internal server error.')
}

/** Fires events at their moment even when nobody asks, and saves after each change. */
function createTimer(cloud: Cloud, save: () => void) {
  let timeout: NodeJS.Timeout | undefined
  const arm = () => {
    clearTimeout(timeout)
    const dueAt = nextDueAt(cloud)
    if (dueAt === undefined) return
    const delayMs = Math.min(Math.max(dueAt - cloud.clock.now(), 1), 2 ** 31 - 1)
    timeout = setTimeout(() => {
      if (runDue(cloud) > 0) save()
      arm()
    }, delayMs)
    timeout.unref()
  }
  return {
    changed: () => {
      save()
      arm()
    },
    stop: () => clearTimeout(timeout),
  }
}
