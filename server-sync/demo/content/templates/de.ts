import type { Template } from '../conversations/script.ts'

export const germanTemplates: readonly Template[] = [
  {
    channels: ['chat', 'whatsapp'],
    tags: ['delivery'],
    order: { status: 'shipped', daysAgo: 4 },
    openings: [
      [
        'Wo bleibt mein Paket?',
        'Hallo, die Sendung {tracking} hängt seit gestern im selben Depot. Ist da was schiefgegangen?',
      ],
      ['Liefertermin', 'Guten Tag, wann kommt {order} voraussichtlich an? Ich müsste jemanden organisieren.'],
    ],
    turns: [
      [
        'agent',
        'Guten Tag {name}, Ihr Paket hat das Depot heute Nacht verlassen. {carrier} stellt es voraussichtlich am {eta} zu.',
      ],
      ['customer', 'Prima, danke. Geht auch eine Abstellerlaubnis?'],
      ['agent', 'Ja, über den Link in der Ankündigung. Sie kommt am Morgen der Zustellung.'],
    ],
  },
  {
    channels: ['email'],
    tags: ['refund'],
    order: { status: 'returned', daysAgo: 21, after: 'refunded' },
    openings: [
      [
        'Rückerstattung {order}',
        'Guten Tag,\n\nmeine Rücksendung zu {order} ist laut Sendungsverfolgung am Montag bei Ihnen eingegangen. Wann darf ich mit der Erstattung rechnen?\n\nMit freundlichen Grüßen',
      ],
      [
        'Retoure angekommen?',
        'Hallo, ich habe letzte Woche etwas zurückgeschickt ({product}) und noch keine Bestätigung. Ist alles da?',
      ],
    ],
    turns: [
      [
        'agent',
        'Guten Tag {name},\n\nIhre Rücksendung ist vollständig eingetroffen. Ich habe die Erstattung von {amount} soeben veranlasst; sie ist in zwei bis drei Bankarbeitstagen auf Ihrem Konto.',
      ],
      ['customer', 'Das ging ja schnell. Besten Dank!'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['return'],
    order: { status: 'delivered', daysAgo: 9 },
    openings: [
      ['Rücksendung anmelden', 'Hallo, ich würde gern etwas aus {order} zurückgeben: {product}. Wie läuft das?'],
      ['Kein Drucker für das Etikett', 'Hi, ich hab keinen Drucker. Gibt’s das Rücksendeetikett auch als QR-Code?'],
    ],
    turns: [
      [
        'agent',
        'Guten Tag {name}, gern. Der QR-Code ist schon in Ihrem Postfach, gedruckt wird in der Filiale. Sie haben ab Lieferung 30 Tage Zeit.',
      ],
      ['customer', 'Super, vielen Dank'],
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
        'Ware beschädigt',
        'Guten Tag, in der Lieferung {order} war ein Teil beschädigt: {product}. Fotos hänge ich an.',
      ],
      [
        'Kratzer auf der Oberfläche',
        'Hallo, beim Auspacken ist mir ein tiefer Kratzer aufgefallen ({product}). Bekomme ich Ersatz?',
      ],
    ],
    turns: [
      [
        'agent',
        'Das tut mir leid, {name}. Danke für die Fotos. Möchten Sie lieber Ersatz oder Ihr Geld zurück? Die beschädigte Ware müssen Sie nicht einschicken.',
      ],
      ['customer', 'Ersatz bitte.'],
      ['agent', 'Ist unterwegs. Die Sendungsnummer erhalten Sie heute Abend.'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['address', 'delivery'],
    order: { status: 'packed', daysAgo: 1 },
    openings: [
      ['Hausnummer vergessen', 'Oh nein, ich habe bei {order} die Hausnummer vergessen. Lässt sich das noch ergänzen?'],
      [
        'Lieferung zum Nachbarn',
        'Hallo, könnte {order} bitte gleich beim Nachbarn abgegeben werden? Wir sind im Urlaub.',
      ],
    ],
    turns: [
      [
        'agent',
        'Guten Tag {name}, ja, das Paket ist noch bei uns. Ich habe es geändert; es bleibt beim Liefertermin {eta}.',
      ],
      ['customer', 'Puh. Danke!'],
    ],
  },
  {
    channels: ['email'],
    tags: ['voucher', 'gift-card'],
    openings: [
      [
        'Gutscheincode ungültig',
        'Guten Tag, der Gutscheincode aus Ihrer Geburtstagsmail wird nicht angenommen. Die Mail ist von gestern.',
      ],
      [
        'Geschenkkarte einlösen',
        'Hallo, wo genau gebe ich die Nummer der Geschenkkarte ein? Ich finde das Feld nicht.',
      ],
    ],
    turns: [
      [
        'agent',
        'Guten Tag {name},\n\nich habe den Betrag direkt in Ihrem Konto hinterlegt, er wird an der Kasse automatisch abgezogen. Das Feld für Geschenkkarten finden Sie im Schritt „Bezahlen“ ganz unten.',
      ],
      ['customer', 'Hat geklappt, danke schön.'],
    ],
  },
  {
    channels: ['email'],
    tags: ['invoice', 'vat'],
    order: { status: 'delivered', daysAgo: 16 },
    openings: [
      [
        'Rechnung fehlt',
        'Guten Tag, zur Bestellung {order} habe ich bisher keine Rechnung erhalten, nur die Bestellbestätigung.',
      ],
      [
        'Rechnung auf Firma umschreiben',
        'Hallo, bitte die Rechnung zu {order} auf unsere Firma ausstellen. Anschrift steht in der Signatur.',
      ],
    ],
    turns: [
      [
        'agent',
        'Guten Tag {name},\n\ndie Rechnung hängt als PDF an. Sollte noch etwas fehlen, etwa eine Kostenstelle, ergänze ich das gern.',
      ],
      ['customer', 'Passt so, vielen Dank.'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['assembly', 'missing-parts'],
    order: { status: 'delivered', daysAgo: 6 },
    about: ['furniture'],
    openings: [
      ['Schraube fehlt', 'Hallo, beim Aufbau fehlt mir eine Schraube ({product}). Schritt 4, die lange.'],
      ['Aufbauanleitung', 'Hallo, haben Sie die Aufbauanleitung auch als PDF? Der Hund war schneller 🐶'],
    ],
    turns: [
      [
        'agent',
        'Guten Tag {name}, kein Problem: Das Tütchen mit allen Schrauben geht heute als Brief raus, und die Anleitung schicke ich Ihnen gleich hier.',
      ],
      ['customer', 'Klasse, so schnell!'],
    ],
  },
  {
    channels: ['email', 'chat'],
    tags: ['stock'],
    openings: [
      ['Wieder lieferbar?', 'Guten Tag, wann ist dieser Artikel wieder lieferbar: {product}?'],
      ['Vorbestellen', 'Hallo, kann man Ausverkauftes vorbestellen ({product})? Bräuchte es in drei Wochen.'],
    ],
    turns: [
      [
        'agent',
        'Guten Tag {name}, die nächste Lieferung erwarten wir am {eta}. Ich habe eine Reservierung für Sie angelegt, sie gilt 48 Stunden ab Eintreffen.',
      ],
      ['customer', 'Sehr nett, danke.'],
    ],
  },
]
