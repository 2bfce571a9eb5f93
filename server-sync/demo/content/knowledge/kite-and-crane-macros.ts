import type { ArticleSource } from './article-source.ts'

export const kiteAndCraneMacros: readonly ArticleSource[] = [
  {
    key: 'm-greeting',
    topic: 'greeting',
    title: 'Greeting',
    body: 'Hi {{customer.name}}, {{agent.name}} from Kite & Crane here. Give me a moment to open your order.',
  },
  {
    key: 'm-where-is-my-order',
    topic: 'delivery',
    title: 'Where is my order',
    body: '{{order.reference}} is with {{order.carrier}} ({{order.trackingNumber}}) and should reach you on {{order.expectedAt}}.',
  },
  {
    key: 'm-customs-hold',
    topic: 'delivery',
    title: 'Held by customs',
    body: 'Your parcel is waiting for customs, who need the recipient’s identity details. Please enter them only on the broker’s own page, which is linked in its e-mail, and never here in the chat. Clearance usually takes one to two working days after that.',
  },
  {
    key: 'm-do-not-pay-duties',
    topic: 'delivery',
    title: 'Carrier asks for duties',
    body: 'Your price already includes duties and taxes, so please don’t pay anything. Could you send me a photo of the notice? I’ll settle it with the carrier.',
  },
  {
    key: 'm-size-exchange',
    topic: 'returns',
    title: 'Size exchange',
    body: 'No problem, the first exchange is on us. I’ve reserved the other size for you; the courier brings it and takes the old one along.',
  },
  {
    key: 'm-warranty-photos',
    topic: 'after-sales',
    title: 'Warranty: ask for photos',
    body: 'That sounds like one for the warranty. Could you send me a close-up of the fault and a photo of the small label with the lot number? I can usually decide the same day.',
  },
  {
    key: 'm-departure-soon',
    topic: 'delivery',
    title: 'Leaving soon',
    body: 'When do you leave? If it’s within three days I’ll look for stock close to you and have it delivered tomorrow.',
  },
  {
    key: 'm-double-charge',
    topic: 'payment',
    title: 'Two charges',
    body: 'I can see one order and one payment on our side. The second amount is a hold that your bank will release; I’ve asked our payments team to void it, which usually takes a day.',
  },
  {
    key: 'm-gift-wrap',
    topic: 'payment',
    title: 'Gift wrapping added',
    body: 'Done: it will be wrapped, with your card and without any prices in the parcel.',
  },
  {
    key: 'm-goodbye',
    topic: 'greeting',
    title: 'Closing',
    body: 'Have a good trip! I’ll close this for now; reply any time and we’ll pick it up where we left off.',
  },
]
