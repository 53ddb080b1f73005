import { memo } from 'react'
import { dayOf, dayText } from '../../shared/dayGroups.ts'
import { useTime } from '../time/timeStore.ts'

interface DayLineProps {
  /** When the message below was written, and the one above, in epoch milliseconds. */
  readonly time: number
  /** Null at the beginning of the conversation, undefined where what stands above is not known. */
  readonly before: number | null | undefined
}

/** Says on which day the message below was written, where that is another than above. */
export const DayLine = memo(function DayLine({ before, time }: DayLineProps) {
  const text = useTime(({ calendar }) => {
    if (before === undefined) return null
    const day = dayOf(time, calendar.timeZone)
    const same = before !== null && dayOf(before, calendar.timeZone) === day
    return same ? null : dayText(day, calendar)
  })
  if (text === null) return null
  return (
    <div className="day-line">
      <hr aria-label={text} />
      <span aria-hidden="true">{text}</span>
    </div>
  )
})
