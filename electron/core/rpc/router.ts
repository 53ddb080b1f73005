import { procedures } from './context.ts'
import { appHandlers, eventsHandlers, modelsHandlers, preferencesHandlers } from './handlers/application.ts'
import { chatHandlers } from './handlers/chat.ts'
import { connectionsHandlers } from './handlers/connections.ts'
import { conversationsHandlers } from './handlers/conversations.ts'
import { downloadsHandlers } from './handlers/downloads.ts'
import { profilesHandlers, sessionHandlers } from './handlers/profiles.ts'

/** Every procedure of the contract with what it does; the compiler refuses one that is missing. */
export const router = procedures.router({
  app: appHandlers,
  profiles: profilesHandlers,
  session: sessionHandlers,
  preferences: preferencesHandlers,
  models: modelsHandlers,
  connections: connectionsHandlers,
  downloads: downloadsHandlers,
  conversations: conversationsHandlers,
  chat: chatHandlers,
  events: eventsHandlers,
})
