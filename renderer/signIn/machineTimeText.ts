import { formatTime } from '../../shared/timeFormat.ts'
import { systemTimeZone } from '../../shared/timeZone.ts'

/** How an instant (epoch milliseconds) reads before anybody's preferences are known. */
export function machineTimeText(time: number): string {
  return formatTime(time, 'YYYY-MM-DD HH:MM', systemTimeZone())
}
