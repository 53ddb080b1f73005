/** The id of the side: the menus of its chats open inside of it, so that they belong to a landmark. */
export const sideId = 'side'
