import type { Script } from './script.ts'

const nh = 'northwind-home'

export const germanScripts: readonly Script[] = [
  {
    brand: nh,
    who: {
      name: 'Ingrid Hohenfels',
      handle: 'ingrid.hohenfels',
      country: 'DE',
      city: 'Freiburg',
      tier: 'gold',
      about: 'Third floor, no lift. Formal in writing.',
    },
    channel: 'email',
    subject: 'Liefertermin für das Sofa: bitte nur vormittags',
    order: { lines: [['NH-SOF-002']], status: 'shipped', daysAgo: 6 },
    tags: ['delivery'],
    by: 'agent-lukas',
    ago: 26,
    turns: [
      [
        'customer',
        'Sehr geehrte Damen und Herren,\n\ndie Spedition hat mir für das Sofa ({order}) telefonisch „irgendwann am Donnerstag“ genannt. Ich betreue nachmittags meinen Enkel und kann nur bis 12 Uhr zu Hause sein. Ließe sich ein festes Zeitfenster vereinbaren?\n\nMit freundlichen Grüßen\nIngrid Hohenfels',
      ],
      [
        'agent',
        'Guten Tag Frau Hohenfels,\n\ndas lässt sich einrichten. Ich habe mit der Disposition gesprochen und für Sie am Donnerstag das Fenster von 8 bis 11 Uhr reserviert. Der Fahrer ruft 30 Minuten vorher an.\n\nZwei Personen tragen das Sofa bis ins Wohnzimmer und nehmen die Verpackung wieder mit.\n\nFreundliche Grüße\nLukas Brandt',
      ],
      [
        'customer',
        'Guten Tag Herr Brandt,\n\nherzlichen Dank, das passt wunderbar. Eine Frage noch: Das Treppenhaus ist mit 92 cm recht schmal und hat zwei Kehren. Kommt man damit hinauf, oder sollte man die Füße vorher abschrauben?',
      ],
    ],
  },
  {
    brand: nh,
    who: { name: 'Cem Aydın', handle: 'cem.aydin', country: 'DE', city: 'Köln' },
    channel: 'chat',
    subject: 'Vase kam in Scherben an',
    order: { lines: [['NH-VAS-019'], ['NH-MUG-006']], status: 'delivered', daysAgo: 5 },
    tags: ['damaged'],
    by: 'agent-lukas',
    ago: 10,
    turns: [
      ['customer', 'Hallo, die Vase aus {order} ist komplett zerbrochen. Die Becher sind heil.'],
      ['customer', 'Foto hab ich, kann ich das hier schicken?'],
      [
        'agent',
        'Hallo Cem, das tut mir leid! Ja, einfach hier in den Chat ziehen. Bitte auch einmal den Karton von außen, damit wir sehen, ob er beim Transport gelitten hat.',
      ],
      ['customer', 'Hier. Karton ist an einer Ecke eingedrückt, hab ich erst jetzt gesehen'],
      [
        'agent',
        'Danke, das reicht mir völlig. Ich schicke Ihnen heute eine neue Vase, die alte dürfen Sie entsorgen. Oder möchten Sie lieber das Geld zurück?',
      ],
      [
        'customer',
        'Neue wäre super, ist ein Geschenk für Samstag. Schafft ihr das bis dahin? Sonst lieber Geld zurück, dann hol ich was im Laden',
      ],
    ],
  },
  {
    brand: nh,
    who: { name: 'Praxis Dr. Wiebke Thomsen', handle: 'praxis.thomsen', country: 'DE', city: 'Bremen' },
    channel: 'email',
    subject: 'Rechnung mit USt-IdNr. und Leistungsdatum',
    order: {
      lines: [
        ['NH-LMP-022', 5],
        ['NH-MIR-033', 2],
      ],
      status: 'delivered',
      daysAgo: 15,
    },
    tags: ['invoice', 'vat'],
    by: 'agent-lukas',
    ago: 130,
    seen: true,
    turns: [
      [
        'customer',
        'Guten Tag,\n\nfür die Bestellung {order} benötigen wir eine Rechnung auf die Praxis mit unserer USt-IdNr. (DE000000000) und dem Leistungsdatum. Auf dem Lieferschein steht nur mein Privatname.\n\nDanke und Gruß\nWiebke Thomsen',
      ],
      [
        'agent',
        'Guten Tag Frau Dr. Thomsen,\n\nich lasse die Rechnung umschreiben: Praxisname, USt-IdNr. und als Leistungsdatum den Tag der Zustellung. Sie erhalten sie als PDF bis morgen Mittag.\n\nFreundliche Grüße\nLukas Brandt',
      ],
      [
        'customer',
        'Perfekt, vielen Dank. Unser Steuerbüro fragt, ob Sie künftig auch E-Rechnungen (XRechnung oder ZUGFeRD) schicken können. Geht das?',
      ],
    ],
  },
  {
    brand: nh,
    who: { name: 'Vreni Zumstein', handle: 'vreni.zumstein', country: 'CH', city: 'Bern' },
    channel: 'email',
    subject: 'Zollgebühren für Lieferung in die Schweiz',
    order: { lines: [['NH-RUG-077'], ['NH-CUS-031', 4]], status: 'shipped', daysAgo: 5 },
    tags: ['customs'],
    ago: 47,
    turns: [
      [
        'customer',
        'Grüezi\n\nIch habe heute eine Benachrichtigung bekommen, dass für mein Paket {tracking} CHF 36.40 «Verzollungskosten» fällig seien. Bei der Bestellung {order} stand ausdrücklich «inkl. Zoll und MWST». Muss ich das bezahlen, damit das Paket überhaupt kommt?\n\nFreundliche Grüsse\nVreni Zumstein',
      ],
    ],
  },
  {
    brand: nh,
    who: { name: 'Moritz Gschwandtner', handle: 'moritz.gschwandtner', country: 'AT', city: 'Salzburg' },
    channel: 'whatsapp',
    subject: 'Bestellung bitte stornieren',
    order: { lines: [['NH-DSK-210']], status: 'paid', daysAgo: 0 },
    tags: ['cancellation'],
    priority: 'high',
    ago: 6,
    turns: [
      ['customer', 'Servus, bitte {order} stornieren, der Schreibtisch ist 4 cm zu breit für die Nische 🙈'],
      ['customer', 'Hab grad erst nachgemessen. Gibts den auch in 120?'],
    ],
  },
]
