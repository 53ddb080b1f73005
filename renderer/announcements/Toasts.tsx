import { X } from 'lucide-react'
import { IconButton } from '../components/IconButton.tsx'
import { dismissToast, useToasts, type Toast } from './toastStore.ts'

export function Toasts() {
  const toasts = useToasts((state) => state.toasts)
  return (
    <output className="toasts" aria-live="polite" aria-label="Notices">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </output>
  )
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const { action, id, kind, text } = toast
  return (
    <div className="toast" data-kind={kind}>
      <p>{text}</p>
      {action && (
        <button
          className="button"
          type="button"
          onClick={() => {
            dismissToast(id)
            action.run()
          }}
        >
          {action.label}
        </button>
      )}
      <IconButton label="Dismiss" icon={X} onClick={() => dismissToast(id)} />
    </div>
  )
}
