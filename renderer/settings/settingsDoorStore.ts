import { createProfileStore } from '../state/profileState.ts'

/** The sections that other places of the window lead to. */
export type AskedSection = 'Usage' | 'Backups' | 'Import and export'

interface SettingsDoorState {
  /** The section that something outside of the settings asked for; null when nothing did. */
  readonly asked: AskedSection | null
}

/** Opens the settings at a section from anywhere in the window. */
export const useSettingsDoor = createProfileStore<SettingsDoorState>(() => ({ asked: null }))

export function openSettings(asked: AskedSection): void {
  useSettingsDoor.setState({ asked })
}

export function closeSettings(): void {
  useSettingsDoor.setState({ asked: null })
}
