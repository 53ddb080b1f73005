import { Tooltip } from 'radix-ui'
import { relativeTime } from '../../shared/relativeTime.ts'
import { useDateTimeText, usePreferences, useTimeText } from '../preferences/preferencesStore.ts'
import { useTime } from './timeStore.ts'

interface TimeTextProps {
  /** Epoch milliseconds. */
  readonly time: number
  /** Nothing beside it tells the day. */
  readonly dated?: boolean
}

/** A time as the person wants to read it. */
export function TimeText({ dated = false, time }: TimeTextProps) {
  const short = useTimeText(time)
  const exact = useDateTimeText(time)
  const relative = usePreferences((state) => state.preferences?.relativeTimes ?? false)
  if (relative) return <RelativeTime time={time} exact={exact} />
  return <time dateTime={new Date(time).toISOString()}>{dated ? exact : short}</time>
}

/** How long ago it was; the exact time under the pointer and under the focus. */
function RelativeTime({ exact, time }: { readonly exact: string; readonly time: number }) {
  const text = useTime(({ now }) => relativeTime(time, now))
  return (
    <Tooltip.Provider delayDuration={200}>
      <Tooltip.Root>
        <Tooltip.Trigger asChild>
          <time
            className="relative-time"
            dateTime={new Date(time).toISOString()}
            // What a pointer shows, the keyboard has to reach as well.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
          >
            {text}
          </time>
        </Tooltip.Trigger>
        <Tooltip.Portal container={document.querySelector('main')}>
          <Tooltip.Content className="tooltip" sideOffset={4} collisionPadding={8}>
            {exact}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  )
}
