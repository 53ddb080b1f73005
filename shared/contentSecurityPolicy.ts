/**
 * What a page of Confab may load and do, whichever host serves it. Nothing is allowed that is not named here; were a
 * model's answer ever to become markup, it could neither run a script nor send a word anywhere.
 */
const directives = [
  // Whatever is not named below: frames, media, objects, manifests.
  "default-src 'none'",
  // Our own bundles; nothing inline, nothing evaluated.
  "script-src 'self'",
  // A thread of our own bundles, for Markdown that may take long.
  "worker-src 'self'",
  // Our own sheets. React sets single properties through the object model, which needs no permission.
  "style-src 'self'",
  // The small pictures that the build puts into sheets are `data:`. No picture is ever fetched from elsewhere: the
  // address of a picture is a way to send a conversation out.
  "img-src 'self' data:",
  "font-src 'self'",
  // The WebSocket of the server host, which is of our own origin. The Electron window talks over a MessagePort.
  "connect-src 'self'",
  // A `<base>` would turn our relative addresses into somebody else's.
  "base-uri 'none'",
  // Forms are handled by script; one that is really submitted is not ours.
  "form-action 'none'",
  // Nobody may lay our window under theirs.
  "frame-ancestors 'none'",
] as const

export const contentSecurityPolicy: string = directives.join('; ')

/** The headers that both hosts send with every file of the window. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  // A file is what its Content-Type says, so that no text can be read as a script.
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // A page that opened us, or that we opened, gets no hold of our window.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Clipboard writing is left on for the Copy button; the others are never needed.
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), usb=()',
}
