import { bounds } from '../../../shared/bounds.ts'
import { modelId } from '../../../shared/contract/base.ts'
import type { Preferences } from '../../../shared/contract/preferences.ts'
import { preferences as schema } from '../../../shared/contract/preferences.ts'
import type { Connection } from './connection.ts'
import { statement } from './statement.ts'

export const defaultPreferences: Preferences = {
  theme: 'system',
  timeZone: 'system',
  timeFormat: 'DD/MM/YYYY HH:MM:SS',
  lockAfterMinutes: 0,
  modelId: modelId.parse('local:starter'),
  systemPrompt: '',
  parameters: {},
  contextMessages: bounds.contextMessages.presets[0],
  modelTitles: true,
  offlineOnly: false,
  offlineLocalServers: true,
  localThreads: 0,
  keepInMemoryMinutes: 10,
  hours: 'format',
  relativeTimes: false,
}

interface PreferenceRow {
  readonly name: string
  readonly value: string
}

/** The preferences; one that was never set, or that is no longer understood, has its default. */
export function storedPreferences(db: Connection): Preferences {
  const sql = 'SELECT name, value FROM preferences WHERE json_valid(value)'
  const stored = new Map(
    statement<[], PreferenceRow>(db, sql)
      .all()
      .map(({ name, value }) => [name, JSON.parse(value) as unknown]),
  )
  const understood = Object.entries(schema.shape).flatMap(([name, one]) => {
    const parsed = one.safeParse(stored.get(name))
    return parsed.success ? [[name, parsed.data] as const] : []
  })
  return { ...defaultPreferences, ...Object.fromEntries(understood) }
}

export function storePreferences(db: Connection, changes: Partial<Preferences>): void {
  const sql = `
    INSERT INTO preferences (name, value) VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`
  for (const [name, value] of Object.entries(changes)) {
    if (value !== undefined) statement<[string, string]>(db, sql).run(name, JSON.stringify(value))
  }
}
