/**
 * Where the person was in each chat when they left it, so that coming back finds it again: by the message at the top of
 * what is seen, for pixels alone mean nothing once an answer has grown. Chats whose end was seen are not in here.
 */
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'
import { onEndOf } from '../state/profileState.ts'
import { createProfileStorage } from '../state/profileStorage.ts'

export interface LeftPlace {
  /** The first message that was seen, if only its end. */
  readonly messageId: MessageId
  /** How far its top stood below that of the list, in pixels; mostly above it, which is less than 0. */
  readonly top: number
}

/** Of so many chats; the ones that were read the longest time ago are forgotten. */
const mostPlaces = 200

/** A reload finds the places too: ids and pixels. */
const stored = createProfileStorage('places')

/** Null until it was looked what a reload has left. The last one in it was seen last. */
let places: Map<ConversationId, LeftPlace> | null = null
onEndOf('profile', () => {
  places = null
})

function known(): Map<ConversationId, LeftPlace> {
  // Only `saveLeftPlaces` writes it.
  places ??= new Map(JSON.parse(stored.read() ?? '[]') as readonly (readonly [ConversationId, LeftPlace])[])
  return places
}

/** Null where the end was seen, or the chat was not opened yet. */
export function leftPlaceOf(id: ConversationId): LeftPlace | null {
  return known().get(id) ?? null
}

/** Notes what is seen of a chat; null for its end. */
export function noteLeftPlace(id: ConversationId, place: LeftPlace | null): void {
  const all = known()
  all.delete(id)
  if (place) all.set(id, place)
  const [oldest] = all.keys()
  if (all.size > mostPlaces && oldest !== undefined) all.delete(oldest)
}

/** Keeps the places for the page that follows this one. */
export function saveLeftPlaces(): void {
  if (places) stored.write(JSON.stringify([...places]))
}
