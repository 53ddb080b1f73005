import { lazy, Suspense } from 'react'
import { ConnectionBanner } from './announcements/ConnectionBanner.tsx'
import { LiveRegion } from './announcements/LiveRegion.tsx'
import { Toasts } from './announcements/Toasts.tsx'
import { useSession } from './session/sessionStore.ts'
import { RecoveryCodeDialog } from './signIn/RecoveryCodeDialog.tsx'
import { SignInPage } from './signIn/SignInPage.tsx'
import { whenIdle } from './whenIdle.ts'

const loadChatWindow = () => import('./ChatWindow.tsx')
const ChatWindow = lazy(async () => ({ default: (await loadChatWindow()).ChatWindow }))

// The sign-in page is there without it; by the time a password is typed, the rest is too.
whenIdle(() => void loadChatWindow())

export function App() {
  const phase = useSession((state) => state.phase)
  const recoveryCode = useSession((state) => state.recoveryCode)
  return (
    <>
      <ConnectionBanner />
      <LiveRegion />
      {phase === 'signed-out' && <SignInPage />}
      {phase === 'signed-in' && (
        <Suspense>
          <ChatWindow />
        </Suspense>
      )}
      {recoveryCode !== null && <RecoveryCodeDialog code={recoveryCode} />}
      <Toasts />
    </>
  )
}
