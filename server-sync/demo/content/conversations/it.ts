import type { Script } from './script.ts'

const nh = 'northwind-home'

export const italianScripts: readonly Script[] = [
  {
    brand: nh,
    who: { name: 'Ginevra Montefiori', handle: 'ginevra.montefiori', country: 'IT', city: 'Torino', tier: 'silver' },
    channel: 'email',
    subject: 'Specchio arrivato crepato',
    order: { lines: [['NH-MIR-033']], status: 'delivered', daysAgo: 7 },
    tags: ['damaged'],
    by: 'agent-giulia',
    ago: 31,
    turns: [
      [
        'customer',
        'Buongiorno,\n\nho ricevuto ieri lo specchio Lune (ordine {order}) con una crepa lunga circa dieci centimetri sul bordo. La scatola sembrava integra, quindi ho firmato senza riserva. Spero di non aver fatto un errore.\n\nAllego le foto.\nGinevra Montefiori',
      ],
      [
        'agent',
        'Buongiorno Ginevra,\n\nnessun errore, non si preoccupi: la firma non toglie nulla ai suoi diritti. Mi dispiace molto per lo specchio.\n\nPosso inviarle subito un ricambio, che arriverebbe in tre giorni lavorativi, oppure rimborsarle {amount}. Quello rotto lo ritira il corriere alla consegna: per favore non lo getti nel vetro, è pericoloso da maneggiare.\n\nCordiali saluti,\nGiulia Ferri',
      ],
      [
        'customer',
        'Gentilissima, grazie. Preferisco il ricambio. Vivo sola e il pacco pesa parecchio: i corrieri possono portarlo fino al secondo piano questa volta?',
      ],
    ],
  },
  {
    brand: nh,
    who: { name: 'Salvatore Iannuzzi', handle: 'salvatore.iannuzzi', country: 'IT', city: 'Napoli' },
    channel: 'whatsapp',
    subject: 'Il corriere non trova il citofono',
    order: { lines: [['NH-PAN-009'], ['NH-MUG-006', 2]], status: 'shipped', daysAgo: 6 },
    tags: ['delivery', 'address'],
    by: 'agent-giulia',
    ago: 9,
    turns: [
      ['customer', 'Salve, è la seconda volta che il corriere scrive “destinatario sconosciuto” per {order}'],
      ['customer', 'Sul citofono c’è scritto Esposito, è il cognome di mia moglie!'],
      [
        'agent',
        'Buongiorno Salvatore, adesso è tutto chiaro. Aggiungo “citofono Esposito” all’indirizzo e il suo numero per il corriere. Domani mattina è in casa qualcuno?',
      ],
      ['customer', 'Domani fino alle 11 ci sono io. Poi solo mia suocera che però non scende, è al quarto piano 😅'],
    ],
  },
  {
    brand: nh,
    who: { name: 'Edoardo Brambilla', handle: 'edoardo.brambilla', country: 'IT', city: 'Milano' },
    channel: 'chat',
    subject: 'Fattura elettronica: codice SDI sbagliato',
    order: { lines: [['NH-LMP-008', 3]], status: 'delivered', daysAgo: 9 },
    tags: ['invoice', 'vat'],
    ago: 17,
    turns: [
      [
        'customer',
        'Buongiorno, per l’ordine {order} ho inserito il codice destinatario sbagliato e la fattura elettronica è stata scartata.',
      ],
      [
        'customer',
        'Quello giusto è 0000000, oppure potete mandarla alla PEC. Mi serve entro fine mese per la liquidazione IVA, grazie',
      ],
    ],
  },
  {
    brand: nh,
    who: { name: 'Caterina Zanella', handle: 'caterina.zanella', country: 'IT', city: 'Verona', tier: 'gold' },
    channel: 'email',
    subject: 'Buono regalo da 50 € già utilizzato?',
    tags: ['gift-card', 'voucher'],
    by: 'agent-giulia',
    status: 'snoozed',
    ago: 420,
    turns: [
      [
        'customer',
        'Buonasera, ho provato a usare il buono regalo ricevuto a Natale e il sito dice «saldo 0,00 €». Non l’ho mai usato. Il codice finisce con 88QK.',
      ],
      [
        'agent',
        'Buonasera Caterina, ho controllato: il buono risulta speso in due volte, ma da un altro account. Ho aperto una verifica con il reparto pagamenti e nel frattempo ho bloccato il codice. Entro domani sera le scrivo con una risposta; se c’è stato un abuso, le riemettiamo l’intero importo.',
      ],
      [
        'note',
        'Spent from an account created an hour earlier in another country. Looks like a leaked code. Fraud team has it, FR-302.',
      ],
    ],
  },
]
