/**
 * Hands the window its MessagePort. It knows no procedure and exposes no function, so it never changes when a
 * feature is added. Which page may connect is decided in the main process, where the page cannot reach.
 */
import { contextBridge, ipcRenderer } from 'electron'
import { connectMessage, electronMark } from '../../shared/windowHost.ts'

contextBridge.exposeInMainWorld(electronMark, true)

window.addEventListener('message', (event) => {
  const fromThisPage = event.source === window && event.origin === window.location.origin
  if (!fromThisPage || event.data !== connectMessage || event.ports.length !== 1) return
  ipcRenderer.postMessage(connectMessage, null, [...event.ports])
})
