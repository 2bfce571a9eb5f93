import type { Template } from '../conversations/script.ts'

export const italianTemplates: readonly Template[] = [
  {
    channels: ['chat', 'whatsapp'],
    tags: ['delivery'],
    order: { status: 'shipped', daysAgo: 5 },
    openings: [
      [
        'Dov’è il mio pacco?',
        'Buongiorno, il pacco {tracking} è fermo da due giorni nello stesso deposito. È normale?',
      ],
      ['Consegna entro venerdì?', 'Salve! L’ordine {order} arriva entro venerdì? Poi parto'],
    ],
    turns: [
      ['agent', 'Buongiorno {name}, il pacco è ripartito stanotte e {carrier} prevede la consegna per {eta}.'],
      ['customer', 'Ottimo, grazie. Avvisano prima?'],
      ['agent', 'Sì, con un messaggio la mattina stessa e una fascia di due ore.'],
    ],
  },
  {
    channels: ['email'],
    tags: ['refund'],
    order: { status: 'returned', daysAgo: 20, after: 'refunded' },
    openings: [
      [
        'Rimborso ordine {order}',
        'Buongiorno, ho spedito il reso dell’ordine {order} la settimana scorsa. A che punto è il rimborso?',
      ],
      ['Reso ricevuto?', 'Salve, non ho avuto conferma del mio reso ({product}). È arrivato?'],
    ],
    turns: [
      [
        'agent',
        'Buongiorno {name},\n\nil reso è arrivato in perfette condizioni. Ho appena disposto il rimborso di {amount}: lo vedrà sul conto in due o tre giorni lavorativi.',
      ],
      ['customer', 'Grazie mille, siete stati velocissimi.'],
    ],
  },
  {
    channels: ['chat', 'whatsapp'],
    tags: ['return'],
    order: { status: 'delivered', daysAgo: 8 },
    openings: [
      [
        'Vorrei fare un reso',
        'Ciao, vorrei restituire un articolo di {order}: {product}. Dal vivo il colore è diverso.',
      ],
      ['Etichetta per il reso', 'Buonasera, nella scatola non ho trovato l’etichetta per il reso. Potete mandarmela?'],
    ],
    turns: [
      [
        'agent',
        'Certo {name}, le ho inviato un codice QR: lo stampano direttamente al punto di ritiro. Ha 30 giorni dalla consegna, con calma.',
      ],
      ['customer', 'Comodissimo, grazie'],
    ],
  },
  {
    channels: ['email', 'chat'],
    tags: ['damaged'],
    priority: 'high',
    order: { status: 'delivered', daysAgo: 5 },
    about: ['ware', 'furniture'],
    openings: [
      [
        'Articolo danneggiato',
        'Buongiorno, nell’ordine {order} un articolo è arrivato rotto: {product}. Allego le foto.',
      ],
      ['Difetto sul bordo', 'Salve, ho notato una scheggiatura appena aperta la scatola ({product}).'],
    ],
    turns: [
      [
        'agent',
        'Mi dispiace molto, {name}. Le spedisco oggi stesso un articolo nuovo, quello danneggiato non serve restituirlo.',
      ],
      ['customer', 'Gentilissimi!'],
      ['note', 'Replacement sent, third breakage from this packing line this month.'],
    ],
  },
  {
    channels: ['chat', 'messenger'],
    tags: ['address', 'delivery'],
    order: { status: 'packed', daysAgo: 1 },
    openings: [
      ['Cambio indirizzo', 'Ciao, ho messo l’indirizzo vecchio su {order}, faccio ancora in tempo a cambiarlo?'],
      ['Consegna in portineria', 'Buongiorno, {order} si può lasciare in portineria? C’è qualcuno fino alle 13.'],
    ],
    turns: [
      [
        'agent',
        'Buongiorno {name}, sì, non è ancora partito. Ho aggiornato tutto, la consegna resta prevista per {eta}.',
      ],
      ['customer', 'Perfetto 🙏'],
    ],
  },
  {
    channels: ['chat', 'instagram'],
    tags: ['voucher'],
    openings: [
      ['Codice sconto non valido', 'ciao! il codice della newsletter non funziona, dice “non valido” 😢'],
      ['Due codici insieme?', 'Buongiorno, si possono sommare il codice sconto e la carta regalo?'],
    ],
    turns: [
      [
        'agent',
        'Buongiorno {name}! Ora è attivo sul suo account e si applica da solo. La carta regalo si inserisce al pagamento, quindi sì, può usarli entrambi.',
      ],
      ['customer', 'funziona, grazie!!'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['assembly', 'product-question'],
    order: { status: 'delivered', daysAgo: 4 },
    about: ['furniture'],
    openings: [
      ['Istruzioni di montaggio', 'Buongiorno, mi manca il foglio delle istruzioni ({product}). Lo avete in PDF?'],
      ['Come si pulisce?', 'Salve, con cosa si pulisce senza rovinarlo? Parlo di: {product}'],
    ],
    turns: [
      [
        'agent',
        'Ecco il PDF, {name}: montaggio alle pagine 2-5, cura e pulizia a pagina 7. In breve: panno umido, niente prodotti aggressivi.',
      ],
      ['customer', 'Chiarissimo, grazie.'],
    ],
  },
  {
    channels: ['email'],
    tags: ['stock'],
    openings: [
      [
        'Di nuovo disponibile?',
        'Buonasera, quando tornerà disponibile questo articolo: {product}? Me ne servirebbero due.',
      ],
      ['Lista d’attesa', 'Salve, esiste una lista d’attesa per gli articoli esauriti ({product})?'],
    ],
    turns: [
      [
        'agent',
        'Buonasera {name},\n\nil prossimo arrivo è previsto per {eta}. Ora è in lista: riceverà un’e-mail un giorno prima degli altri.',
      ],
      ['customer', 'Molto gentile.'],
    ],
  },
]
