import type { Script } from './script.ts'

const nh = 'northwind-home'
const kc = 'kite-and-crane'

export const englishScripts: readonly Script[] = [
  {
    brand: nh,
    who: {
      name: 'Emma Whitfield',
      handle: 'emma.whitfield',
      country: 'GB',
      city: 'Leeds',
      tier: 'gold',
      about: 'Furnishing a new house room by room. Likes to decide on the spot, so give her both options at once.',
    },
    channel: 'chat',
    subject: 'Duvet set is the wrong size',
    order: { lines: [['NH-BED-120'], ['NH-CUS-031', 2]], status: 'delivered', daysAgo: 6 },
    tags: ['wrong-size', 'exchange'],
    by: 'agent-amara',
    ago: 3,
    turns: [
      [
        'customer',
        'Hi! My linen duvet set came this morning, order {order}. It’s lovely but it’s the king and our bed is a double 🙈',
      ],
      ['customer', 'I think I clicked the wrong one at checkout tbh'],
      [
        'agent',
        'Hi Emma, easily done, those two sit right next to each other on the page. You have 30 days, so nothing is lost. Have you unfolded it yet, or is it still in its bag?',
      ],
      ['customer', 'Opened the bag to look but didn’t put it on the bed'],
      [
        'agent',
        'Perfect, that’s fine. Two ways to do this:\n\n1. Exchange: I send the double today and your prepaid label goes in the same box. The £20 difference goes back to your card once the king is with us.\n2. Return: I e-mail the label now and refund you within 24 hours of the parcel reaching us.\n\nWhich suits you better?',
      ],
      ['note', '18 doubles in Leeds as of this morning, so an exchange would go out by 15:00.'],
      [
        'customer',
        'Exchange please!! Do I have to be home when the courier comes for the king one? I’m at work till 6 all week',
      ],
    ],
  },
  {
    brand: nh,
    who: {
      name: 'Margaret Ellery',
      handle: 'margaret.ellery',
      country: 'GB',
      city: 'Norwich',
      tier: 'vip',
      about: 'VIP since 2019. Interior stylist; what she buys is often photographed. Call her Mrs Ellery.',
    },
    channel: 'email',
    subject: 'Lamp arrived broken, needed for a shoot on Friday',
    order: { lines: [['NH-LMP-008', 2]], status: 'delivered', daysAgo: 3 },
    tags: ['damaged', 'vip'],
    priority: 'urgent',
    by: 'agent-amara',
    ago: 11,
    turns: [
      [
        'customer',
        'Dear Northwind,\n\nOne of the two Halo lamps in order {order} has arrived with its shade dented and the neck bent. The box itself is immaculate, so I suspect it was packed that way. Photographs attached.\n\nI need both for a shoot on Friday. Can you replace it by Thursday, please?\n\nMargaret Ellery',
      ],
      [
        'note',
        'Photos are clear: neck bent at the joint, box fine. Looks like a packing fault, same batch as the two from last week. I’ve told quality.',
        'lead-ines',
      ],
      [
        'agent',
        'Dear Mrs Ellery,\n\nI am sorry, that is not how a Halo should leave us. A new lamp has been set aside and checked by hand; it leaves on our next-day service this afternoon and will be with you tomorrow before noon.\n\nPlease keep the damaged one: our driver will take it when he delivers, no packing needed. If tomorrow morning does not suit, tell me a time and I will move it.\n\nKind regards,\nAmara Okafor',
      ],
      [
        'customer',
        'Thank you, Amara, that is a relief. Tomorrow before noon is fine, but not at home: could the driver come to the studio? 14 Elm Hill, first floor, the bell says “Ellery”. And may I ask whether the replacement comes with the same cream flex? The ones online look white now.',
      ],
    ],
  },
  {
    brand: nh,
    who: { name: 'Daniel Fairweather', handle: 'daniel.fairweather', country: 'GB', city: 'Bristol' },
    channel: 'chat',
    subject: 'Table came without the bolts',
    order: { lines: [['NH-TBL-301'], ['NH-CHR-117', 2]], status: 'delivered', daysAgo: 9 },
    tags: ['missing-parts', 'assembly'],
    priority: 'high',
    by: 'agent-amara',
    ago: 7,
    turns: [
      [
        'customer',
        'Hello, half way through building the Ashby table and there’s no bag C. That’s the 8 long bolts and the allen key. Order {order}',
      ],
      [
        'bot',
        'Hi, I’m Northwind’s assistant. I’ve found your order {order} (Ashby oak dining table). A colleague will be with you in about two minutes.',
      ],
      [
        'agent',
        'Hi Daniel, I have your order open. Before I send anything: bag C is sometimes taped inside one of the legs, under the felt cap at the top end. Could you have a quick look?',
      ],
      ['customer', 'checked all four, nothing. There’s a strip of tape in one of them but no bag'],
      [
        'agent',
        'Thank you, then it came loose in the factory. I’ve ordered a complete bag C for you: eight M8 × 90 bolts, washers and the key. It goes by first-class post today and should be there the day after tomorrow.',
      ],
      [
        'customer',
        'hmm ok. problem is I’ve got 8 people for Sunday lunch and the old table is already sold. Is there any chance of getting it quicker, or can I just buy M8 bolts from the hardware shop?',
      ],
    ],
  },
  {
    brand: nh,
    who: {
      name: 'Sinéad Ó Briain',
      handle: 'sinead.obriain',
      country: 'IE',
      city: 'Galway',
      about: 'Runs a guest house, buys on a company card.',
    },
    channel: 'email',
    subject: 'Invoice with our VAT number for order {order}',
    order: {
      lines: [
        ['NH-TWL-050', 6],
        ['NH-CND-004', 10],
      ],
      status: 'delivered',
      daysAgo: 14,
    },
    tags: ['invoice', 'vat'],
    by: 'agent-amara',
    ago: 52,
    turns: [
      [
        'customer',
        'Hi there,\n\nOur accountant can’t use the receipt for {order}, it has no VAT number on it. Could you send a proper invoice made out to:\n\nÓ Briain Guest House Ltd\nSalthill, Galway\nVAT IE0000000X\n\nThanks a million,\nSinéad',
      ],
      [
        'agent',
        'Hi Sinéad,\n\nOf course. I’ve asked finance for an invoice in the company’s name with your VAT number. They do these every day at 16:00 Irish time, so you’ll have it as a PDF this evening.\n\nIf you’d like, I can save the company details to your account. Then every future order is invoiced that way by itself.\n\nAmara',
      ],
      [
        'customer',
        'Got the PDF, thank you. Two things: it says “Ó Brian” without the second i, and it shows 20% UK VAT where I was expecting Irish VAT at 23%. Would you mind having it looked at? And yes please to saving the details.',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: 'Tom Hargreave', handle: 'tom.hargreave', country: 'US', city: 'Portland', tier: 'silver' },
    channel: 'chat',
    subject: 'Charged twice for one tent',
    order: { lines: [['KC-TNT-002']], status: 'paid', daysAgo: 0 },
    tags: ['payment', 'double-charge'],
    priority: 'high',
    by: 'agent-kenji',
    ago: 2,
    turns: [
      ['customer', 'Hey, my bank shows TWO charges of {amount} from you guys. I only ordered one tent: {order}'],
      [
        'agent',
        'Hi Tom, let me check that right away. I can see one order and one completed payment on our side. Did the checkout page reload or show an error before it went through?',
      ],
      ['customer', 'Yeah it spun for ages then said something went wrong, so I hit pay again'],
      [
        'agent',
        'That explains it. The first attempt was authorised by your bank but never collected by us, so it’s only a hold. Banks in the US usually drop those in 3 to 5 business days, and no money leaves your account.',
      ],
      [
        'note',
        'Payment log: attempt 1 authorised then timed out, attempt 2 captured. Asked payments to void attempt 1 by hand so he needn’t wait.',
      ],
      [
        'agent',
        'I’ve also asked our payments team to cancel that first hold by hand, which often makes it vanish within a day.',
      ],
      [
        'customer',
        'ok cool. Could I get that in writing? My credit union says they need something from the merchant before they’ll release it',
      ],
    ],
  },
  {
    brand: kc,
    who: {
      name: 'Brooke Sullivan',
      handle: 'brooke.sullivan',
      country: 'AU',
      city: 'Hobart',
      tier: 'gold',
      about: 'Guides on the Overland Track, hard on gear and fair about it.',
    },
    channel: 'email',
    subject: 'Snapped pole, Lark 4, is this warranty?',
    order: { lines: [['KC-TNT-004']], status: 'delivered', daysAgo: 210 },
    tags: ['warranty'],
    by: 'agent-kenji',
    ago: 38,
    turns: [
      [
        'customer',
        'G’day,\n\nThe ridge pole on my Lark 4 snapped at the ferrule last weekend. Wind was about 45 km/h, nothing the tent hasn’t seen before. It’s from {order}, so seven months old.\n\nIs that a warranty job? I’ve splinted it with the sleeve from the repair kit but I’ve got clients out again in twelve days.\n\nCheers, Brooke',
      ],
      [
        'agent',
        'Hi Brooke,\n\nThe poles are covered for three years and a break at the ferrule below 60 km/h is exactly what the warranty is for. No need to send the tent back.\n\nCould you send me a photo of the break and the four digits printed near the end tip of that pole? They tell us the batch.\n\nKenji',
      ],
      [
        'customer',
        'Photo attached, digits are 2231.\n\nAlso, might be cheeky, but could I buy a spare ridge pole at the same time? I’d rather carry one. Happy to pay the postage.',
      ],
      [
        'note',
        '2231 is the batch with the thin ferrules. Approved for a free pole set by air from Melbourne, no inspection needed.',
        'lead-marisol',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: 'Rachel Tan', handle: 'rachel.tan', country: 'SG', city: 'Singapore' },
    channel: 'whatsapp',
    subject: 'Parcel says delivered but nothing here',
    order: { lines: [['KC-SUI-055'], ['KC-ORG-006']], status: 'shipped', daysAgo: 11 },
    tags: ['delivery', 'lost'],
    priority: 'high',
    by: 'agent-bea',
    ago: 16,
    turns: [
      [
        'customer',
        'Hi, {carrier} says my parcel {tracking} was delivered on Monday at 3pm. I was home the whole day and nobody came.',
      ],
      ['customer', 'Order {order}. I fly on Saturday with that case 😰'],
      [
        'agent',
        'Hi Rachel, that’s worrying so close to a trip, let me help. I’ve asked {carrier} for the delivery photo and the GPS point. While we wait: is there a parcel locker or a guardhouse where drivers leave things?',
      ],
      ['customer', 'There’s a guardhouse but I asked the uncle, he has nothing for 08-112'],
      [
        'agent',
        'Thank you for checking. The photo has just come: it shows a grey door with the number 08-121. Could that be a neighbour on your floor?',
      ],
      [
        'customer',
        'Omg yes that’s two doors down but they are overseas till next month!! Can the driver go and take it back?',
      ],
    ],
  },
  {
    brand: nh,
    who: { name: 'Oluwaseun Adeyemi', handle: 'seun.adeyemi', country: 'GB', city: 'London' },
    channel: 'instagram',
    subject: 'WELCOME15 isn’t working',
    order: { lines: [['NH-RUG-077']], status: 'placed', daysAgo: 0 },
    tags: ['voucher'],
    by: 'agent-paolo',
    ago: 21,
    turns: [
      ['customer', 'hiya the WELCOME15 code from the newsletter says “not valid for this basket” 😕'],
      ['agent', 'Hi Seun! It works on everything except furniture and clearance. What’s in the basket?'],
      ['customer', 'just the jute rug'],
      [
        'agent',
        'Then it should have worked. I see the Isla rug was in clearance until yesterday and the code hasn’t noticed yet. Sorry about that! You can order at the normal price and I’ll take the 15% off by hand straight away.',
      ],
      ['customer', 'ok done!! it’s {order}. so I get £28 back right?'],
    ],
  },
  {
    brand: kc,
    who: { name: 'Hannah Lindqvist', handle: 'hannah.lindqvist', country: 'US', city: 'Brooklyn' },
    channel: 'chat',
    subject: 'Gift wrapping and a card without the price?',
    order: { lines: [['KC-BTL-750'], ['KC-HAT-019']], status: 'paid', daysAgo: 0 },
    tags: ['gift'],
    ago: 4,
    turns: [
      [
        'customer',
        'Hi, I just ordered a bottle and a sun hat for my dad’s birthday ({order}) and only now saw that you do gift wrapping. Can you still add it?',
      ],
      ['customer', 'And please no price on the slip 🙏 The card could say “Happy 70th, now go outside. Love, H.”'],
    ],
  },
  {
    brand: nh,
    who: { name: 'Gareth Pugh-Jones', handle: 'gareth.pughjones', country: 'GB', city: 'Cardiff' },
    channel: 'chat',
    subject: 'Please cancel, ordered two sofas by mistake',
    order: { lines: [['NH-SOF-002', 2]], status: 'paid', daysAgo: 0 },
    tags: ['cancellation'],
    priority: 'urgent',
    ago: 1,
    turns: [
      [
        'customer',
        'I’ve just ordered TWO Marlow sofas instead of one, {order}, about ten minutes ago. {amount} has left my account!',
      ],
      [
        'customer',
        'Can someone stop one of them before it goes to the warehouse? There’s no cancel button on my account page',
      ],
    ],
  },
  {
    brand: nh,
    who: {
      name: 'Priyanka Rao',
      handle: 'priyanka.rao',
      country: 'GB',
      city: 'Brighton',
      about: 'Fits out boutique hotels. Potential trade account, around 40 rooms a year.',
    },
    channel: 'email',
    subject: 'Trade prices for a 22-room hotel',
    tags: ['wholesale', 'sales'],
    priority: 'high',
    by: 'lead-ines',
    ago: 95,
    turns: [
      [
        'customer',
        'Hello,\n\nI’m fitting out a 22-room hotel on the seafront, opening in eleven weeks. From you I’d need 44 sets of the Alma linen, 22 Halo lamps and about 90 Cove towel sets. Do you have trade terms, and can you deliver in two drops?\n\nPriyanka Rao\nRao & Daughters Interiors',
      ],
      [
        'agent',
        'Dear Priyanka,\n\nThank you, that sounds like a lovely project. Yes to both: from 20 pieces of one item we work with trade prices, and staged deliveries to the same address are free.\n\nTo send you a firm quotation I need three things: sizes for the linen, your preferred delivery weeks, and the company’s registration number. You will have the offer within one working day.\n\nInês Carvalho',
      ],
      [
        'note',
        'Stock: Alma king 61, double 18 with 120 arriving in week 3. Halo 22 is fine. Towels would need two dispatches anyway. Up to 18% is within my authority.',
      ],
      [
        'customer',
        'Thanks for the quick answer, Inês. 30 king and 14 double; first drop in five weeks, second in nine. Company number is on the letterhead attached.\n\nOne question from the owner: is the linen certified for contract use, i.e. will it survive an industrial laundry at 75 °C?',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: 'Megan Ashdown', handle: 'megan.ashdown', country: 'GB', city: 'Sheffield' },
    channel: 'email',
    subject: 'Rash from the base layer',
    order: { lines: [['KC-BSE-015', 2]], status: 'delivered', daysAgo: 8 },
    tags: ['allergy', 'product-safety'],
    priority: 'urgent',
    by: 'agent-amara',
    ago: 29,
    turns: [
      [
        'customer',
        'Hi,\n\nI wore your merino base layer for a day on the hill and came up in red, itchy patches wherever it touched: arms, neck, waist. My GP says contact dermatitis. I’ve worn merino for years without trouble, so I don’t think it’s the wool.\n\nWhat is it dyed or treated with? She would like to know before prescribing anything stronger.\n\nMegan',
      ],
      [
        'note',
        'Product safety: log as incident within the hour (done, PS-114). They have the full list of treatments and will answer medical questions in writing.',
        'lead-ines',
      ],
      [
        'agent',
        'Dear Megan,\n\nI’m so sorry, and I hope the itching is easing. I’ve passed this to our product safety team as an incident. Please stop wearing both shirts for now and keep them unwashed in a bag.\n\nThe fabric is 87% merino and 13% polyamide, dyed with reactive dyes and given a shrink-resist finish. The exact list of substances will be with you today as a document that your GP can use. You’ll be refunded in full for both shirts, and there’s nothing you need to send back unless the lab asks for one.\n\nMay I know the colour and the number on the small white label inside the hem?\n\nAmara',
      ],
      [
        'customer',
        'Thank you for taking it seriously. Colour is “rust”, label says 0417-R. The rust one is the one I wore; the navy is still unopened. The document hasn’t arrived yet and I see my GP again at 4.',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: 'Wei Ling Koh', handle: 'weiling.koh', country: 'SG', city: 'Singapore', tier: 'silver' },
    channel: 'email',
    subject: 'Do I pay GST again at the door?',
    order: { lines: [['KC-JKT-330'], ['KC-SHO-508']], status: 'shipped', daysAgo: 4 },
    tags: ['customs'],
    by: 'agent-kenji',
    ago: 64,
    turns: [
      [
        'customer',
        'Hello, I received an SMS from {carrier} asking me to pay “import GST S$47.20” for {tracking}. But your checkout already charged me GST on {order}? Is the SMS genuine?',
      ],
      [
        'agent',
        'Hello Wei Ling, good that you asked first. Orders up to S$400 have GST included at checkout; yours is above that, so customs collects GST at import instead. Looking at your invoice, though, you were charged GST by us as well. That is our mistake.\n\nPlease don’t pay through the SMS link. I’m checking with {carrier} whether the message is theirs.',
      ],
      [
        'customer',
        'Ok noted, I haven’t clicked. So who refunds me, you or them? And will the parcel be held in the meantime?',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: 'Luis Ferreira-Walsh', handle: 'luis.fw', country: 'US', city: 'Denver' },
    channel: 'chat',
    subject: 'Ridge 35 in moss green, when is it back?',
    tags: ['stock'],
    ago: 9,
    turns: [
      [
        'customer',
        'hi there, the Ridge 35 in moss green has said “back soon” for like a month. Do you have an actual date?',
      ],
      [
        'customer',
        'I leave for Patagonia on the 20th of next month so slate would have to do if not. Is the back length the same on both colors?',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: 'Declan Murtagh', handle: 'declan.murtagh', country: 'GB', city: 'Belfast' },
    channel: 'email',
    subject: 'Points from my last two orders are missing',
    order: { lines: [['KC-JKT-210']], status: 'delivered', daysAgo: 17 },
    tags: ['loyalty'],
    priority: 'low',
    by: 'agent-kenji',
    status: 'snoozed',
    ago: 300,
    turns: [
      [
        'customer',
        'Hello, my account shows 120 points and it’s been stuck there since spring. {order} alone should have been 159. What’s going on?',
      ],
      [
        'agent',
        'Hi Declan, you’re right. Both orders were placed as a guest with the same e-mail address, so the points are waiting in a separate account. I’ve asked for the two to be joined; that runs overnight and the balance should then read 433. I’ll look tomorrow and write to you either way.',
      ],
      ['note', 'Snoozed until the merge has run. Ref LOY-2089.'],
    ],
  },
  {
    brand: nh,
    who: { name: 'Ruth Abernathy', handle: 'ruth.abernathy', country: 'GB', city: 'Glasgow', tier: 'silver' },
    channel: 'phone',
    subject: 'Bookcase: which way round do the shelves go?',
    order: { lines: [['NH-SHL-060']], status: 'delivered', daysAgo: 5 },
    tags: ['assembly'],
    status: 'resolved',
    by: 'agent-bea',
    ago: 210,
    turns: [
      [
        'customer',
        'Voicemail, 0:41. “Hello, it’s Ruth Abernathy. I’m sitting on the floor with your Tarn bookcase and the picture in step six can’t be right, the holes are on the other side. Could somebody ring me? I’m in all afternoon.”',
      ],
      [
        'agent',
        'Hi Ruth, it’s Bea from Northwind. As promised on the phone, here is the corrected page for step 6: the row of holes faces the back, and the shelf with the groove goes in last, groove upwards.',
      ],
      [
        'note',
        'Called back, went through steps 6 to 8 together. Printed leaflet revision B has the mirrored picture; told the product team.',
      ],
      ['customer', 'All up and not a wobble. Thank you for staying on the line, dear.'],
    ],
  },
]
