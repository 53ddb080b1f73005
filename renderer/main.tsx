import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { FailureBoundary } from './components/FailureBoundary.tsx'
import { leaveCompositionAlone } from './components/composition.ts'
import { keepPage } from './components/keepPage.ts'
import { connect } from './connection/call.ts'
import { showLastTheme } from './preferences/theme.ts'
import { keepSession } from './session/session.ts'

showLastTheme()
leaveCompositionAlone()
keepPage()
keepSession()
connect()

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <FailureBoundary>
        <App />
      </FailureBoundary>
    </StrictMode>,
  )
