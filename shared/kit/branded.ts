declare const brand: unique symbol

/** A string or number that only its own kind of place accepts: a `ConversationId` is never taken for a `CustomerId`. */
export type Branded<Base, Name extends string> = Base & { readonly [brand]: Name }
