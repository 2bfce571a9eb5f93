import type { ArticleSource } from './article-source.ts'

export const northwindHomeArticles: readonly ArticleSource[] = [
  {
    key: 'returns-policy',
    topic: 'returns',
    title: 'Returns: 30 days, free of charge',
    body: 'Customers may return anything they do not love within 30 days of delivery. The item should be unused and complete; opening the packaging to look at it, or laying bedding on a bed once, is fine. Personalised pieces and opened candles cannot come back unless they are faulty.\n\nSmall parcels go back with a prepaid label. Customers choose between printing it, showing a QR code at a pick-up point, or having the parcel collected. Furniture is collected from the room by two people, free of charge; it must be taken apart and wrapped.\n\nIf the 30 days have passed by less than a week and the customer has a good reason, agents may accept the return without asking a lead.',
  },
  {
    key: 'refunds',
    topic: 'returns',
    title: 'Refunds within 24 hours of receipt',
    body: 'We refund within 24 hours of a return reaching the warehouse, to the method the customer paid with. Card issuers usually show it after two to three working days; bank transfers can take five.\n\nThe original delivery charge is refunded when the whole order comes back. Vouchers are put back on the account with at least 30 days to run. If the card has expired, the bank forwards the money to the new one; only if it bounces do we ask for other details, through the secure form and never in a chat.\n\nWhen a return shows as delivered but no refund has gone out, look for a missing scan first and ask the warehouse to open the parcel the same day.',
  },
  {
    key: 'exchanges',
    topic: 'returns',
    title: 'Exchanging for another size or colour',
    body: 'We send the new item first. The customer has 14 days to hand over the old one, with the label in the new box or to the driver at the door. No second payment is taken; a price difference is charged or refunded when the old item arrives.\n\nCheck the stock before promising, and reserve the item while the customer is still in the conversation.',
  },
  {
    key: 'shipping-times',
    topic: 'delivery',
    title: 'Delivery times and prices by country',
    body: 'United Kingdom: 2 to 3 working days, £3.95, free from £60. Ireland: 3 to 4 working days, €6.90. Germany, France, Belgium and the Netherlands: 3 to 4 working days, €6.90, free from €90. Austria, Spain, Italy and Portugal: 4 to 5 working days, €8.90. Switzerland: 5 to 6 working days, CHF 12.\n\nFurniture takes 8 to 12 working days everywhere and is delivered by appointment.\n\nOrders placed before 14:00 on a working day leave the same day. In December add two days.',
  },
  {
    key: 'furniture-delivery',
    topic: 'delivery',
    title: 'Two-person delivery of furniture',
    body: 'Sofas, tables, bookcases and desks are delivered by two people to the room of the customer’s choice, and the packaging is taken away. Customers may book a three-hour window: 8 to 11, 11 to 14, 14 to 17, or 18 to 21 on weekdays. The driver calls 30 minutes ahead.\n\nAsk for the floor, whether there is a lift, and the narrowest point on the way. A Marlow sofa needs 78 cm with its feet off and 88 cm with them on. If it does not fit, it goes back at our cost and is refunded in full.',
  },
  {
    key: 'change-address',
    topic: 'delivery',
    title: 'Changing the address of an order',
    body: 'Until the carrier has collected the parcel, agents can change the address in the order and a new label is printed. After that, send the customer the carrier’s link: most allow a neighbour, a safe place or a pick-up point.\n\nConfirm the postcode and the door or floor number in writing. A change to another country means cancelling and ordering again, as taxes differ.',
  },
  {
    key: 'lost-parcel',
    topic: 'delivery',
    title: 'Late, lost or “delivered” but not there',
    body: 'A parcel that has not been scanned for three working days is treated as lost: send a replacement or refund at once, as the customer prefers. Do not make customers wait for the carrier’s search.\n\nIf it shows as delivered, ask the carrier for the photo and location, and the customer to look with neighbours and in safe places. If it is not found within one working day, replace it. Claims against the carrier are ours to make, never the customer’s.',
  },
  {
    key: 'duties',
    topic: 'delivery',
    title: 'Customs, duties and VAT',
    body: 'Within the United Kingdom and the European Union there is nothing to pay on delivery. Prices shown to customers in the EU include the VAT of their own country.\n\nDeliveries to Switzerland are sold with customs and VAT included. If a carrier asks for money at the door all the same, it is a booking error: tell the customer not to pay, attach the notice, and raise it with logistics. Anything already paid is refunded within 24 hours against a photo of the receipt.',
  },
  {
    key: 'damaged-goods',
    topic: 'after-sales',
    title: 'Damaged, faulty or incomplete',
    body: 'Apologise once and solve it in the first reply. Two photos, of the damage and of the box, are enough. Offer a replacement or a refund and let the customer choose. Below £75 nothing has to come back; above it we collect at our cost.\n\nMissing screws and small parts go by letter post the same day from the parts shelf in Leeds. Broken glass and mirrors must not be packed by customers: the driver brings a crate.\n\nAnything that could hurt somebody, such as a shelf that tips or a glass with splinters, is reported to product safety within the hour.',
  },
  {
    key: 'product-safety',
    topic: 'after-sales',
    title: 'Allergies and safety incidents',
    body: 'If a customer reports a rash, an injury or a near miss: ask them to stop using the product and to keep it, log an incident within one hour, and refund without waiting for a return. Do not give medical advice.\n\nProduct safety answers with the full list of materials and treatments in writing, meant for the customer’s doctor. Note the colour and the lot number on the small label inside the hem or under the base.',
  },
  {
    key: 'warranty',
    topic: 'after-sales',
    title: 'Five-year warranty on furniture',
    body: 'Furniture carries our warranty of five years, lighting three, textiles and tableware two. It covers faults of material and workmanship in normal use, not wear, stains or accidents. Legal rights in the customer’s country come on top and are never made smaller by it.\n\nAsk for photos and the order number. Most cases can be decided without a return; repair is offered before replacement.',
  },
  {
    key: 'assembly',
    topic: 'products',
    title: 'Assembly and wall fixing',
    body: 'Every piece has its instructions as a PDF on the product page, with a film for Tarn and Ashby. Bag A holds dowels, bag B cams, bag C bolts and the key. Bag C of the Ashby table is sometimes taped inside a leg.\n\nThe Tarn bookcase must always be fixed to the wall. Two L-shaped brackets are in the small bag: one at the top in the middle, one at half height. For plasterboard the customer needs hollow-wall anchors, which we send free of charge.',
  },
  {
    key: 'bedding-sizes',
    topic: 'products',
    title: 'Bedding size guide',
    body: 'Single 135 × 200 cm, double 200 × 200, king 225 × 220, super king 260 × 220. In Germany and Austria: 135 × 200, 155 × 220, 200 × 200 and 240 × 220. In France: 200 × 200, 220 × 240 and 240 × 260. Spain measures by mattress width: 90, 135, 150 and 180.\n\nA duvet cover should be as wide as the duvet, or up to 5 cm wider. Washed linen has already shrunk and keeps its size.',
  },
  {
    key: 'care-linen',
    topic: 'care',
    title: 'Caring for linen and wool',
    body: 'Linen: wash at 40 °C with similar colours, no bleach, no softener, half a drum. It may be tumbled on low and looks best unironed.\n\nWool duvets and throws: air them outdoors, spot clean with cool water, wash only on the wool programme at 30 °C. Moths dislike cedar; so do some cats.',
  },
  {
    key: 'care-ceramics-iron',
    topic: 'care',
    title: 'Caring for stoneware and cast iron',
    body: 'Pebble and Dune stoneware is safe in dishwasher, microwave and oven up to 200 °C, but dislikes sudden changes of temperature. Grey marks from cutlery come off with a paste of baking soda.\n\nEmber cast iron is enamelled: it needs no seasoning, takes 260 °C, and should be heated slowly. Rinse it by hand; never put it hot under cold water.',
  },
  {
    key: 'payment-methods',
    topic: 'payment',
    title: 'Payment methods',
    body: 'We take Visa, Mastercard, American Express, Apple Pay, Google Pay and PayPal everywhere; in addition direct debit and invoice in Germany and Austria, Bancontact in Belgium, Bizum in Spain, MB Way in Portugal and TWINT in Switzerland.\n\nCards are charged when the parcel leaves; until then the bank shows a hold. If a payment page failed and the customer tried again, there may be two holds but only one charge. Ask payments to void the first.',
  },
  {
    key: 'invoices',
    topic: 'payment',
    title: 'Invoices and VAT numbers',
    body: 'Every order has an invoice in the account under “Orders”. To put a company on it we need the name, the address and the VAT number; the invoice is reissued the same day at 16:00 London time. In Italy electronic invoices go through the SDI: ask for the recipient code or the PEC address.\n\nSets count as one line: four pairs of chairs are a quantity of four. If an accountant asks, add the number of pieces to the description.',
  },
  {
    key: 'loyalty-gift-cards',
    topic: 'payment',
    title: 'Points, vouchers and gift cards',
    body: 'Customers earn one point for every pound or euro; 100 points are worth 5. Points last 24 months. Orders placed as a guest with the same e-mail address are joined to the account on request, overnight.\n\nOne voucher code can be used per order, together with any number of gift cards. Gift cards are valid for three years and in the currency they were bought in. A card with a balance the customer cannot explain is blocked and passed to fraud review.',
  },
]
