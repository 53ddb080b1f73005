import { useEffect } from 'react'

function prevent(event: Event): void {
  event.preventDefault()
}

/** While a file may be dropped somewhere, one that misses the place does not take the page's. */
export function useKeepPage(): void {
  useEffect(() => {
    window.addEventListener('dragover', prevent)
    window.addEventListener('drop', prevent)
    return () => {
      window.removeEventListener('dragover', prevent)
      window.removeEventListener('drop', prevent)
    }
  }, [])
}
