import { useDateTimeText } from '../../preferences/preferencesStore.ts'
import { openSettings } from '../settingsDoorStore.ts'
import { hideDamage, hideFailing, useBackups } from './backupsStore.ts'
import { failureTexts } from './backupTexts.ts'

/** Says that the profile's file was found to be damaged, as soon as the look at it has. */
export function DamageNotice() {
  const notice = useBackups((state) => state.notice)
  const time = useDateTimeText(notice?.backup?.createdAt ?? 0)
  if (notice === null) return null
  return (
    <div role="alert" className="damage-notice">
      <p>
        The file of this profile is damaged in places. Some messages may not open.{' '}
        {notice.backup
          ? `Nothing was changed. A good backup of ${time} is there to be restored.`
          : 'Nothing was changed. There is no good backup: export your chats now, while they can be read.'}
      </p>
      <NoticeActions hide={hideDamage} />
    </div>
  )
}

/** Says that there has been no backup for days. */
export function FailingNotice() {
  const failing = useBackups((state) => state.failing)
  const time = useDateTimeText(failing?.since ?? 0)
  if (failing === null) return null
  return (
    <div role="alert" className="damage-notice">
      <p>
        No backup of this profile could be made since {time}. {failureTexts[failing.failure.code]}
      </p>
      <NoticeActions hide={hideFailing} />
    </div>
  )
}

function NoticeActions({ hide }: { readonly hide: () => void }) {
  return (
    <div className="settings-actions">
      <button
        type="button"
        className="button"
        onClick={() => {
          hide()
          openSettings('Backups')
        }}
      >
        See the backups
      </button>
      <button type="button" className="button button-plain" onClick={hide}>
        Not now
      </button>
    </div>
  )
}
