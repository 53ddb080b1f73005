import path from 'node:path'
import type { Preferences } from '../../../../shared/contract/preferences.ts'
import { procedures, profileOf } from '../context.ts'

/** The preferences that were given: a key that is there without a value changes nothing. */
function given(input: {
  readonly [Key in keyof Preferences]?: Preferences[Key] | undefined
}): Partial<Preferences> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
}

export const appHandlers = {
  info: procedures.app.info.handler(({ context: { host } }) => ({
    version: host.version,
    host: host.kind,
    dataFolder: host.dataFolder,
    theme: host.settings.get('theme'),
  })),
}

export const modelsHandlers = {
  list: procedures.models.list.handler(async ({ context }) => {
    const { models, broken } = await context.models.list()
    return {
      models: [...models, ...(await profileOf(context).connections.models())],
      broken: [...broken],
      modelsFolder: path.join(context.host.dataFolder, 'models'),
    }
  }),
}

export const preferencesHandlers = {
  get: procedures.preferences.get.handler(({ context }) => profileOf(context).preferences()),

  update: procedures.preferences.update.handler(async ({ context, input }) => {
    const changed = await profileOf(context).updatePreferences(given(input))
    context.host.settings.set('theme', changed.theme)
    if (input.offlineOnly) await context.downloads.pauseForbidden()
    return changed
  }),
}

export const eventsHandlers = {
  subscribe: procedures.events.subscribe.handler(({ context, signal }) => context.window.subscribe(signal)),
}
