import { CallError } from '../../callError.ts'
import { formatTime, type TimeFormat } from '../../../../shared/timeFormat.ts'
import { systemTimeZone } from '../../../../shared/timeZone.ts'
import type { Preferences } from '../../../../shared/contract/preferences.ts'
import type { ExportPart } from '../../../../shared/contract/exports.ts'
import type { Host } from '../../host.ts'
import { outgoingError } from '../errors.ts'
import { exportChats } from '../../transfer/exportChats.ts'
import { procedures, profileOf } from '../context.ts'

/** In a file that is read years later a time without its day says nothing. */
function withDay(format: TimeFormat): TimeFormat {
  return format === 'HH:MM' ? 'YYYY-MM-DD HH:MM' : format
}

function timesOf({ hours, timeFormat, timeZone }: Preferences): (time: number) => string {
  const zone = timeZone === 'system' ? systemTimeZone() : timeZone
  return (time) => formatTime(time, withDay(timeFormat), zone, hours)
}

/**
 * What fails in the middle of a stream leaves through the same door as what fails in a call. That somebody has left
 * is no failure.
 */
async function* throughTheDoor(
  parts: AsyncGenerator<ExportPart>,
  { logger }: Host,
  signal: AbortSignal | undefined,
): AsyncGenerator<ExportPart> {
  try {
    for await (const part of parts) {
      if (signal?.aborted) return
      yield part
    }
  } catch (error) {
    throw outgoingError(error, 'exports.run', logger)
  }
}

export const exportsHandlers = {
  run: procedures.exports.run.handler(async ({ context, input, signal }) => {
    const profile = profileOf(context)
    const parts = await exportChats({
      ...input,
      database: profile.database,
      style: { time: timesOf(profile.preferences()), application: `Confab ${context.host.version}` },
      exportedAt: context.now(),
      setter: context.setter,
      signal,
      onDamage: (error) => profile.backups.noteFailure(error),
      check: () => {
        if (context.window.profile !== profile) throw new CallError('SIGNED_OUT')
        profile.touch()
      },
    })
    return throughTheDoor(parts, context.host, signal)
  }),
}
