import type { ArticleSource } from './article-source.ts'

export const northwindHomeMacros: readonly ArticleSource[] = [
  {
    key: 'm-greeting',
    topic: 'greeting',
    title: 'Greeting',
    body: 'Hello {{customer.name}}, this is {{agent.name}} from Northwind Home. Let me have a look at that for you.',
  },
  {
    key: 'm-where-is-my-order',
    topic: 'delivery',
    title: 'Where is my order',
    body: 'I’ve checked {{order.reference}}: it is with {{order.carrier}} under {{order.trackingNumber}} and is expected on {{order.expectedAt}}. They’ll send you a two-hour window on the morning itself.',
  },
  {
    key: 'm-return-label',
    topic: 'returns',
    title: 'Return label sent',
    body: 'I’ve e-mailed you a prepaid label for {{order.reference}}, with a QR code in case you have no printer. You have 30 days from delivery, and we refund within 24 hours of receiving the parcel.',
  },
  {
    key: 'm-refund-issued',
    topic: 'returns',
    title: 'Refund issued',
    body: 'Your return has arrived and I have refunded {{order.total}} just now, to the method you paid with. Most banks show it within two to three working days.',
  },
  {
    key: 'm-damaged-photos',
    topic: 'after-sales',
    title: 'Damaged: ask for photos',
    body: 'I’m sorry that it arrived like this. Could you send me one photo of the damage and one of the box? Then I can put it right straight away; you won’t need to send anything back first.',
  },
  {
    key: 'm-replacement-or-refund',
    topic: 'after-sales',
    title: 'Replacement or refund',
    body: 'Thank you for the photos, they’re all I need. Would you prefer a replacement, which leaves today, or your money back?',
  },
  {
    key: 'm-furniture-window',
    topic: 'delivery',
    title: 'Book a furniture window',
    body: 'For furniture you can choose a three-hour window: 8–11, 11–14, 14–17 or 18–21 on weekdays. Which day suits you, which floor is it, and is there a lift?',
  },
  {
    key: 'm-invoice-details',
    topic: 'payment',
    title: 'Ask for invoice details',
    body: 'Happy to do that. Please give me the company’s name, address and VAT number through the secure form, and the invoice will be reissued today.',
  },
  {
    key: 'm-safety-incident',
    topic: 'after-sales',
    title: 'Safety incident',
    body: 'Thank you for telling us. Please stop using it for now and keep it somewhere safe. Our product safety team has your report and will write to you today; your refund does not depend on a return.',
  },
  {
    key: 'm-goodbye',
    topic: 'greeting',
    title: 'Closing',
    body: 'Glad we could sort it out. I’ll close this now; if anything is left, just reply here and it comes straight back to us.',
  },
]
