import type { Template } from '../conversations/script.ts'

export const frenchTemplates: readonly Template[] = [
  {
    channels: ['chat', 'sms'],
    tags: ['delivery'],
    order: { status: 'shipped', daysAgo: 4 },
    openings: [
      [
        'Où en est ma commande ?',
        'Bonjour, le suivi de {order} n’a pas bougé depuis hier. Savez-vous quand je serai livré ?',
      ],
      ['Livraison avant samedi ?', 'Bonjour ! Est-ce que le colis {tracking} a une chance d’arriver avant samedi ?'],
    ],
    turns: [
      [
        'agent',
        'Bonjour {name}, votre colis a quitté le centre de tri cette nuit ; {carrier} annonce la livraison pour le {eta}.',
      ],
      ['customer', 'Super, merci ! Ils préviennent avant ?'],
      ['agent', 'Oui, par SMS le matin même, avec un créneau de deux heures.'],
    ],
  },
  {
    channels: ['email'],
    tags: ['refund'],
    order: { status: 'returned', daysAgo: 18, after: 'refunded' },
    openings: [
      [
        'Remboursement commande {order}',
        'Bonjour,\n\nJ’ai renvoyé la commande {order} il y a une semaine. Pouvez-vous me confirmer la réception et la date du remboursement ?\n\nCordialement',
      ],
      ['Retour bien reçu ?', 'Bonjour, je n’ai aucune nouvelle de mon retour ({product}). Tout s’est bien passé ?'],
    ],
    turns: [
      [
        'agent',
        'Bonjour {name},\n\nVotre retour est bien arrivé, merci pour l’emballage soigné. Le remboursement de {amount} vient d’être effectué ; il apparaîtra sous deux à trois jours ouvrés.',
      ],
      ['customer', 'Parfait, merci pour votre réactivité.'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['return'],
    order: { status: 'delivered', daysAgo: 11 },
    openings: [
      [
        'Retourner un article',
        'Bonjour, je voudrais renvoyer un article de {order} : {product}. La couleur ne va pas du tout avec mon salon…',
      ],
      ['Pas d’imprimante pour l’étiquette', 'Bonjour, comment faire pour le retour si je n’ai pas d’imprimante ?'],
    ],
    turns: [
      [
        'agent',
        'Bonjour {name}, rien de plus simple : je viens de vous envoyer un QR code, le point relais imprime l’étiquette pour vous. Vous avez 30 jours.',
      ],
      ['customer', 'Génial, je passe demain.'],
    ],
  },
  {
    channels: ['email', 'chat'],
    tags: ['damaged'],
    priority: 'high',
    order: { status: 'delivered', daysAgo: 4 },
    about: ['ware', 'furniture'],
    openings: [
      [
        'Article arrivé abîmé',
        'Bonjour, un article de la commande {order} est arrivé abîmé : {product}. Photos ci-jointes.',
      ],
      [
        'Éclat sur le bord',
        'Bonjour, il y a un éclat sur le bord ({product}). C’est dommage, tout le reste est parfait.',
      ],
    ],
    turns: [
      [
        'agent',
        'Toutes mes excuses, {name}, et merci pour les photos. Je vous renvoie un article neuf dès aujourd’hui ; inutile de nous retourner l’autre.',
      ],
      ['customer', 'Merci beaucoup !'],
      ['note', 'Replacement booked, carrier claim filed.'],
    ],
  },
  {
    channels: ['chat', 'messenger'],
    tags: ['address', 'delivery'],
    order: { status: 'packed', daysAgo: 1 },
    openings: [
      [
        'Changer l’adresse de livraison',
        'Bonjour, j’ai laissé mon ancienne adresse sur {order} 😬 c’est encore possible de changer ?',
      ],
      ['Code de l’immeuble', 'Bonjour, j’ai oublié de donner le digicode pour {order}. Je vous l’envoie ici ?'],
    ],
    turns: [
      [
        'agent',
        'Bonjour {name}, oui, le colis n’est pas encore parti. C’est modifié, et la livraison reste prévue le {eta}.',
      ],
      ['customer', 'Ouf, merci !'],
    ],
  },
  {
    channels: ['chat', 'instagram'],
    tags: ['voucher'],
    openings: [
      ['Code promo refusé', 'coucou, le code de la newsletter ne passe pas, « code inconnu » 🤔'],
      ['Carte cadeau', 'Bonjour, peut-on utiliser deux cartes cadeaux sur la même commande ?'],
    ],
    turns: [
      [
        'agent',
        'Bonjour {name} ! C’est réglé : la remise s’applique maintenant automatiquement au panier. Les cartes cadeaux se saisissent à l’étape du paiement, jusqu’à cinq par commande.',
      ],
      ['customer', 'top, merci'],
    ],
  },
  {
    channels: ['email'],
    tags: ['invoice', 'vat'],
    order: { status: 'delivered', daysAgo: 14 },
    openings: [
      ['Facture pour {order}', 'Bonjour, je ne trouve pas la facture de la commande {order} dans mon espace client.'],
      [
        'Facture au nom de ma société',
        'Bonjour,\n\nPourriez-vous établir la facture de {order} au nom de ma société ? Je vous transmets les coordonnées.',
      ],
    ],
    turns: [
      [
        'agent',
        'Bonjour {name},\n\nVoici la facture en PDF. Si vous souhaitez y faire figurer une société, indiquez-moi sa raison sociale, son adresse et son numéro de TVA.',
      ],
      ['customer', 'C’est tout ce qu’il me fallait, bonne journée.'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['assembly', 'product-question'],
    order: { status: 'delivered', daysAgo: 3 },
    about: ['furniture'],
    openings: [
      ['Notice de montage', 'Bonjour, il n’y avait pas de notice dans le carton ({product}). Vous l’avez en PDF ?'],
      ['Une vis de trop', 'Bonjour, j’ai tout monté et il me reste une vis. C’est grave ? 😅'],
    ],
    turns: [
      [
        'agent',
        'Bonjour {name}, pas d’inquiétude : il y a toujours une vis de rechange dans le sachet. Je vous envoie la notice en PDF à l’instant.',
      ],
      ['customer', 'Ouf, tout va bien alors. Merci !'],
    ],
  },
  {
    channels: ['email'],
    tags: ['stock'],
    openings: [
      [
        'Disponibilité',
        'Bonjour,\n\nSavez-vous quand cet article sera de nouveau disponible : {product} ? Il m’en faudrait deux.',
      ],
      ['Réservation possible ?', 'Bonjour, est-il possible de réserver un article en rupture ({product}) ?'],
    ],
    turns: [
      [
        'agent',
        'Bonjour {name},\n\nLe prochain arrivage est prévu le {eta}. Je vous en réserve pendant 48 heures et vous préviens par e-mail.',
      ],
      ['customer', 'Très aimable, merci.'],
    ],
  },
]
