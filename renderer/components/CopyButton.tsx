import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { announce } from '../announcements/announcementStore.ts'
import { showError } from '../announcements/toastStore.ts'
import { IconButton } from './IconButton.tsx'

/** How long the tick stands in place of the icon, in milliseconds. */
const tickDuration = 1_500

interface CopyButtonProps {
  readonly label: string
  readonly text: () => string
  /** Shown as a button with words instead of an icon. */
  readonly words?: boolean
  /** The id of what tells it from others of its name. */
  readonly describedBy?: string
}

export function CopyButton({ describedBy, label, text, words = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), tickDuration)
    return () => clearTimeout(timer)
  }, [copied])

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text())
      setCopied(true)
      announce('Copied')
    } catch {
      showError('The clipboard is not open to Confab. Select the text and copy it with the keyboard.')
    }
  }

  if (!words)
    return (
      <IconButton
        label={label}
        icon={copied ? Check : Copy}
        aria-describedby={describedBy}
        onClick={() => void copy()}
      />
    )
  return (
    <button type="button" className="button" aria-describedby={describedBy} onClick={() => void copy()}>
      {copied ? 'Copied' : label}
    </button>
  )
}
