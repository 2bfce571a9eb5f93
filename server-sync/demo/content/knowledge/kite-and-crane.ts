import type { ArticleSource } from './article-source.ts'

export const kiteAndCraneArticles: readonly ArticleSource[] = [
  {
    key: 'returns-policy',
    topic: 'returns',
    title: 'Returns: 30 days, anywhere in the world',
    body: 'Customers may return unused gear within 30 days of delivery, from every country we deliver to, with a label that we pay for. Trying boots on carpet and pitching a tent indoors is using one’s judgement, not using the gear. Opened base layers and socks cannot come back unless they are faulty.\n\nCollections from home can be booked in China, Japan, Korea, Singapore, the Emirates and Saudi Arabia. Elsewhere the parcel is dropped at a pick-up point with a QR code.\n\nTell customers outside the UK that the returns form has to be in the box: without it, customs may hold the parcel.',
  },
  {
    key: 'refunds',
    topic: 'returns',
    title: 'Refunds within 24 hours of receipt',
    body: 'We refund within 24 hours of the return reaching the nearest warehouse (Leeds, Shenzhen, Tokyo, Incheon, Dubai, Dallas or Melbourne), in the currency and to the method of payment. Most banks show it within three working days.\n\nDuties and taxes that were included at checkout are refunded with the rest. When several items come back in one parcel and only one was refunded, the second scan is missing: ask the warehouse and refund the same day.',
  },
  {
    key: 'exchanges',
    topic: 'returns',
    title: 'Exchanging sizes',
    body: 'The first exchange of an order is free in every country. We send the new size at once and collect the old one at the door. Reserve the pair while you are still talking: the last sizes go quickly.\n\nIf the customer is between two sizes, ask how the gear will be worn. Boots for long descents: half a size up. Jackets over fleece: one size up.',
  },
  {
    key: 'shipping-times',
    topic: 'delivery',
    title: 'Delivery times by region',
    body: 'From the regional warehouses: United Kingdom 3 working days, United States 5 to 7, Australia 7 to 9, Singapore 4 to 6, mainland China 5 to 8, Japan and Korea 5 to 7, Emirates 4 to 6, Saudi Arabia 5 to 7, Mexico 7 to 9, Chile 8 to 10.\n\nStoves travel by road and sea only and take a week longer. Fuel is never shipped. Around Lunar New Year, Golden Week and Eid add three days, and say so before the customer has to ask.',
  },
  {
    key: 'lost-parcel',
    topic: 'delivery',
    title: 'Late, lost or delivered to the wrong door',
    body: 'No scan for four working days means lost. Replace or refund at once and let us argue with the carrier.\n\nFor “delivered” parcels, ask for the delivery photo. A door number often settles it. If the neighbour is away, the carrier will collect it from there within one day; if the customer travels before that, send a second one express.',
  },
  {
    key: 'change-address',
    topic: 'delivery',
    title: 'Changing the address',
    body: 'Before collection an agent can change everything except the country. After that only the carrier can, through the link in its message. In China and Korea check that the phone number belongs to the recipient, otherwise the courier cannot deliver.\n\nHotels are fine as addresses when the booking name and the arrival date are in the second line.',
  },
  {
    key: 'duties',
    topic: 'delivery',
    title: 'Duties and taxes',
    body: 'Prices for China, Japan, Korea, the Emirates, Saudi Arabia, Mexico and Chile include duties and taxes: customers pay nothing on delivery. Singapore: GST is charged at checkout up to S$400; above that customs collects it and we do not charge it.\n\nIf a carrier demands payment, the parcel was booked with the wrong terms. Tell the customer not to pay and not to open links in text messages; raise it with logistics, who settle it with the broker. Duties that were paid by mistake are refunded within 24 hours against a photo of the receipt.',
  },
  {
    key: 'customs-documents',
    topic: 'delivery',
    title: 'Identity data for customs',
    body: 'Some customs authorities want to know who imports: an identity upload in China, the personal customs code in Korea, the RFC in Mexico. The request comes from the broker by e-mail or text message, with a link to the broker’s own page.\n\nNever ask for these numbers in a conversation, and if a customer writes one, remove it. Clearance usually takes one to two working days after the upload.',
  },
  {
    key: 'warranty',
    topic: 'after-sales',
    title: 'Three-year warranty and repairs',
    body: 'All gear is covered for three years against faults of material and workmanship, tents and packs for five when registered. Poles are covered up to wind of 60 km/h. Legal rights come on top.\n\nWe repair before we replace: workshops in Leeds, Matsumoto, Portland and Melbourne take about ten days. Where there is no workshop we send the part with a short film, or replace the item and ask the customer to give the old one to a repair café.\n\nBatch 2231 of Lark ridge poles has thin ferrules: always replace, no photos needed.',
  },
  {
    key: 'damaged-goods',
    topic: 'after-sales',
    title: 'Damaged on arrival or parts missing',
    body: 'Ask for one photo of the damage and one of the box, then offer replacement or refund in the same message. Up to £75 nothing has to come back.\n\nFor departures within three days look at the regional stock first: Tokyo, Dubai and Singapore can deliver the next day if ordered by 16:00 local time. The courier swaps the items at the door.',
  },
  {
    key: 'product-safety',
    topic: 'after-sales',
    title: 'Skin reactions and safety reports',
    body: 'Stop, keep, log, refund: ask the customer to stop using the item and keep it unwashed, log the incident within one hour and refund without a return. Note the colour and lot number.\n\nMerino base layers are 87% merino and 13% polyamide with a shrink-resist finish; the “rust” lot 0417 is under review. The full list of substances is sent by product safety in writing. Stove and gas reports go to the lead on duty by phone.',
  },
  {
    key: 'size-guide',
    topic: 'products',
    title: 'Size guide for clothing and boots',
    body: 'Measure chest, waist and inside leg over thin clothes. S 88–94 cm, M 95–101, L 102–109, XL 110–117 around the chest; women’s sizes are cut 6 cm narrower. Japan and Korea: our M is usually an L.\n\nBoots: stand on paper in hiking socks, mark heel and toe, add 8 mm. EU 38 is 24 cm, 40 is 25.5, 42 is 27, 44 is 28.5. For a high instep choose the wide last rather than a larger size.',
  },
  {
    key: 'packs-fit',
    topic: 'products',
    title: 'Choosing and fitting a pack',
    body: 'Back length decides, not height: from the bony point of the neck to the top of the hips. The Ridge 35 adjusts from 43 to 53 cm and is the same in every colour. The Ferry 18 takes a 14-inch laptop.\n\nThe Transit 55 measures 55 × 35 × 22 cm and fits most airlines’ cabin rules; some low-cost carriers allow only 40 × 30 × 20. Advise the customer to check the ticket.',
  },
  {
    key: 'waterproofing',
    topic: 'care',
    title: 'Waterproof, water-repellent and re-proofing',
    body: 'Squall jackets withstand 15,000 mm, Lark flysheets 4,000 and floors 8,000. Fleece and down are water-repellent at best: they shrug off a shower, not a storm.\n\nWhen water no longer pearls off, wash at 30 °C with a technical detergent, tumble for 20 minutes on low, and spray with a proofer free of fluorocarbons. Softener ruins membranes.',
  },
  {
    key: 'care-down',
    topic: 'care',
    title: 'Caring for down and merino',
    body: 'Down: wash alone on the delicate programme at 30 °C, rinse twice, tumble on low with three clean tennis balls until no lumps are left, which takes up to four hours. Store it loose, never compressed.\n\nMerino: inside out, 30 °C, no softener, dry flat. It needs washing far less often than one thinks; an airing overnight is often enough.',
  },
  {
    key: 'payment-methods',
    topic: 'payment',
    title: 'Payment methods by country',
    body: 'Cards, Apple Pay and Google Pay everywhere. In addition Alipay, WeChat Pay and UnionPay in China, PayNow in Singapore, Konbini and PayPay in Japan, Kakao Pay and Naver Pay in Korea, mada and Tabby in Saudi Arabia, cash on delivery in the Emirates, OXXO in Mexico and Webpay in Chile.\n\nA failed page followed by a second try can leave two holds, of which only one is charged. Payments can void the other by hand; confirm it in writing if the customer’s bank asks.',
  },
  {
    key: 'loyalty-gift-cards',
    topic: 'payment',
    title: 'Points, codes and gift cards',
    body: 'One point for each pound or its equivalent, worth 5% when spent. Points last 24 months and run out at midnight where the customer lives. They are credited seven days after dispatch; if not, the order was probably placed as a guest.\n\nCodes are valid in all countries unless the campaign says otherwise. Gift cards last three years. One code and any number of gift cards can be used together.',
  },
  {
    key: 'receipts-gifts',
    topic: 'payment',
    title: 'Receipts, gift wrapping and gift notes',
    body: 'Receipts and invoices can be reissued in a company’s name at any time. In Japan ask for the exact name (宛名) and the purpose (但し書き); our registration number is printed by itself. In Mexico we need the RFC and the fiscal regime.\n\nGift wrapping is free, can be added until the order is packed, and leaves all prices out. Cards hold 120 characters. In Japan we offer noshi paper, in Korea a cloth wrap, in the Gulf a box with a ribbon for Eid.',
  },
]
