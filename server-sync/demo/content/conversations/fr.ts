import type { Script } from './script.ts'

const nh = 'northwind-home'

export const frenchScripts: readonly Script[] = [
  {
    brand: nh,
    who: { name: 'Sandrine Le Goff', handle: 'sandrine.legoff', country: 'FR', city: 'Rennes', tier: 'silver' },
    channel: 'chat',
    subject: 'Colis bloqué depuis six jours',
    order: { lines: [['NH-DUV-205'], ['NH-BED-120']], status: 'shipped', daysAgo: 10 },
    tags: ['delivery', 'lost'],
    priority: 'high',
    by: 'agent-amara',
    ago: 5,
    turns: [
      [
        'customer',
        'Bonjour, ma commande {order} est « en cours d’acheminement » depuis six jours et le suivi ne bouge plus. Il fait 14 degrés dans la chambre et c’est la couette 🥶',
      ],
      [
        'agent',
        'Bonjour Sandrine, je comprends, ce n’est pas la saison pour attendre ! Je regarde votre colis {tracking}… Il a été scanné au dépôt du Mans, puis plus rien. J’appelle {carrier}, je reviens vers vous dans deux minutes.',
      ],
      [
        'note',
        'Carrier: parcel fell out of the scan run in Le Mans, they are searching until tomorrow noon. If not found, resend from Lille (12 in stock).',
      ],
      [
        'agent',
        'Me revoilà. Le colis a manqué un tri et ils le cherchent jusqu’à demain midi. Pour ne pas vous faire attendre, je vous propose d’expédier dès aujourd’hui une nouvelle couette en express ; si l’autre réapparaît, vous la refusez simplement à la livraison.',
      ],
      ['customer', 'Oui, volontiers ! Et la housse de couette qui était dans le même colis, vous la renvoyez aussi ?'],
    ],
  },
  {
    brand: nh,
    who: {
      name: 'Cabinet Morvan & Associés',
      handle: 'cabinet.morvan',
      country: 'FR',
      city: 'Lyon',
      about: 'Architects’ office. Contact is Mme Tessier; invoices go to accounts.',
    },
    channel: 'email',
    subject: 'Facture avec n° de TVA intracommunautaire',
    order: { lines: [['NH-CHR-117', 4], ['NH-TBL-301']], status: 'delivered', daysAgo: 11 },
    tags: ['invoice', 'vat'],
    by: 'agent-amara',
    ago: 73,
    turns: [
      [
        'customer',
        'Madame, Monsieur,\n\nNous avons bien reçu la commande {order}. Pourriez-vous nous adresser une facture au nom du Cabinet Morvan & Associés, avec notre numéro de TVA intracommunautaire (FR 00 000000000) et notre référence interne BUR-24 ?\n\nCordialement,\nClaire Tessier',
      ],
      [
        'agent',
        'Bonjour Madame Tessier,\n\nBien sûr. La facture est en cours d’édition avec votre numéro de TVA et la référence BUR-24 ; vous la recevrez en PDF avant 18 h.\n\nJ’ai également enregistré ces informations sur votre compte professionnel, elles figureront d’office sur les prochaines factures.\n\nBien à vous,\nAmara Okafor',
      ],
      [
        'customer',
        'Bonjour,\n\nMerci pour la facture. Il reste un point : nous avons huit chaises et la facture mentionne « 4 ». Je suppose qu’il s’agit de quatre lots de deux, mais notre comptable souhaite que ce soit écrit. Est-ce possible de la corriger ?\n\nClaire Tessier',
      ],
    ],
  },
  {
    brand: nh,
    who: { name: 'Nadia Benkirane', handle: 'nadia.benkirane', country: 'FR', city: 'Toulouse' },
    channel: 'chat',
    subject: 'Créneau de livraison du canapé',
    order: { lines: [['NH-SOF-002']], status: 'packed', daysAgo: 3 },
    tags: ['delivery'],
    by: 'agent-amara',
    ago: 14,
    turns: [
      [
        'customer',
        'Bonjour, on m’annonce mon canapé ({order}) « entre 8 h et 18 h ». Je travaille, je ne peux pas bloquer une journée entière…',
      ],
      [
        'agent',
        'Bonjour Nadia, je comprends tout à fait. Pour les meubles, je peux réserver un créneau de trois heures : le matin de 8 h à 11 h, ou en soirée de 18 h à 21 h. Quel jour vous arrangerait ?',
      ],
      [
        'customer',
        'Le soir ce serait parfait ! Jeudi ? Par contre c’est au 4e, l’ascenseur est en panne, il faut que les livreurs le sachent',
      ],
    ],
  },
  {
    brand: nh,
    who: { name: 'Olivier Vandamme', handle: 'olivier.vandamme', country: 'BE', city: 'Liège' },
    channel: 'email',
    subject: 'Code de parrainage refusé',
    tags: ['voucher'],
    by: 'agent-camille',
    ago: 41,
    turns: [
      [
        'customer',
        'Bonjour,\n\nMa sœur m’a parrainé et je devais recevoir 20 € de réduction. Le code est refusé : « réservé aux nouveaux clients ». Or je n’ai jamais rien commandé chez vous !\n\nOlivier Vandamme',
      ],
      [
        'agent',
        'Bonjour Olivier,\n\nJ’ai trouvé l’explication : une commande a été passée il y a deux ans avec votre adresse e-mail, livrée à Namur. Est-ce que cela vous dit quelque chose ?\n\nCamille',
      ],
      [
        'customer',
        'Ah mais oui, c’était ma compagne qui avait utilisé mon adresse… Du coup c’est mort pour les 20 € ?',
      ],
    ],
  },
  {
    brand: nh,
    who: { name: 'Lucie Hamon', handle: 'lucie.hamon', country: 'FR', city: 'Nantes' },
    channel: 'instagram',
    subject: 'Le plaid gratte et me donne des plaques',
    order: { lines: [['NH-THR-014']], status: 'delivered', daysAgo: 13 },
    tags: ['allergy', 'return'],
    ago: 12,
    turns: [
      [
        'customer',
        'coucou, j’ai adoré le plaid Skagen sur vos photos mais il me donne des plaques rouges sur les bras 😢',
      ],
      ['customer', 'je l’ai utilisé 2 fois donc je sais pas si je peux encore le rendre ? commande {order}'],
      ['customer', 'et vous auriez le même genre de couleur mais pas en laine ?'],
    ],
  },
]
