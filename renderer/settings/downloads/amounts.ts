const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const

/** A number of bytes as people read it, in steps of a thousand: `94 MB`, `1.2 GB`. */
export function bytesText(bytes: number): string {
  let [value, step] = [bytes, 0]
  // 999.5 of a unit would be shown as 1000 of it.
  while (value >= 999.5 && step < units.length - 1) {
    value /= 1_000
    step += 1
  }
  const digits = step > 1 && value < 9.95 ? 1 : 0
  return `${value.toFixed(digits)} ${units[step]}`
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** How long something still takes, in seconds: rounded up, so that it is not over before it is said to be. */
export function timeLeftText(seconds: number): string {
  if (seconds < 60) return `${counted(Math.max(1, Math.ceil(seconds)), 'second')} left`
  if (seconds < 3_600) return `${counted(Math.ceil(seconds / 60), 'minute')} left`
  const minutes = Math.ceil(seconds / 60)
  const rest = minutes % 60
  return `${counted(Math.floor(minutes / 60), 'hour')}${rest ? ` ${counted(rest, 'minute')}` : ''} left`
}
