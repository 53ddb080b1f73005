/** Puts the preload into a page and carries what passes between it and the process. */
import { readFileSync } from 'node:fs'
import type { CDPSession } from '@playwright/test'
import { toElectron } from './chromium.ts'
import { MessagePortMain, type PortCall, type Wire } from './messagePortMain.ts'
import { bindingName, exposeEvent, mainWorld, preloadWorld, worldName } from './pageWorld.ts'

type PageMessage =
  | { readonly type: 'frame'; readonly id: number; readonly data: Wire }
  | { readonly type: 'closed'; readonly id: number }
  | { readonly type: 'post'; readonly channel: string; readonly ports: readonly number[] }

/** A message of `ipcRenderer.postMessage`, with what Electron would say of its sender. */
export interface PreloadPost {
  readonly channel: string
  readonly origin: string
  readonly ports: readonly MessagePortMain[]
}

/** One document's preload world. It is gone with its document. */
interface World {
  readonly contextId: number
  readonly origin: string
  readonly ports: Map<number, MessagePortMain>
}

function preloadSource(file: string): string {
  const names = JSON.stringify({ event: exposeEvent, binding: bindingName })
  const bundle = readFileSync(file, 'utf8')
  return `(${String(preloadWorld)})(${names}, (require) => { const module = { exports: {} }; const { exports } = module;\n${bundle}\n})`
}

export async function hostPreload(
  devTools: CDPSession,
  preload: string,
  onPost: (post: PreloadPost) => void,
): Promise<void> {
  const worlds = new Map<number, World>()

  function leave(world: World): void {
    worlds.delete(world.contextId)
    for (const port of world.ports.values()) port.ended()
  }

  devTools.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name !== worldName) return
    worlds.set(context.id, { contextId: context.id, origin: toElectron(context.origin), ports: new Map() })
  })
  devTools.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    const world = worlds.get(executionContextId)
    if (world) leave(world)
  })
  devTools.on('Runtime.executionContextsCleared', () => worlds.forEach(leave))
  devTools.on('Runtime.bindingCalled', ({ executionContextId, payload }) => {
    const world = worlds.get(executionContextId)
    if (world) receive(devTools, world, JSON.parse(payload) as PageMessage, onPost)
  })
  devTools.on('close', () => worlds.forEach(leave))

  await devTools.send('Page.enable')
  await devTools.send('Runtime.enable')
  await devTools.send('Runtime.addBinding', { name: bindingName, executionContextName: worldName })
  await devTools.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `(${String(mainWorld)})(${JSON.stringify(exposeEvent)})`,
  })
  await devTools.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName,
    source: preloadSource(preload),
  })
}

function receive(
  devTools: CDPSession,
  world: World,
  message: PageMessage,
  onPost: (post: PreloadPost) => void,
): void {
  switch (message.type) {
    case 'frame':
      return world.ports.get(message.id)?.arrived(message.data)
    case 'closed':
      return world.ports.get(message.id)?.ended()
    case 'post':
      for (const id of message.ports) world.ports.set(id, new MessagePortMain(caller(devTools, world, id)))
      return onPost({
        channel: message.channel,
        origin: world.origin,
        ports: [...world.ports.values()].slice(-message.ports.length),
      })
  }
}

/** Calls of one session arrive in the order in which they were sent, so none is waited for. */
function caller(devTools: CDPSession, world: World, id: number): PortCall {
  return (method, data) => {
    const parameters = data === undefined ? `${id}` : `${id}, ${JSON.stringify(data)}`
    devTools
      .send('Runtime.evaluate', {
        contextId: world.contextId,
        expression: `confabStandIn.${method}(${parameters})`,
      })
      .catch(() => world.ports.get(id)?.ended())
  }
}
