import { lazy, Suspense, useEffect } from 'react'
import { ConnectionBanner } from './announcements/ConnectionBanner.tsx'
import { LiveRegion } from './announcements/LiveRegion.tsx'
import { Toasts } from './announcements/Toasts.tsx'
import { showNote } from './announcements/toastStore.ts'
import { useSession } from './session/sessionStore.ts'
import { RecoveryCodeDialog } from './signIn/RecoveryCodeDialog.tsx'
import { SignInPage } from './signIn/SignInPage.tsx'
import { whenIdle } from './whenIdle.ts'

const loadChatWindow = () => import('./ChatWindow.tsx')
const ChatWindow = lazy(async () => ({ default: (await loadChatWindow()).ChatWindow }))

// The sign-in page is there without it; by the time a password is typed, the rest is too.
whenIdle(() => void loadChatWindow())

/** Before anybody is signed in there is nothing that a file could be added to. */
function answerDrop(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) showNote('Sign in first, then drop the file again.')
}

function answerDrops(): () => void {
  window.addEventListener('drop', answerDrop)
  return () => window.removeEventListener('drop', answerDrop)
}

export function App() {
  const phase = useSession((state) => state.phase)
  useEffect(() => (phase === 'signed-out' ? answerDrops() : undefined), [phase])
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
