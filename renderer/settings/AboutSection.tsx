import { CopyButton } from '../components/CopyButton.tsx'
import { useSession, type AppInfo } from '../session/sessionStore.ts'

const hosts: Record<AppInfo['host'], string> = {
  electron: 'Desktop window',
  server: 'Browser, served by this machine',
}

export function AboutSection() {
  const info = useSession((state) => state.info)
  if (!info) return null
  return (
    <dl className="about">
      <dt>Version</dt>
      <dd>Confab {info.version}</dd>
      <dt>Runs as</dt>
      <dd>{hosts[info.host]}</dd>
      <dt>Data folder</dt>
      <dd>
        <span className="path">
          <code>{info.dataFolder}</code>
          <CopyButton label="Copy data folder path" text={() => info.dataFolder} />
        </span>
        <span className="note">Everything Confab keeps is in here. The chats in it are encrypted.</span>
      </dd>
    </dl>
  )
}
