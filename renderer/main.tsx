import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { FailureBoundary } from './components/FailureBoundary.tsx'
import { leaveCompositionAlone } from './components/composition.ts'
import { keepPage } from './components/keepPage.ts'
import { connect } from './connection/call.ts'
import { showLastTheme } from './preferences/theme.ts'
import { useConversation } from './conversation/conversationStore.ts'
import { keepOpeningMark, markFailed } from './conversation/openingMark.ts'
import { keepSession } from './session/session.ts'

showLastTheme()
leaveCompositionAlone()
keepPage()
keepOpeningMark()
keepSession()
connect()

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <FailureBoundary onFailure={() => markFailed(useConversation.getState().currentId)}>
        <App />
      </FailureBoundary>
    </StrictMode>,
  )
