function isEditable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null
}

/** A link or a picture that is dragged here from elsewhere; not a row of ours, nor text that goes into a text box. */
function wouldLeave({ dataTransfer, target }: DragEvent): boolean {
  return dataTransfer !== null && dataTransfer.types.includes('text/uri-list') && !isEditable(target)
}

function keep(event: DragEvent): void {
  const { dataTransfer } = event
  const files = dataTransfer?.types.includes('Files') ?? false
  if (!files && !wouldLeave(event)) return
  event.preventDefault()
  if (dataTransfer && !files) dataTransfer.dropEffect = 'none'
}

/**
 * Whatever is dropped on the window never takes the page's place, wherever it lands: browsers open files and links
 * that nothing has taken. What takes them still gets them.
 */
export function keepPage(): void {
  // Before anything inside stops the event.
  window.addEventListener('dragover', keep, { capture: true })
  window.addEventListener('drop', keep, { capture: true })
}
