/** In a file of its own: windows need the names without the validators. */
export const filterableStatuses = ['open', 'snoozed', 'resolved', 'spam'] as const
