import type { Template } from '../conversations/script.ts'

export const englishTemplates: readonly Template[] = [
  {
    channels: ['chat', 'whatsapp', 'sms'],
    tags: ['delivery'],
    order: { status: 'shipped', daysAgo: 4 },
    openings: [
      ['Where is my order?', 'Hi, any idea where {order} is? The tracking page just says “in transit”.'],
      ['Tracking hasn’t moved', 'Hello! {tracking} has shown the same depot since yesterday morning. Is it stuck?'],
      ['Will it be here by the weekend?', 'Hi, hoping to have the {product} before the weekend. Is that realistic?'],
    ],
    turns: [
      [
        'agent',
        'Hi {name}, I’ve just looked at the scans: your parcel left the sorting centre last night and {carrier} expects to deliver it on {eta}.',
      ],
      ['customer', 'Great, that’ll do. Will they text me first?'],
      [
        'agent',
        'They will, with a two-hour window, on the morning itself. If it doesn’t suit you can move it from the link in that message.',
      ],
    ],
  },
  {
    channels: ['email'],
    tags: ['refund'],
    order: { status: 'returned', daysAgo: 19, after: 'refunded' },
    openings: [
      [
        'Refund for {order}',
        'Hi,\n\nI sent the {product} back last week and your carrier says it was signed for. When can I expect the refund?\n\nThanks',
      ],
      [
        'Still waiting for my money back',
        'Hello,\n\n{order} went back to you five days ago. I know it takes a while but I’d like to be sure that it arrived.',
      ],
    ],
    turns: [
      [
        'agent',
        'Hi {name},\n\nIt arrived, and thank you for packing it so carefully. I’ve refunded {amount} to the card you paid with just now; most banks show it in two to three working days.',
      ],
      ['customer', 'Got the notification already. Thanks for the quick reply!'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['return'],
    order: { status: 'delivered', daysAgo: 9 },
    openings: [
      [
        'How do I send this back?',
        'hi how do I return something? it’s the {product} from {order}, nothing wrong with it, just not for me',
      ],
      ['Return label', 'Hello, the box didn’t have a return label in it. Could you send me one for {order}?'],
    ],
    turns: [
      [
        'agent',
        'Of course, {name}. I’ve e-mailed you a prepaid label; you can drop the parcel at any pick-up point or have it collected. You have 30 days from delivery, so there’s no rush.',
      ],
      ['customer', 'I don’t have a printer though'],
      ['agent', 'No problem, the same e-mail has a QR code. They print the label for you at the counter.'],
      ['customer', 'perfect ty'],
    ],
  },
  {
    channels: ['email', 'chat'],
    tags: ['damaged'],
    priority: 'high',
    order: { status: 'delivered', daysAgo: 5 },
    about: ['ware', 'furniture', 'hardware'],
    openings: [
      [
        'Arrived damaged',
        'Hi, unfortunately the {product} from {order} arrived with a crack down one side. Pictures attached. What happens now?',
      ],
      [
        'Scratched on one side',
        'Hello, there’s a deep scratch on the {product} that came today. Otherwise it’s exactly what I wanted, so I’d rather swap than return.',
      ],
    ],
    turns: [
      [
        'agent',
        'I’m sorry about that, {name}, and thank you for the clear pictures. I can send a replacement today or refund you in full, whichever you prefer. You don’t need to return the damaged one.',
      ],
      ['customer', 'A replacement, please.'],
      ['agent', 'It’s on its way. You’ll get a new tracking number this evening.'],
      ['note', 'Replacement sent, photos filed with the carrier claim.'],
    ],
  },
  {
    channels: ['chat', 'messenger'],
    tags: ['address', 'delivery'],
    order: { status: 'packed', daysAgo: 1 },
    openings: [
      ['Wrong flat number on my order', 'Hi! I put flat 3 instead of flat 13 on {order}. Can you change that?'],
      [
        'Can this go to my office instead?',
        'Hello, could {order} be delivered to my office? Nobody’s home in the daytime.',
      ],
    ],
    turns: [
      [
        'agent',
        'Hi {name}, just in time: it’s packed but not collected yet. What’s the full address, including the postcode?',
      ],
      ['customer', 'Just put it into the form you linked, did that work?'],
      ['agent', 'It did. The label is being reprinted and the delivery date stays {eta}.'],
    ],
  },
  {
    channels: ['email'],
    tags: ['voucher'],
    openings: [
      [
        'Birthday code expired?',
        'Hello,\n\nYour birthday e-mail gave me a code for 10% off, but the checkout says it has expired. It’s only three days old!',
      ],
      [
        'Two codes in one order',
        'Hi, can I use my newsletter code together with a gift card? The basket only lets me enter one.',
      ],
    ],
    turns: [
      [
        'agent',
        'Hi {name},\n\nSorry about the muddle. I’ve put a fresh code on your account; it’s valid for 30 days and is applied by itself at checkout. Gift cards go in the payment step, so you can use both.',
      ],
      ['customer', 'It worked, thank you very much.'],
    ],
  },
  {
    channels: ['chat', 'instagram'],
    tags: ['stock'],
    openings: [
      ['Back in stock?', 'hey, is the {product} coming back? it’s been greyed out for weeks'],
      [
        'Sold out everywhere',
        'Hi, do you know whether any of your shops still has the {product}? Online it’s sold out.',
      ],
    ],
    turns: [
      [
        'agent',
        'Hi {name}! The next delivery is due on {eta}. I can put you on the list so that you hear a day before everyone else.',
      ],
      ['customer', 'yes please'],
      ['agent', 'Done. You’ll have 24 hours from the e-mail before it goes on general sale.'],
    ],
  },
  {
    channels: ['email', 'whatsapp'],
    tags: ['warranty'],
    order: { status: 'delivered', daysAgo: 140 },
    about: ['clothing', 'gear'],
    openings: [
      [
        'Is this covered?',
        'Hi there, my {product} is about four months old ({order}) and a seam has come undone. I’ve looked after it. Is that something you’d repair?',
      ],
      [
        'Fault after a few months',
        'Hello, the {product} I bought in {order} has stopped working properly. How does your warranty work?',
      ],
    ],
    turns: [
      [
        'agent',
        'Hi {name}, thank you for writing. Yes, that’s covered. If you send me two photos, one close up and one of the whole piece, I can usually decide the same day without you sending anything back.',
      ],
      ['customer', 'Photos attached!'],
      ['note', 'Wear pattern matches the known fault. Replacement approved.'],
      [
        'agent',
        'Thank you. I’ve approved a replacement; it will be with you on {eta}. Please recycle the old one locally.',
      ],
      ['customer', 'Brilliant service, thanks.'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['product-question'],
    about: ['textile', 'clothing', 'gear'],
    openings: [
      ['Question about care', 'Hi, quick one: can the {product} be washed at home or is it dry clean only?'],
      [
        'What is it made of?',
        'Hello, I couldn’t find what the {product} is made of. I’m trying to avoid certain materials.',
      ],
    ],
    turns: [
      [
        'agent',
        'Hi {name}, good question. It’s on the care tab, a little hidden: wipe with a damp cloth or hand wash at 30 °C, dry flat and away from direct heat. The full list of materials is in the PDF just below.',
      ],
      ['customer', 'found it, thank you!'],
    ],
  },
  {
    channels: ['email', 'chat'],
    tags: ['cancellation'],
    order: { status: 'cancelled', daysAgo: 0 },
    openings: [
      ['Cancel {order}', 'Hi, please cancel {order}. I’ve found that my partner ordered the same thing yesterday!'],
      ['Changed my mind', 'Hello, is it too late to cancel {order}? I only ordered it a few minutes ago.'],
    ],
    turns: [
      [
        'agent',
        'Hi {name}, not too late at all. {order} is cancelled and {amount} goes back to your card; since the payment hadn’t been collected, it should vanish from your statement within a day.',
      ],
      ['customer', 'Phew. Thanks!'],
    ],
  },
  {
    channels: ['email'],
    tags: ['loyalty'],
    priority: 'low',
    openings: [
      ['Points question', 'Hello, how long do loyalty points stay valid? And can I use them to pay for delivery?'],
      [
        'Moved up a tier?',
        'Hi, I think {order} should have moved me up to silver, but my account still says standard.',
      ],
    ],
    order: { status: 'delivered', daysAgo: 16 },
    turns: [
      [
        'agent',
        'Hi {name},\n\nPoints are valid for 24 months after they were earned and can be used for products and for delivery. Tiers are recalculated on the first of each month, so yours will change then.',
      ],
      ['customer', 'Good to know, thank you.'],
    ],
  },
  {
    channels: ['chat', 'email'],
    tags: ['invoice', 'vat'],
    order: { status: 'delivered', daysAgo: 13 },
    openings: [
      [
        'Invoice in my company’s name',
        'Hi, could I have the invoice for {order} in my company’s name, please? I forgot to tick the box.',
      ],
      [
        'Need a VAT receipt',
        'Hello, I need a VAT receipt for {order} for my expenses. The confirmation e-mail isn’t enough, apparently.',
      ],
    ],
    turns: [
      [
        'agent',
        'Certainly, {name}. Please give me the company’s name, address and VAT number and I’ll have it reissued today.',
      ],
      ['customer', 'Sent through the secure form just now.'],
      ['agent', 'Thank you, received. The invoice is in your inbox as a PDF.'],
    ],
  },
  {
    channels: ['phone'],
    tags: ['delivery', 'callback'],
    order: { status: 'shipped', daysAgo: 3 },
    openings: [
      [
        'Call: delivery date',
        'Voicemail, 0:32. “Hi, I’m calling about {order}. I’ll be away from Friday and would like it held back until I’m home. Could you ring me?”',
      ],
      [
        'Call: leave it with a neighbour',
        'Voicemail, 0:24. “Hello, it’s about the {product}. Please leave it next door at number nine, they know about it. No need to call back.”',
      ],
    ],
    turns: [
      [
        'agent',
        'Thank you for your call, {name}. I’ve passed it on to {carrier}; delivery is planned for {eta} and the driver has your note.',
      ],
      ['note', 'Called back, 2 min. Happy, nothing else open.'],
    ],
  },
]
