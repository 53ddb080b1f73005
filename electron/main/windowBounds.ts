/** Where a window is put, from where it was. All in device-independent pixels. */
import type { MachineSettingsValues } from '../core/host.ts'

export type WindowBounds = NonNullable<MachineSettingsValues['windowBounds']>

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const minimumSize = { width: 360, height: 480 } as const
const firstSize = { width: 1100, height: 780 } as const

/**
 * The remembered place, moved and shrunk so that the whole window is on a display that still exists: the one it
 * overlaps most, else the first. A first window is in the middle. `workAreas` are the displays without their bars,
 * the main one first; there is at least one wherever there can be a window.
 */
export function placeWindow(remembered: WindowBounds | null, workAreas: readonly Area[]): Area {
  const [main] = workAreas
  const wanted = remembered ?? { x: 0, y: 0, ...firstSize }
  if (main === undefined) return { x: 0, y: 0, ...sizeWithin(wanted, firstSize) }
  const area = remembered ? mostOverlapping(remembered, workAreas, main) : main
  const { width, height } = sizeWithin(wanted, area)
  return {
    x: remembered
      ? between(remembered.x, area.x, area.x + area.width - width)
      : middle(area.x, area.width, width),
    y: remembered
      ? between(remembered.y, area.y, area.y + area.height - height)
      : middle(area.y, area.height, height),
    width,
    height,
  }
}

function mostOverlapping(window: Area, areas: readonly Area[], fallback: Area): Area {
  return areas.reduce((best, area) => (overlap(window, area) > overlap(window, best) ? area : best), fallback)
}

function overlap(first: Area, second: Area): number {
  const width = Math.min(first.x + first.width, second.x + second.width) - Math.max(first.x, second.x)
  const height = Math.min(first.y + first.height, second.y + second.height) - Math.max(first.y, second.y)
  return Math.max(0, width) * Math.max(0, height)
}

function sizeWithin(wanted: Area | typeof firstSize, limit: { width: number; height: number }) {
  return {
    width: between(wanted.width, minimumSize.width, Math.max(minimumSize.width, limit.width)),
    height: between(wanted.height, minimumSize.height, Math.max(minimumSize.height, limit.height)),
  }
}

function middle(start: number, room: number, size: number): number {
  return Math.round(start + Math.max(0, room - size) / 2)
}

/** `value`, but not below `low` nor above `high`; `low` where they cross. Whole pixels. */
function between(value: number, low: number, high: number): number {
  return Math.round(Math.max(low, Math.min(value, high)))
}
